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
 * @param byLaterId its releases by their ids in the later vintage
 */
public record MatchedVintage(LoadedVintage vintage, Map<String, AnalysedRelease> byLaterId) {

    public MatchedVintage {
        byLaterId = Map.copyOf(byLaterId);
    }

    /**
     * Matches several vintages with a later one.
     *
     * @param earlier the vintages, in the order of the result
     * @param later the later vintage
     * @param identity decides which releases of two vintages are the same
     */
    public static List<MatchedVintage> of(List<LoadedVintage> earlier, LoadedVintage later, ReleaseIdentity identity) {
        List<ReleaseIdentity.NamedRelease> laterReleases = ReleaseMatching.named(later.releases());
        return earlier.stream()
                .map(vintage -> {
                    Map<String, AnalysedRelease> byLaterId = new HashMap<>();
                    ReleaseMatching.match(ReleaseMatching.named(vintage.releases()), laterReleases, identity)
                            .forEach(pair -> byLaterId.put(pair.after().id(), pair.before()));
                    return new MatchedVintage(vintage, byLaterId);
                })
                .toList();
    }
}
