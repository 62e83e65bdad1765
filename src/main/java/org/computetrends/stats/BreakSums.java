package org.computetrends.stats;

import java.util.Arrays;

/**
 * The residual sum of squares of a line with one break or two, which are given as indices of candidates. Sums over the
 * cells are computed once, so each result takes constant time.
 */
abstract class BreakSums {
    /** Smaller sums of squares are rounding error. */
    private final double floor;

    private BreakSums(double floor) {
        this.floor = floor;
    }

    /**
     * Precomputes the sums for all candidates.
     *
     * @param time by candidate: years since 2000-01-01, increasing
     * @param end by candidate: the index of the first cell after it
     */
    static BreakSums of(Cells cells, BreakForm form, double[] time, int[] end) {
        PrefixMoments moments = new PrefixMoments(cells);
        return switch (form) {
            case CONTINUOUS -> new Continuous(moments, cells.roundingSumOfSquares(), time, end);
            case DISCONTINUOUS -> new Discontinuous(moments, cells.roundingSumOfSquares(), end);
        };
    }

    /** The residual sum of squares with one break, at least the floor. */
    final double sumWithOne(int index) {
        return Math.max(floor, unflooredSum(index));
    }

    /** The residual sum of squares with two breaks, at least the floor. */
    final double sumWithTwo(int first, int second) {
        return Math.max(floor, unflooredSum(first, second));
    }

    /**
     * Fixes one break of a pair and finds the best other break, among the candidates {@code from <= i < to} in steps.
     *
     * @param order which of the two breaks is fixed
     * @return the index with the least sum of squares, the lowest of equal ones; -1 if the range is empty
     */
    final int bestPartner(int fixed, BreakOrder order, int from, int to, int step) {
        if (from >= to) {
            return -1;
        }
        int best = from;
        double least = sumWith(fixed, order, from);
        // No sum is below the floor, so the search ends when a sum equals the floor.
        for (int partner = from + step; partner < to && least > floor; partner += step) {
            double sum = sumWith(fixed, order, partner);
            if (sum < least) {
                least = sum;
                best = partner;
            }
        }
        return best;
    }

    private double sumWith(int fixed, BreakOrder order, int partner) {
        return order == BreakOrder.FIRST ? sumWithTwo(fixed, partner) : sumWithTwo(partner, fixed);
    }

    abstract double unflooredSum(int index);

    abstract double unflooredSum(int first, int second);

    /**
     * Continuous breaks. A break adds a {@linkplain PrefixMoments.Hinge hinge}. Hinges are orthogonalized to the line
     * and scaled to unit length. So breaks lower the sum of squares by a squared projection on one or two unit vectors.
     */
    private static final class Continuous extends BreakSums {
        /** The residual sum of squares of the line without a break. */
        private final double lineSum;

        /** By candidate: the inner product of its unit vector with the values. */
        private final double[] projection;

        // By candidate: the factors of the inner product of two unit vectors, when the candidate is the earlier or the
        // later break. The formula is in PrefixMoments.squares.
        private final double[] earlyFactor;
        private final double[] earlyTimeFactor;
        private final double[] lateFactor;
        private final double[] lateTimeFactor;

        Continuous(PrefixMoments moments, double floor, double[] time, int[] end) {
            super(floor);
            int size = time.length;
            this.lineSum = moments.lineResiduals(0, moments.size());
            this.projection = new double[size];
            this.earlyFactor = new double[size];
            this.earlyTimeFactor = new double[size];
            this.lateFactor = new double[size];
            this.lateTimeFactor = new double[size];
            for (int k = 0; k < size; k++) {
                PrefixMoments.Hinge hinge = moments.hinge(time[k], end[k]);
                double norm = Math.sqrt(moments.squares(hinge));
                projection[k] = moments.valueProduct(hinge) / norm;
                earlyFactor[k] = (hinge.time() + hinge.sum() / moments.count()) / norm;
                earlyTimeFactor[k] = (1 - hinge.timeSum() / moments.timeSquares()) / norm;
                lateFactor[k] = hinge.sum() / norm;
                lateTimeFactor[k] = hinge.timeSum() / norm;
            }
        }

        @Override
        double unflooredSum(int index) {
            return lineSum - projection[index] * projection[index];
        }

        /**
         * The squared projection of the values on the plane of two unit vectors u and v with inner product p is
         * {@code (x^2 - 2 p x y + y^2) / (1 - p^2)}, where x and y are the projections on u and v.
         */
        @Override
        double unflooredSum(int first, int second) {
            double p = earlyTimeFactor[first] * lateTimeFactor[second] - earlyFactor[first] * lateFactor[second];
            double x = projection[first];
            double y = projection[second];
            return lineSum - (x * x - 2 * p * x * y + y * y) / (1 - p * p);
        }
    }

    /** Discontinuous breaks: separate lines before, between and after the breaks. */
    private static final class Discontinuous extends BreakSums {
        private final PrefixMoments moments;
        private final int[] end;

        // By candidate: the residual sums of squares of the lines before it and after it.
        private final double[] sumBefore;
        private final double[] sumAfter;

        Discontinuous(PrefixMoments moments, double floor, int[] end) {
            super(floor);
            this.moments = moments;
            this.end = end;
            this.sumBefore = new double[end.length];
            this.sumAfter = new double[end.length];
            Arrays.setAll(sumBefore, k -> moments.lineResiduals(0, end[k]));
            Arrays.setAll(sumAfter, k -> moments.lineResiduals(end[k], moments.size()));
        }

        @Override
        double unflooredSum(int index) {
            return sumBefore[index] + sumAfter[index];
        }

        @Override
        double unflooredSum(int first, int second) {
            return sumBefore[first] + moments.lineResiduals(end[first], end[second]) + sumAfter[second];
        }
    }
}
