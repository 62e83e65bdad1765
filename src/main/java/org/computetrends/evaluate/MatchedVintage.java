package org.computetrends.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;

/** A vintage with its releases by their ids in a later one. */
public record MatchedVintage(LoadedVintage vintage, Map<String, AnalysedRelease> byLaterId) {

    /** Matches several vintages, in their order, with a later one. */
    public static List<MatchedVintage> of(List<LoadedVintage> earlier, LoadedVintage later, ReleaseIdentity identity) {
        List<ReleaseIdentity.NamedRelease> laterReleases = ReleaseMatching.named(later.releases());
        return earlier.stream()
                .map(vintage -> {
                    Map<String, AnalysedRelease> byLaterId = new HashMap<>();
                    ReleaseMatching.ofNamed(ReleaseMatching.named(vintage.releases()), laterReleases, identity)
                            .matched()
                            .forEach(pair -> byLaterId.put(pair.after().id(), pair.before()));
                    return new MatchedVintage(vintage, byLaterId);
                })
                .toList();
    }
}
