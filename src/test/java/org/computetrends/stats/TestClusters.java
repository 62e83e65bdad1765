package org.computetrends.stats;

import java.util.stream.IntStream;

/** Cluster moments of single observations. */
public final class TestClusters {

    private TestClusters() {}

    /** Each observation is a cluster. */
    public static ClusterMoments singletons(Points points) {
        return of(points, IntStream.range(0, points.size()).toArray(), points.size());
    }

    /** All observations are one cluster. */
    static ClusterMoments oneCluster(Points points) {
        return of(points, new int[points.size()], 1);
    }

    /** Observations are in the clusters of these indices. A cluster may be empty. */
    public static ClusterMoments of(Points points, int[] clusterIndex, int clusters) {
        double[] count = new double[clusters];
        double[] time = new double[clusters];
        double[] timeSquared = new double[clusters];
        double[] value = new double[clusters];
        double[] timeValue = new double[clusters];
        for (int i = 0; i < points.size(); i++) {
            int cluster = clusterIndex[i];
            double t = points.time()[i];
            double y = points.value()[i];
            count[cluster]++;
            time[cluster] += t;
            timeSquared[cluster] += t * t;
            value[cluster] += y;
            timeValue[cluster] += t * y;
        }
        return new ClusterMoments(count, time, timeSquared, value, timeValue);
    }
}
