package org.computetrends.stats;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The half-widths of a regression's prediction intervals, in standard errors of the prediction, by conformal prediction
 * that leaves out one cluster at a time (Barber, Candès, Ramdas and Tibshirani 2021, "Predictive inference with the
 * jackknife+", Annals of Statistics 49). Half-widths are quantiles of scores. An observation's score is its distance
 * from the prediction by the fit to all other clusters, in standard errors. Residuals need not be normal. With a few
 * very large residuals, 80% intervals are narrower than Student's, and 95% intervals are wider.
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
     * The errors and the coverage of 80% intervals when each cluster in turn is left out. So a cluster affects neither
     * its own predictions nor the width of their intervals. Empty if the regression fails without some cluster.
     *
     * @param fit the regression on all clusters, by {@link ClusteredRegression#fit} with the other arguments
     */
    public static Optional<ClusteredRegression.PredictionErrors> leftOut(
            double[][] rows, double[] value, List<String> cluster, ClusteredRegression fit) {
        double[] scores = scores(fit);
        int inside = 0;
        for (String leftOut : new LinkedHashSet<>(cluster)) {
            List<Integer> remaining = IntStream.range(0, value.length)
                    .filter(i -> !cluster.get(i).equals(leftOut))
                    .boxed()
                    .toList();
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
        return Optional.of(ClusteredRegression.PredictionErrors.of(
                IntStream.range(0, value.length).mapToDouble(fit::leftOutError).toArray(), inside));
    }

    private static double[] scores(ClusteredRegression fit) {
        // A perfect fit has standard errors of zero. The score is then zero if the error is zero, and huge otherwise.
        return IntStream.range(0, fit.leftOut().n())
                .mapToDouble(i -> Math.abs(fit.leftOutError(i)) / Math.max(fit.leftOutScale(i), Double.MIN_NORMAL))
                .toArray();
    }

    /**
     * The least score that a new observation exceeds with probability {@code 1 - level} at most. If there are too few
     * scores for this level, the largest score.
     */
    private static double margin(double[] scores, double level) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length, Math.ceil(level * (sorted.length + 1))) - 1];
    }
}
