package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The half-widths of a regression's prediction intervals, in standard errors of the prediction. They are quantiles of
 * the distances of observations from the predictions of all other clusters (leave-one-out conformal prediction; Barber,
 * Candès, Ramdas and Tibshirani 2021, "Predictive inference with the jackknife+", Annals of Statistics 49, with the
 * residuals studentized). Residuals need not be normal: with a few very large ones, 80% intervals are narrower than
 * Student's, and 95% intervals wider.
 *
 * @param margin80 half-width of the central 80% interval
 * @param margin95 half-width of the central 95% interval; too small with fewer than 19 observations
 */
public record PredictionMargins(double margin80, double margin95) {

    public static PredictionMargins of(ClusteredRegression fit) {
        double[] scores = scores(fit);
        return new PredictionMargins(margin(scores, 0.8), margin(scores, 0.95));
    }

    /**
     * The errors and the coverage of 80% intervals for left-out clusters. A cluster that is left out affects neither
     * its prediction nor the width of its interval. Empty if the regression fails when one of the clusters is left out.
     *
     * @param rows the design, like the next two arguments as in {@link ClusteredRegression#fit}
     * @param fit the regression on all clusters
     */
    public static Optional<ClusteredRegression.LeftOut> leftOut(
            double[][] rows, double[] value, List<String> cluster, ClusteredRegression fit) {
        double[] scores = scores(fit);
        int inside = 0;
        for (String leftOut : new LinkedHashSet<>(cluster)) {
            List<Integer> remaining = new ArrayList<>();
            IntStream.range(0, value.length)
                    .filter(i -> !cluster.get(i).equals(leftOut))
                    .forEach(remaining::add);
            Optional<ClusteredRegression> remainingFit = ClusteredRegression.fit(
                    remaining.stream().map(i -> rows[i]).toArray(double[][]::new),
                    remaining.stream().mapToDouble(i -> value[i]).toArray(),
                    remaining.stream().map(cluster::get).toList());
            if (remainingFit.isEmpty()) {
                return Optional.empty();
            }
            double margin = margin(scores(remainingFit.get()), 0.8);
            for (int i = 0; i < scores.length; i++) {
                inside += cluster.get(i).equals(leftOut) && scores[i] <= margin ? 1 : 0;
            }
        }
        return Optional.of(ClusteredRegression.LeftOut.of(
                IntStream.range(0, value.length).mapToDouble(fit::leftOutError).toArray(), inside));
    }

    /** The studentized distances of observations from the predictions of all other clusters. */
    private static double[] scores(ClusteredRegression fit) {
        return IntStream.range(0, fit.leftOut().n())
                .mapToDouble(i -> Math.abs(fit.leftOutError(i)) / Math.max(fit.leftOutScale(i), Double.MIN_NORMAL))
                .toArray();
    }

    /** The smallest score that one more observation exceeds with a probability of at most one minus the level. */
    private static double margin(double[] scores, double level) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length, Math.ceil(level * (sorted.length + 1))) - 1];
    }
}
