package org.computetrends.fit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * The individual observations of a trend as columns; an index means the same release in each column.
 *
 * @param points times in years since 2000-01-01, values and standard deviations of their measurement errors in OOM
 * @param clusters numbers of organizations, from zero; each release without an organization has its own number
 */
@SuppressWarnings("ArrayRecordComponent") // a numeric column; records are never compared
record PointsByRelease(Points points, List<String> releaseIds, int[] clusters) {

    /** @param factors by the source's confidence, the factor within which the true value is with 90% probability */
    static PointsByRelease of(List<ObservedPoint> observed, Map<Confidence, Double> factors) {
        Map<Object, Integer> numbers = new HashMap<>();
        int[] clusters = new int[observed.size()];
        for (int i = 0; i < clusters.length; i++) {
            String organization = observed.get(i).organization();
            clusters[i] = numbers.computeIfAbsent(organization == null ? i : organization, key -> numbers.size());
        }
        return new PointsByRelease(
                new Points(
                        observed.stream().mapToDouble(ObservedPoint::time).toArray(),
                        observed.stream().mapToDouble(ObservedPoint::log10Value).toArray(),
                        observed.stream()
                                .mapToDouble(point -> noiseSd(point.confidence(), factors))
                                .toArray()),
                observed.stream().map(ObservedPoint::releaseId).toList(),
                clusters);
    }

    /**
     * The standard deviation in OOM. A confidence that is missing or has no factor has the largest factor; 1, which is
     * no error, if there are no factors.
     */
    private static double noiseSd(@Nullable String confidence, Map<Confidence, Double> factors) {
        double factor = factors.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(confidence))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() ->
                        factors.values().stream().max(Comparator.naturalOrder()).orElse(1.0));
        return MeasurementNoise.sdWithin(factor, 0.90);
    }
}
