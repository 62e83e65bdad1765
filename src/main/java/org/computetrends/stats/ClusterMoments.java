package org.computetrends.stats;

import java.util.Arrays;

/**
 * Sums over the observations of each cluster, such as the releases of one organization. The sums suffice for
 * cluster-robust variances and for resampling clusters. Arrays have one entry per cluster. Instances do not copy their
 * arrays and must not be modified.
 *
 * @param count number of observations
 * @param time sum of times, in years since 2000-01-01
 * @param timeSquared sum of squared times
 * @param value sum of values, in OOM
 * @param timeValue sum of products of time and value, in OOM years
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClusterMoments(double[] count, double[] time, double[] timeSquared, double[] value, double[] timeValue) {

    public ClusterMoments {
        int size = count.length;
        if (time.length != size || timeSquared.length != size || value.length != size || timeValue.length != size) {
            throw new IllegalArgumentException("cluster moments need columns of equal length");
        }
    }

    public int size() {
        return count.length;
    }

    /** The number of clusters that have an observation. */
    public int nonEmptyCount() {
        return (int) Arrays.stream(count).filter(n -> n > 0).count();
    }

    /** The moments about a mean time and a mean value. Sums about the mean lose fewer digits to cancellation. */
    public ClusterMoments centredAt(double meanTime, double meanValue) {
        int size = size();
        double[] centredTime = new double[size];
        double[] centredSquares = new double[size];
        double[] centredValue = new double[size];
        double[] centredProducts = new double[size];
        for (int g = 0; g < size; g++) {
            double n = count[g];
            centredTime[g] = time[g] - n * meanTime;
            centredSquares[g] = timeSquared[g] - 2 * meanTime * time[g] + n * meanTime * meanTime;
            centredValue[g] = value[g] - n * meanValue;
            centredProducts[g] = timeValue[g] - meanValue * time[g] - meanTime * value[g] + n * meanTime * meanValue;
        }
        return new ClusterMoments(count, centredTime, centredSquares, centredValue, centredProducts);
    }

    /**
     * These clusters, merged into {@code limit} groups if there are more of them. Clusters are assigned to groups in
     * turn. Groups of independent clusters are independent, so a bootstrap of many groups has about the same spread.
     */
    public ClusterMoments atMost(int limit) {
        if (size() <= limit) {
            return this;
        }
        return new ClusterMoments(
                groupSums(count, limit),
                groupSums(time, limit),
                groupSums(timeSquared, limit),
                groupSums(value, limit),
                groupSums(timeValue, limit));
    }

    private static double[] groupSums(double[] column, int groups) {
        double[] sums = new double[groups];
        for (int g = 0; g < column.length; g++) {
            sums[g % groups] += column[g];
        }
        return sums;
    }

    /**
     * Each cluster's score: the sum over its observations of centred time times residual, in OOM years. The scores of
     * all clusters add up to zero.
     */
    public double[] slopeScores(LineFit fit) {
        ClusterMoments centred = centredAt(fit.meanTime(), fit.meanValue());
        double[] scores = new double[size()];
        // The sum of t (y - slope t) over the centred observations.
        Arrays.setAll(scores, g -> centred.timeValue()[g] - fit.slope() * centred.timeSquared()[g]);
        return scores;
    }

    /** Each cluster's score over the sum of squares of time: the change of the slope that its residuals cause. */
    public double[] slopeChanges(LineFit fit) {
        return Arrays.stream(slopeScores(fit))
                .map(score -> score / fit.timeSumOfSquares())
                .toArray();
    }
}
