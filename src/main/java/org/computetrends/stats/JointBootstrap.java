package org.computetrends.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bootstraps the difference of two slopes by pairs. An observation in both trends is drawn for both, so shared variation
 * cancels as it does in the data.
 */
public final class JointBootstrap {

    /** A replicate that cannot be fitted is drawn again; after this many in a row there is no bootstrap. */
    private static final int MOST_REDRAWS = 10_000;

    /** Trends with fewer dates have too few distinct replicates. */
    private static final int LEAST_DATES = 5;

    // The groups of observations.
    private static final int FIRST_ONLY = 0;
    private static final int BOTH = 1;
    private static final int SECOND_ONLY = 2;
    private static final int GROUPS = 3;

    /** The columns of a row: one, time, its square, value, and the product of time and value. */
    private static final int MOMENTS = 5;

    private final int n;
    private final int[] dateInFirst;
    private final int[] dateInSecond;
    private final int[] group;
    private final double[] rows;
    private final double[] noiseSd;
    private final MeasurementNoise noise;

    /**
     * @param points the observations in either trend
     * @param inFirst by observation: whether it is in the first trend
     * @param inSecond by observation: whether it is in the second trend
     * @param noise the measurement error added to each value drawn
     */
    public JointBootstrap(Points points, boolean[] inFirst, boolean[] inSecond, MeasurementNoise noise) {
        this.n = points.size();
        this.noiseSd = points.noiseSd();
        this.noise = noise;
        this.dateInFirst = datesOf(points, inFirst);
        this.dateInSecond = datesOf(points, inSecond);
        this.group = new int[n];
        this.rows = new double[MOMENTS * n];
        double meanTime = Arrays.stream(points.time()).average().orElse(0);
        double meanValue = Arrays.stream(points.value()).average().orElse(0);
        for (int i = 0; i < n; i++) {
            double t = points.time()[i] - meanTime;
            double y = points.value()[i] - meanValue;
            group[i] = !inFirst[i] ? SECOND_ONLY : inSecond[i] ? BOTH : FIRST_ONLY;
            rows[MOMENTS * i] = 1;
            rows[MOMENTS * i + 1] = t;
            rows[MOMENTS * i + 2] = t * t;
            rows[MOMENTS * i + 3] = y;
            rows[MOMENTS * i + 4] = t * y;
        }
    }

    /** The date of each member; negative for other observations. */
    private static int[] datesOf(Points points, boolean[] members) {
        int[] dates = points.dates();
        for (int i = 0; i < dates.length; i++) {
            dates[i] = members[i] ? dates[i] : -1;
        }
        return dates;
    }

    /**
     * Differences of the slopes, in OOM per year. Replicates in which either trend has fewer than three dates are drawn
     * again. Empty if either trend has fewer than five dates in the data, or if no replicate with three dates is found.
     *
     * @param replicates the number of replicates
     * @param seed the seed of the draws
     */
    public double[] differences(int replicates, long seed) {
        if (distinctDates(dateInFirst) < LEAST_DATES || distinctDates(dateInSecond) < LEAST_DATES) {
            return new double[0];
        }
        SplittableRandom random = new SplittableRandom(seed);
        RandomIndices indices = new RandomIndices(n, n, random);
        double[] sums = new double[GROUPS * MOMENTS];
        double[] differences = new double[replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            int attempts = 0;
            int[] drawn = indices.draw();
            while (!RandomIndices.haveThreeDates(drawn, n, dateInFirst)
                    || !RandomIndices.haveThreeDates(drawn, n, dateInSecond)) {
                if (++attempts == MOST_REDRAWS) {
                    return new double[0];
                }
                drawn = indices.draw();
            }
            sum(drawn, random, sums);
            differences[replicate] = slope(sums, FIRST_ONLY) - slope(sums, SECOND_ONLY);
        }
        return differences;
    }

    private static long distinctDates(int[] dates) {
        return Arrays.stream(dates).filter(date -> date >= 0).distinct().count();
    }

    /** The moments of a draw, by group. */
    private void sum(int[] drawn, SplittableRandom random, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < n; k++) {
            int i = drawn[k];
            int to = MOMENTS * group[i];
            int from = MOMENTS * i;
            sums[to] += rows[from];
            sums[to + 1] += rows[from + 1];
            sums[to + 2] += rows[from + 2];
            sums[to + 3] += rows[from + 3];
            sums[to + 4] += rows[from + 4];
        }
        if (noise != MeasurementNoise.NONE) {
            for (int k = 0; k < n; k++) {
                int i = drawn[k];
                double error = noise.draw(random, noiseSd[i]);
                sums[MOMENTS * group[i] + 3] += error;
                sums[MOMENTS * group[i] + 4] += error * rows[MOMENTS * i + 1];
            }
        }
    }

    /** The slope of a trend, whose observations are in one group or in {@link #BOTH}. */
    private static double slope(double[] sums, int ownGroup) {
        int own = MOMENTS * ownGroup;
        int both = MOMENTS * BOTH;
        double count = sums[own] + sums[both];
        double time = sums[own + 1] + sums[both + 1];
        double squares = sums[own + 2] + sums[both + 2];
        double value = sums[own + 3] + sums[both + 3];
        double products = sums[own + 4] + sums[both + 4];
        return (products - time * value / count) / (squares - time * time / count);
    }
}
