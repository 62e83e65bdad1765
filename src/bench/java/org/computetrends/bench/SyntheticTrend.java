package org.computetrends.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;

/**
 * A population like those of the default run: releases over fifteen years, more of them later, some on the same day,
 * half as many organizations as releases, of unequal size, and growth that changes a little halfway.
 */
final class SyntheticTrend {
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int DAYS = 5_479;

    final Points points;
    final Cells cells;
    final LineFit line;
    final ClusterMoments clusters;

    /** Every day from the first release to the last, in years since 2000-01-01: where a break may be. */
    final double[] days;

    /** @param n number of releases */
    SyntheticTrend(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] time = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = (3_653 + Math.floor(DAYS * Math.sqrt(random.nextDouble()))) / DAYS_PER_YEAR;
        }
        Arrays.sort(time);
        double[] value = new double[n];
        double[][] sums = new double[5][n / 2];
        for (int i = 0; i < n; i++) {
            value[i] = 20 + 0.6 * time[i] + 0.1 * Math.max(0, time[i] - 18) + random.nextGaussian();
            int g = (int) (n / 2 * Math.pow(random.nextDouble(), 2));
            sums[0][g]++;
            sums[1][g] += time[i];
            sums[2][g] += time[i] * time[i];
            sums[3][g] += value[i];
            sums[4][g] += time[i] * value[i];
        }
        this.points = new Points(time, value, new double[n]);
        this.cells = Cells.ofRows(time, value);
        this.line = LeastSquaresLine.fit(cells);
        int[] present = IntStream.range(0, n / 2).filter(g -> sums[0][g] > 0).toArray();
        double[][] columns = Arrays.stream(sums)
                .map(column ->
                        Arrays.stream(present).mapToDouble(g -> column[g]).toArray())
                .toArray(double[][]::new);
        this.clusters = new ClusterMoments(columns[0], columns[1], columns[2], columns[3], columns[4]);
        int first = (int) Math.round(time[0] * DAYS_PER_YEAR);
        int last = (int) Math.round(time[n - 1] * DAYS_PER_YEAR);
        this.days = IntStream.rangeClosed(first, last)
                .mapToDouble(day -> day / DAYS_PER_YEAR)
                .toArray();
    }
}
