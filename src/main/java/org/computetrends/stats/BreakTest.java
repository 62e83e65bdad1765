package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tests whether a line, possibly with known breaks, has one more break at an unknown date. The statistic is the largest
 * F over all dates that leave every segment its share of the data (Andrews 1993).
 *
 * <p>The largest F does not have an F distribution. Its p-value comes from a variant of Hansen's (2000) fixed-regressor
 * bootstrap: residuals of the fit without the break get random signs and are searched in the same way. The test allows
 * a spread that changes with time and assumes independent releases. Known breaks are fixed.
 *
 * <p>A second p-value draws one sign for each cluster, such as an organization (the wild cluster bootstrap of Cameron,
 * Gelbach and Miller 2008). It allows any dependence within a cluster. Of the draws of {@code G} clusters, a share of
 * {@code 2^(1 - G)} has equal signs and reaches the observed F. The p-value is at least about this share.
 *
 * <p>A replicate costs a few products for each date. The fit without the break is subtracted. Dates are then searched
 * from last to first by running sums, until an F as large as the observed one is found.
 */
public final class BreakTest {

    /** The relative rounding error of F: a replicate whose signs are all equal has the observed F up to this share. */
    private static final double ROUNDING = 1e-9;

    private final Cells cells;

    /** The fit without the tested break. */
    private final PiecewiseFit baseFit;

    private final Map<BreakForm, BreakCandidates> candidates;
    private final SignedResiduals signedResiduals;
    private final Optional<int[]> clusters;

    /** By cell: the sum of residuals of the base fit. */
    private final double[] residualSums;

    /**
     * @param points the single observations. Without them, a date's observations share one sign: the date has one
     *     residual, whose square is the sum of their squared residuals
     * @param clusters the cluster of each point, numbered from zero; empty without points, or for no test by clusters
     * @param knownBreaks the times of the known breaks, increasing
     * @param forms what may change at the tested break: one form or, without known breaks, several. Known breaks have
     *     the form of the tested break
     * @param trim the least share of the observations in a segment
     */
    public BreakTest(
            Cells cells,
            Optional<Points> points,
            Optional<int[]> clusters,
            double[] knownBreaks,
            List<BreakForm> forms,
            double trim) {
        if (forms.isEmpty() || (knownBreaks.length > 0 && forms.size() > 1)) {
            throw new IllegalArgumentException("a test needs one form of break, or several without known breaks, got "
                    + forms + " and " + knownBreaks.length + " known breaks");
        }
        this.cells = cells;
        this.clusters = clusters;
        this.baseFit = new PiecewiseFit(cells, knownBreaks, forms.get(0));
        this.candidates = new EnumMap<>(BreakForm.class);
        forms.forEach(form ->
                candidates.put(form, new BreakCandidates(cells, baseFit, form, form.fewestInSegment(cells, trim))));
        double[] fittedValues = baseFit.fittedValues(cells.mean());
        int[] rowStart = points.map(rows -> rowStarts(rows, cells))
                .orElseGet(() -> IntStream.rangeClosed(0, cells.size()).toArray());
        this.signedResiduals = new SignedResiduals(
                cells,
                baseFit,
                rowStart,
                points.map(rows -> residuals(rows, rowStart, fittedValues))
                        .orElseGet(() -> residuals(cells, fittedValues)));
        this.residualSums = new double[cells.size()];
        Arrays.setAll(residualSums, c -> cells.count()[c] * (cells.mean()[c] - fittedValues[c]));
    }

    /**
     * The result of a test.
     *
     * @param supF the largest F statistic
     * @param pValue the share of replicates whose largest F is at least this, with one added to both counts
     * @param clusterPValue the p-value with one random sign for each cluster; empty without clusters
     */
    public record Result(double supF, double pValue, OptionalDouble clusterPValue) {}

    /**
     * Tests all forms with the same draws.
     *
     * @param replicates the number of bootstrap replicates
     * @return by form; a form is absent if it has no possible date, leaves no degrees of freedom, or if the fit without
     *     the break is perfect
     */
    public Map<BreakForm, Result> run(int replicates, long seed) {
        List<ObservedBreak> observed = observedBreaks();
        if (observed.isEmpty()) {
            return Map.of();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] pValues = pValues(observed, replicates, () -> signedResiduals.draw(random));
        Optional<double[]> clusterPValues =
                clusters.map(cluster -> clusterPValues(cluster, observed, replicates, seed, pValues));
        Map<BreakForm, Result> results = new EnumMap<>(BreakForm.class);
        for (int i = 0; i < pValues.length; i++) {
            BreakForm form = observed.get(i).form();
            double supF = observed.get(i).ratio() * degreesOfFreedom(form) / form.coefficients();
            OptionalDouble clusterPValue = clusterPValues.isPresent()
                    ? OptionalDouble.of(clusterPValues.get()[i])
                    : OptionalDouble.empty();
            results.put(form, new Result(supF, pValues[i], clusterPValue));
        }
        return results;
    }

    /**
     * The best break of the observed residuals, by form.
     *
     * @param search finds breaks of this form in a replicate
     * @param ratio the sum of squares that the break explains, divided by the residual sum of squares with the break
     */
    private record ObservedBreak(BreakForm form, SignedResiduals.Search search, double ratio) {}

    private List<ObservedBreak> observedBreaks() {
        double total = signedResiduals.sumOfSquares();
        double rounding = cells.roundingSumOfSquares();
        // The base fit is subtracted from its own residuals, as it is from each replicate.
        double[] sums = residualSums.clone();
        double baseSum = total - baseFit.subtractFit(sums);
        List<ObservedBreak> observed = new ArrayList<>();
        candidates.forEach((form, ofForm) -> {
            if (ofForm.all.length > 0 && total > rounding && degreesOfFreedom(form) >= 1) {
                double gain = ofForm.largestGain(sums);
                double ratio = gain / Math.max(baseSum - gain, rounding);
                observed.add(new ObservedBreak(form, signedResiduals.new Search(ofForm), ratio));
            }
        });
        return observed;
    }

    private long degreesOfFreedom(BreakForm form) {
        return cells.observations() - baseFit.basis.length - form.coefficients();
    }

    /** The p-values with one sign for each cluster; equal to {@code pValues} if every cluster has one observation. */
    private double[] clusterPValues(
            int[] cluster, List<ObservedBreak> observed, int replicates, long seed, double[] pValues) {
        int size = Arrays.stream(cluster).max().orElse(-1) + 1;
        if (size == cluster.length) {
            return pValues;
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] clusterSigns = new long[(size + Long.SIZE - 1) / Long.SIZE];
        return pValues(observed, replicates, () -> signedResiduals.draw(random, cluster, clusterSigns));
    }

    /** By observed break: the share of replicates that reach its ratio, with one added to both counts. */
    private double[] pValues(List<ObservedBreak> observed, int replicates, Runnable draw) {
        double total = signedResiduals.sumOfSquares();
        double rounding = cells.roundingSumOfSquares();
        int[] reached = new int[observed.size()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            draw.run();
            double baseSum = total - signedResiduals.fitDraw();
            for (int i = 0; i < reached.length; i++) {
                double ratio = observed.get(i).ratio();
                // The replicate's ratio is gain / max(baseSum - gain, rounding). It is at least the observed ratio if
                // and only if its gain is at least ratio / (1 + ratio) * baseSum and at least ratio * rounding.
                double gain = (1 - ROUNDING) * Math.max(ratio / (1 + ratio) * baseSum, ratio * rounding);
                reached[i] += observed.get(i).search().reaches(gain) ? 1 : 0;
            }
        }
        return Arrays.stream(reached)
                .mapToDouble(count -> (1.0 + count) / (1.0 + replicates))
                .toArray();
    }

    /** Element c is the first point of cell c. The extra last element is the number of points. */
    private static int[] rowStarts(Points points, Cells cells) {
        int[] starts = new int[cells.size() + 1];
        int row = 0;
        for (int c = 0; c < cells.size(); c++) {
            starts[c] = row;
            while (row < points.size() && points.time()[row] <= cells.time()[c]) {
                row++;
            }
        }
        starts[cells.size()] = row;
        return starts;
    }

    private static double[] residuals(Points points, int[] rowStart, double[] fittedValues) {
        double[] residuals = new double[points.size()];
        for (int c = 0; c < fittedValues.length; c++) {
            for (int row = rowStart[c]; row < rowStart[c + 1]; row++) {
                residuals[row] = points.value()[row] - fittedValues[c];
            }
        }
        return residuals;
    }

    /** One residual for each cell. Its square is the sum of squared residuals of the cell's observations. */
    private static double[] residuals(Cells cells, double[] fittedValues) {
        double[] residuals = new double[fittedValues.length];
        for (int c = 0; c < residuals.length; c++) {
            double residual = cells.mean()[c] - fittedValues[c];
            residuals[c] = Math.sqrt(cells.count()[c] * residual * residual + cells.withinSumOfSquares()[c]);
        }
        return residuals;
    }
}
