package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * <p>The functions of time that a break adds are freed once from what the fit without it explains; a replicate then
 * costs a few products for each date.
 */
public final class BreakTest {
    private final Cells cells;
    private final BreakForm form;
    private final int[] cellOf;
    private final double[] residual;
    private final double[][] basis;
    private final double[] cellSums;
    private final List<Added> added;

    /**
     * @param cells the observations
     * @param points the observations one by one; when empty, those of a date are drawn together
     * @param held the times of the breaks that are known, increasing
     * @param form what changes at a break
     * @param trim the share of the observations that every segment must have
     */
    public BreakTest(Cells cells, Optional<Points> points, double[] held, BreakForm form, double trim) {
        this.cells = cells;
        this.form = form;
        this.basis = OrthonormalBasis.of(cells, BasisCurve.brokenLine(cells, held, form));
        double[] fitted = fitted();
        this.cellOf = points.map(rows -> cellsOf(rows, cells))
                .orElseGet(() -> IntStream.range(0, cells.size()).toArray());
        this.residual = points.map(rows -> residuals(rows, cellOf, fitted)).orElseGet(() -> residuals(cells, fitted));
        this.cellSums = new double[cells.size()];
        for (int c = 0; c < cells.size(); c++) {
            cellSums[c] = cells.count()[c] * (cells.mean()[c] - fitted[c]);
        }
        this.added = candidates(held, form.leastObservations(cells, trim));
    }

    /**
     * What a test found.
     *
     * @param supF the largest F statistic
     * @param pValue the share of replicates that reach it, both counted with one more
     */
    public record Result(double supF, double pValue) {}

    /**
     * Tests.
     *
     * @param replicates of the bootstrap
     * @param seed of the draws
     * @return empty when no date leaves every segment its share, or when the fit without the break is perfect
     */
    public Optional<Result> run(int replicates, long seed) {
        double total = sumOfSquares(residual);
        if (added.isEmpty() || total <= cells.roundingSumOfSquares() || degreesOfFreedom() < 1) {
            return Optional.empty();
        }
        double observed = supF(cellSums, total);
        SplittableRandom random = new SplittableRandom(seed);
        double[] sums = new double[cells.size()];
        int reached = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < residual.length; i++) {
                sums[cellOf[i]] += random.nextBoolean() ? residual[i] : -residual[i];
            }
            reached += supF(sums, total) >= observed ? 1 : 0;
        }
        return Optional.of(new Result(observed, (1.0 + reached) / (1.0 + replicates)));
    }

    private long degreesOfFreedom() {
        return cells.observations() - basis.length - form.coefficients();
    }

    /**
     * The largest F.
     *
     * @param sums each cell's sum of values
     * @param squares the sum of squared values over all observations
     */
    private double supF(double[] sums, double squares) {
        double[] explained = new double[basis.length];
        double rest = squares;
        for (int j = 0; j < basis.length; j++) {
            for (int c = 0; c < sums.length; c++) {
                explained[j] += basis[j][c] * sums[c];
            }
            rest -= explained[j] * explained[j];
        }
        double most = 0;
        double after = 0;
        double timeAfter = 0;
        int next = sums.length - 1;
        for (Added candidate : added) {
            for (; next > candidate.cell; next--) {
                after += sums[next];
                timeAfter += sums[next] * cells.time()[next];
            }
            most = Math.max(most, candidate.gain(after, timeAfter, explained));
        }
        double unexplained = Math.max(rest - most, cells.roundingSumOfSquares());
        return most / form.coefficients() / (unexplained / degreesOfFreedom());
    }

    /** The cells after which a break leaves every segment enough, the last first. */
    private List<Added> candidates(double[] held, double least) {
        int size = cells.size();
        long[] before = new long[size + 1];
        int[] segmentFrom = new int[size];
        for (int c = 0; c < size; c++) {
            before[c + 1] = before[c] + cells.count()[c];
            segmentFrom[c] = c == 0 || startsSegment(c, held) ? c : segmentFrom[c - 1];
        }
        List<Added> candidates = new ArrayList<>();
        Suffix suffix = new Suffix();
        int segmentTo = size;
        for (int c = size - 1; c >= 0; c--) {
            if (c < size - 1) {
                suffix.add(c + 1);
                segmentTo = segmentFrom[c + 1] == c + 1 ? c + 1 : segmentTo;
                int from = segmentFrom[c];
                boolean leavesEnough = c + 1 - from >= 2
                        && segmentTo - c - 1 >= 2
                        && before[c + 1] - before[from] >= least
                        && before[segmentTo] - before[c + 1] >= least;
                Added candidate = new Added(c, suffix);
                if (leavesEnough && candidate.isDetermined()) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    private boolean startsSegment(int cell, double[] held) {
        return Arrays.stream(held).anyMatch(at -> cells.time()[cell - 1] <= at && at < cells.time()[cell]);
    }

    /** Sums over the cells after a date. */
    private final class Suffix {
        private double count;
        private double time;
        private double timeSquared;
        private final double[] onBasis = new double[basis.length];
        private final double[] timeOnBasis = new double[basis.length];

        void add(int cell) {
            double n = cells.count()[cell];
            double t = cells.time()[cell];
            count += n;
            time += n * t;
            timeSquared += n * t * t;
            for (int j = 0; j < basis.length; j++) {
                onBasis[j] += n * basis[j][cell];
                timeOnBasis[j] += n * t * basis[j][cell];
            }
        }
    }

    /** What a break after a cell adds to the fit: a kink, and a step where the level may jump. */
    private final class Added {
        private final int cell;
        private final double at;
        private final double[] kinkOnBasis;
        private final double[] stepOnBasis;
        private final double kinkSquares;
        private final double stepOnKink;
        private final double stepSquares;
        private final boolean determined;

        Added(int cell, Suffix after) {
            this.cell = cell;
            this.at = cells.time()[cell];
            this.stepOnBasis = after.onBasis.clone();
            this.kinkOnBasis = new double[basis.length];
            double allKinks = after.timeSquared - 2 * at * after.time + at * at * after.count;
            double kinks = allKinks;
            double steps = after.count;
            double both = after.time - at * after.count;
            for (int j = 0; j < basis.length; j++) {
                kinkOnBasis[j] = after.timeOnBasis[j] - at * after.onBasis[j];
                kinks -= kinkOnBasis[j] * kinkOnBasis[j];
                steps -= stepOnBasis[j] * stepOnBasis[j];
                both -= kinkOnBasis[j] * stepOnBasis[j];
            }
            this.kinkSquares = kinks;
            this.stepOnKink = both / kinks;
            this.stepSquares = steps - both * both / kinks;
            this.determined = kinks > 1e-9 * allKinks && (form == BreakForm.KINK || stepSquares > 1e-9 * after.count);
        }

        boolean isDetermined() {
            return determined;
        }

        /** By how much it lowers the residual sum of squares. */
        double gain(double after, double timeAfter, double[] explained) {
            double kink = timeAfter - at * after;
            double step = after;
            for (int j = 0; j < explained.length; j++) {
                kink -= kinkOnBasis[j] * explained[j];
                step -= stepOnBasis[j] * explained[j];
            }
            double gain = kink * kink / kinkSquares;
            if (form == BreakForm.JUMP) {
                double rest = step - stepOnKink * kink;
                gain += rest * rest / stepSquares;
            }
            return gain;
        }
    }

    private double[] fitted() {
        double[] fitted = new double[cells.size()];
        for (double[] function : basis) {
            double product = 0;
            for (int c = 0; c < fitted.length; c++) {
                product += cells.count()[c] * function[c] * cells.mean()[c];
            }
            for (int c = 0; c < fitted.length; c++) {
                fitted[c] += product * function[c];
            }
        }
        return fitted;
    }

    private static int[] cellsOf(Points points, Cells cells) {
        int[] cellOf = new int[points.size()];
        int cell = 0;
        for (int i = 0; i < cellOf.length; i++) {
            while (cells.time()[cell] < points.time()[i]) {
                cell++;
            }
            cellOf[i] = cell;
        }
        return cellOf;
    }

    private static double[] residuals(Points points, int[] cellOf, double[] fitted) {
        return IntStream.range(0, cellOf.length)
                .mapToDouble(i -> points.value()[i] - fitted[cellOf[i]])
                .toArray();
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

    private static double sumOfSquares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }
}
