package org.computetrends.stats;

import java.util.Arrays;

/**
 * Residual sums of squares of a line with one break or two, by the index of the breaks among candidates. Each takes
 * constant time with precomputed sums.
 */
abstract class BreakSums {
    private final double rounding;

    private BreakSums(double rounding) {
        this.rounding = rounding;
    }

    /**
     * Precomputes the sums.
     *
     * @param form what may change at a break
     * @param time each candidate, in years since 2000-01-01, increasing
     * @param end the first cell after each candidate
     */
    static BreakSums of(Cells cells, BreakForm form, double[] time, int[] end) {
        PrefixMoments moments = new PrefixMoments(cells);
        return switch (form) {
            case CONTINUOUS -> new Hinges(moments, cells.roundingSumOfSquares(), time, end);
            case DISCONTINUOUS -> new Steps(moments, cells.roundingSumOfSquares(), end);
        };
    }

    /** The residual sum of squares with one break, at least the rounding error. */
    final double one(int index) {
        return Math.max(rounding, unrounded(index));
    }

    /** The residual sum of squares with two breaks, the first before the second. */
    final double two(int first, int second) {
        return Math.max(rounding, unrounded(first, second));
    }

    /**
     * The best partner of a break.
     *
     * @param fixedIsFirst whether the fixed break is the first of the two
     * @param from the first index tried
     * @param to the exclusive end
     * @param step the step between indices tried
     * @return the index of the first of the best, or -1 if there is none to try
     */
    final int best(int fixed, boolean fixedIsFirst, int from, int to, int step) {
        if (from >= to) {
            return -1;
        }
        int best = from;
        double least = with(fixed, fixedIsFirst, from);
        for (int other = from + step; other < to && least > rounding; other += step) {
            double sum = with(fixed, fixedIsFirst, other);
            if (sum < least) {
                least = sum;
                best = other;
            }
        }
        return best;
    }

    private double with(int fixed, boolean fixedIsFirst, int other) {
        return fixedIsFirst ? two(fixed, other) : two(other, fixed);
    }

    abstract double unrounded(int index);

    abstract double unrounded(int first, int second);

    /** Continuous breaks: hinges orthogonal to the line, scaled to a sum of squares of one. */
    private static final class Hinges extends BreakSums {
        private final double wholeLine;

        // For each hinge: its product with the values, and the parts of the product of two hinges.
        private final double[] value;
        private final double[] early;
        private final double[] earlyTime;
        private final double[] late;
        private final double[] lateTime;

        Hinges(PrefixMoments moments, double rounding, double[] time, int[] end) {
            super(rounding);
            int size = time.length;
            this.wholeLine = moments.lineResiduals(0, moments.size());
            this.value = new double[size];
            this.early = new double[size];
            this.earlyTime = new double[size];
            this.late = new double[size];
            this.lateTime = new double[size];
            for (int k = 0; k < size; k++) {
                PrefixMoments.Hinge hinge = moments.hinge(time[k], end[k]);
                double norm = Math.sqrt(moments.squares(hinge));
                value[k] = moments.valueProduct(hinge) / norm;
                early[k] = (hinge.at() + hinge.sum() / moments.count()) / norm;
                earlyTime[k] = (1 - hinge.timeSum() / moments.timeSquares()) / norm;
                late[k] = hinge.sum() / norm;
                lateTime[k] = hinge.timeSum() / norm;
            }
        }

        @Override
        double unrounded(int index) {
            return wholeLine - value[index] * value[index];
        }

        @Override
        double unrounded(int first, int second) {
            double product = earlyTime[first] * lateTime[second] - early[first] * late[second];
            double x = value[first];
            double y = value[second];
            return wholeLine - (x * x - 2 * product * x * y + y * y) / (1 - product * product);
        }
    }

    /** Discontinuous breaks: separate lines before, between and after the breaks. */
    private static final class Steps extends BreakSums {
        private final PrefixMoments moments;
        private final int[] end;
        private final double[] before;
        private final double[] after;

        Steps(PrefixMoments moments, double rounding, int[] end) {
            super(rounding);
            this.moments = moments;
            this.end = end;
            this.before = Arrays.stream(end)
                    .mapToDouble(to -> moments.lineResiduals(0, to))
                    .toArray();
            this.after = Arrays.stream(end)
                    .mapToDouble(from -> moments.lineResiduals(from, moments.size()))
                    .toArray();
        }

        @Override
        double unrounded(int index) {
            return before[index] + after[index];
        }

        @Override
        double unrounded(int first, int second) {
            return before[first] + moments.lineResiduals(end[first], end[second]) + after[second];
        }
    }
}
