package org.computetrends.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;

/**
 * A vintage matched with a later one.
 *
 * @param vintage the vintage
 * @param listed its releases by their ids in the later vintage
 */
public record MatchedVintage(LoadedVintage vintage, Map<String, AnalysedRelease> listed) {

    public MatchedVintage {
        listed = Map.copyOf(listed);
    }

    /**
     * Matches several vintages with a later one.
     *
     * @param earlier the vintages, in the order of the result
     * @param later the later one
     * @param identity decides which releases of two vintages are the same
     */
    public static List<MatchedVintage> of(List<LoadedVintage> earlier, LoadedVintage later, ReleaseIdentity identity) {
        List<ReleaseIdentity.Named> named = ReleaseMatching.named(later.releases());
        return earlier.stream()
                .map(vintage -> {
                    Map<String, AnalysedRelease> listed = new HashMap<>();
                    ReleaseMatching.matched(ReleaseMatching.named(vintage.releases()), named, identity)
                            .forEach(pair -> listed.put(pair.after().id(), pair.before()));
                    return new MatchedVintage(vintage, listed);
                })
                .toList();
    }
}
