package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;

/**
 * A vintage whose releases are matched with the releases of a later one.
 *
 * @param byLaterId by a release's id in the later vintage: the same release in this vintage; unmatched releases are
 *     absent
 */
public record MatchedVintage(LoadedVintage vintage, Map<String, AnalysedRelease> byLaterId) {

    /** Matches several vintages, in their order, with a later one. */
    public static List<MatchedVintage> of(List<LoadedVintage> earlier, LoadedVintage later, ReleaseIdentity identity) {
        List<ReleaseIdentity.NamedRelease> laterReleases = ReleaseMatching.named(later.releases());
        List<MatchedVintage> matched = new ArrayList<>();
        for (LoadedVintage vintage : earlier) {
            Map<String, AnalysedRelease> byLaterId = new HashMap<>();
            ReleaseMatching.ofNamed(ReleaseMatching.named(vintage.releases()), laterReleases, identity)
                    .matched()
                    .forEach(pair -> byLaterId.put(pair.after().id(), pair.before()));
            matched.add(new MatchedVintage(vintage, byLaterId));
        }
        return matched;
    }
}
