package org.computetrends.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.jspecify.annotations.Nullable;

/**
 * The measurement error of a value, by the source's confidence in it. A confidence without a factor, and a missing one,
 * count as the most uncertain confidence that has a factor.
 *
 * @param factors by confidence, the factor within which the true value is with 90% probability
 */
record ConfidenceNoise(Map<Confidence, Double> factors) {
    /** The observations with the errors of their values, in the given order. */
    PointsByRelease byRelease(List<ObservedPoint> observed) {
        Points points = new Points(
                observed.stream().mapToDouble(ObservedPoint::time).toArray(),
                observed.stream().mapToDouble(ObservedPoint::value).toArray(),
                observed.stream().mapToDouble(point -> sd(point.confidence())).toArray());
        return new PointsByRelease(
                points, observed.stream().map(ObservedPoint::releaseId).toList(), clusters(observed));
    }

    /** The number of each observation's organization; a new number for each observation without one. */
    private static int[] clusters(List<ObservedPoint> observed) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] clusters = new int[observed.size()];
        int next = 0;
        for (int i = 0; i < clusters.length; i++) {
            String organization = observed.get(i).organization();
            Integer assigned = organization == null ? null : numbers.get(organization);
            clusters[i] = assigned == null ? next++ : assigned;
            if (organization != null) {
                numbers.put(organization, clusters[i]);
            }
        }
        return clusters;
    }

    /** The standard deviation of the error, in OOM. */
    private double sd(@Nullable String confidence) {
        double factor =
                factors.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        for (Map.Entry<Confidence, Double> entry : factors.entrySet()) {
            if (entry.getKey().name().equals(confidence)) {
                factor = entry.getValue();
            }
        }
        return MeasurementNoise.sdWithin(factor, 0.90);
    }
}
