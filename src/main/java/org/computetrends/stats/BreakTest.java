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
 * Tests whether a line, or a line that is known to break, has one break more at an unknown date: the largest F
 * statistic over all dates that leave every segment its share of the data (Andrews 1993).
 *
 * <p>An F that was chosen for being the largest has no F distribution. Its p-value is from Hansen's (2000)
 * fixed-regressor bootstrap: residuals of the fit without the break, each with its sign drawn anew, are searched in the
 * same way. It allows a spread that changes with time and assumes independent releases. Known breaks are held.
 *
 * <p>A second p-value has one sign for each cluster, such as an organization (the wild cluster bootstrap of Cameron,
 * Gelbach and Miller 2008): residuals of a cluster may depend on each other in any way. Of {@code G} clusters it is no
 * smaller than {@code 2^(1 - G)}. Both share the statistic and the dates that are searched.
 *
 * <p>A replicate costs a few products for each date: it is freed from what the fit without the break explains, and then
 * searched from the last date to the first by running sums, no further than to an F as large as the one observed.
 */
public final class BreakTest {

    /** Replicates that equal the data, or their mirror image, reach the same F but for rounding. */
    private static final double ROUNDING = 1e-9;

    private final Cells cells;
    private final BrokenLineFit without;
    private final Map<BreakForm, BreakCandidates> candidates;

    private final SignedResiduals signed;

    /** Each observation's cluster; none where observations are not known one by one. */
    private final Optional<int[]> clusters;

    private final double[] cellSums;

    /**
     * @param cells the observations
     * @param points the observations one by one; when empty, those of a date are drawn together
     * @param clusters the cluster of each of the points, numbered from zero; when empty, there is no test by clusters
     * @param held the times of the breaks that are known, increasing
     * @param forms what may change at a break; with known breaks one form, which is theirs too
     * @param trim the share of the observations that every segment must have
     */
    public BreakTest(
            Cells cells,
            Optional<Points> points,
            Optional<int[]> clusters,
            double[] held,
            List<BreakForm> forms,
            double trim) {
        if (forms.isEmpty() || (held.length > 0 && forms.size() > 1)) {
            throw new IllegalArgumentException("breaks of " + forms + " have no common fit without them");
        }
        this.cells = cells;
        this.clusters = clusters;
        this.without = new BrokenLineFit(cells, held, forms.get(0));
        this.candidates = new EnumMap<>(BreakForm.class);
        forms.forEach(form ->
                candidates.put(form, new BreakCandidates(cells, without, form, form.leastObservations(cells, trim))));
        double[] fitted = without.fitted(cells.mean());
        int[] rowStart = points.map(rows -> rowStarts(rows, cells))
                .orElseGet(() -> IntStream.rangeClosed(0, cells.size()).toArray());
        this.signed = new SignedResiduals(
                cells,
                without,
                rowStart,
                points.map(rows -> residuals(rows, rowStart, fitted)).orElseGet(() -> residuals(cells, fitted)));
        this.cellSums = new double[cells.size()];
        for (int c = 0; c < cells.size(); c++) {
            cellSums[c] = cells.count()[c] * (cells.mean()[c] - fitted[c]);
        }
    }

    /**
     * What a test found.
     *
     * @param supF the largest F statistic
     * @param pValue the share of replicates that reach it, both counted with one more
     * @param clusterPValue the same with one sign for each cluster; empty where clusters are not known
     */
    public record Result(double supF, double pValue, OptionalDouble clusterPValue) {}

    /**
     * Tests. All forms are searched in the same draws.
     *
     * @param replicates of the bootstrap
     * @param seed of the draws
     * @return without a form of which no date leaves every segment its share; empty when the fit without the break is perfect
     */
    public Map<BreakForm, Result> run(int replicates, long seed) {
        double total = signed.sumOfSquares();
        double rounding = cells.roundingSumOfSquares();
        double[] sums = cellSums.clone();
        double rest = total - without.remove(sums);
        List<Searched> searched = new ArrayList<>();
        candidates.forEach((form, dates) -> {
            if (dates.size > 0 && total > rounding && degreesOfFreedom(form) >= 1) {
                double most = dates.largestGain(sums);
                searched.add(new Searched(form, signed.new Search(dates), most / Math.max(rest - most, rounding)));
            }
        });
        if (searched.isEmpty()) {
            return Map.of();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] pValues = sharesReaching(searched, total, replicates, () -> signed.draw(random));
        Optional<double[]> clusterPValues = byClusters(searched, total, replicates, seed, pValues);
        Map<BreakForm, Result> results = new EnumMap<>(BreakForm.class);
        for (int i = 0; i < pValues.length; i++) {
            BreakForm form = searched.get(i).form();
            results.put(
                    form,
                    new Result(
                            searched.get(i).ratio() * degreesOfFreedom(form) / form.coefficients(),
                            pValues[i],
                            clusterPValues.isPresent()
                                    ? OptionalDouble.of(clusterPValues.get()[i])
                                    : OptionalDouble.empty()));
        }
        return results;
    }

    private long degreesOfFreedom(BreakForm form) {
        return cells.observations() - without.coefficients() - form.coefficients();
    }

    /** Dates searched, and what the best break explains over what it leaves: F but for degrees of freedom. */
    private record Searched(BreakForm form, SignedResiduals.Search dates, double ratio) {}

    /** Clusters of one observation each are drawn already. */
    private Optional<double[]> byClusters(
            List<Searched> searched, double total, int replicates, long seed, double[] pValues) {
        if (clusters.isEmpty()) {
            return Optional.empty();
        }
        int[] cluster = clusters.get();
        int size = Arrays.stream(cluster).max().orElse(-1) + 1;
        if (size == cluster.length) {
            return Optional.of(pValues);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] ofClusters = new long[(size + Long.SIZE - 1) / Long.SIZE];
        return Optional.of(sharesReaching(searched, total, replicates, () -> signed.draw(random, cluster, ofClusters)));
    }

    /** The shares of replicates whose break explains as much of what it leaves, both counted with one more. */
    private double[] sharesReaching(List<Searched> searched, double total, int replicates, Runnable draw) {
        double rounding = cells.roundingSumOfSquares();
        int[] reached = new int[searched.size()];
        for (int replicate = 0; replicate < replicates; replicate++) {
            draw.run();
            double rest = total - signed.fit();
            for (int i = 0; i < reached.length; i++) {
                double ratio = searched.get(i).ratio();
                double enough = (1 - ROUNDING) * Math.max(ratio / (1 + ratio) * rest, ratio * rounding);
                reached[i] += searched.get(i).dates().reaches(enough) ? 1 : 0;
            }
        }
        return Arrays.stream(reached)
                .mapToDouble(count -> (1.0 + count) / (1.0 + replicates))
                .toArray();
    }

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

    private static double[] residuals(Points points, int[] rowStart, double[] fitted) {
        double[] residuals = new double[points.size()];
        for (int c = 0; c < fitted.length; c++) {
            for (int row = rowStart[c]; row < rowStart[c + 1]; row++) {
                residuals[row] = points.value()[row] - fitted[c];
            }
        }
        return residuals;
    }

    /** A cell's residuals as one of the same sum of squares, which its sum of draws is distributed by. */
    private static double[] residuals(Cells cells, double[] fitted) {
        return IntStream.range(0, fitted.length)
                .mapToDouble(c -> {
                    double residual = cells.mean()[c] - fitted[c];
                    return Math.sqrt(cells.count()[c] * residual * residual + cells.withinSumOfSquares()[c]);
                })
                .toArray();
    }
}
