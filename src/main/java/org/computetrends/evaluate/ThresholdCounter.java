package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.ThresholdCount;
import org.computetrends.population.AnalysedRelease;
import org.jspecify.annotations.Nullable;

/**
 * Counts a vintage's releases at or above thresholds. Counts of vintages also differ because the source lists other
 * releases, so their growth is not only growth of AI.
 *
 * @param thresholds thresholds by metric, in the metric's unit, each list increasing
 */
public record ThresholdCounter(Map<String, List<Double>> thresholds) {

    /**
     * Counts the curated releases of a vintage.
     *
     * @param scope the vintage's scope: which releases the source lists in it
     * @param seam the ids of the {@linkplain org.computetrends.domain.Seam seams} since the previous vintage; null if
     *     there are none
     */
    public List<ThresholdCount> count(
            LocalDate vintage, String scope, @Nullable String seam, List<AnalysedRelease> releases) {
        List<ThresholdCount> counts = new ArrayList<>();
        thresholds.forEach((metric, metricThresholds) -> {
            double[] values = releases.stream()
                    .mapToDouble(release -> release.value(metric))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            for (double threshold : metricThresholds) {
                long atLeast = Arrays.stream(values)
                        .filter(value -> value >= threshold)
                        .count();
                counts.add(new ThresholdCount(vintage, scope, seam, metric, threshold, atLeast, values.length));
            }
        });
        return counts;
    }
}
