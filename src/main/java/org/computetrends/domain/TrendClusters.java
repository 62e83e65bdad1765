package org.computetrends.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.computetrends.stats.ClusterMoments;
import org.jspecify.annotations.Nullable;

/**
 * A trend's population, aggregated by cluster, for standard errors that allow for dependence within organizations. A
 * cluster is a first-named organization, a release without an organization, or, in trends too large for memory, all
 * releases of a date without an organization: see {@link TrendPopulations#clusters}.
 *
 * @param moments the sums of each cluster
 * @param labels the label of each cluster, in the order of {@code moments}; a cluster has the same label in every trend
 * @param organizations the number of clusters that are organizations
 */
public record TrendClusters(ClusterMoments moments, List<String> labels, long organizations) {

    /** A fixed order, so that results do not depend on the order of the input. Null counts as the text null. */
    private static final Comparator<Cluster> ORDER = Comparator.comparing(
                    (Cluster cluster) -> String.valueOf(cluster.organization()))
            .thenComparing(cluster -> String.valueOf(cluster.loneId()));

    /**
     * Sums over the observations of a cluster.
     *
     * @param organization null for releases without any
     * @param loneId the id of a release without an organization, or of all such releases of a date; null for an
     *     organization
     * @param count the number of observations
     * @param time sum of years since 2000-01-01
     * @param timeSquared sum of squares of years since 2000-01-01
     * @param value sum of values, in OOM
     * @param timeValue sum of products of time and value, in OOM years
     */
    public record Cluster(
            @Nullable String organization,
            @Nullable String loneId,
            double count,
            double time,
            double timeSquared,
            double value,
            double timeValue) {

        /**
         * A cluster from sums of whole days, which do not depend on the order of summation.
         *
         * @param days sum of days since 2000-01-01
         * @param daysSquared sum of squares of days since 2000-01-01
         */
        public static Cluster ofDays(
                @Nullable String organization,
                @Nullable String loneId,
                long count,
                long days,
                long daysSquared,
                double value,
                double timeValue,
                TimeScale scale) {
            return new Cluster(
                    organization,
                    loneId,
                    count,
                    days / scale.daysPerYear(),
                    daysSquared / (scale.daysPerYear() * scale.daysPerYear()),
                    value,
                    timeValue);
        }

        private String label() {
            return organization == null ? "alone: " + loneId : "organization: " + organization;
        }
    }

    /** The sums by label, to compare trends cluster by cluster; zero for labels that this trend lacks. */
    public ClusterMoments momentsOf(SortedSet<String> allLabels) {
        Map<String, Integer> indexByLabel = new HashMap<>();
        for (int g = 0; g < labels.size(); g++) {
            indexByLabel.put(labels.get(g), g);
        }
        int[] index = allLabels.stream()
                .mapToInt(label -> indexByLabel.getOrDefault(label, -1))
                .toArray();
        return new ClusterMoments(
                atIndices(moments.count(), index),
                atIndices(moments.time(), index),
                atIndices(moments.timeSquared(), index),
                atIndices(moments.value(), index),
                atIndices(moments.timeValue(), index));
    }

    private static double[] atIndices(double[] column, int[] index) {
        return Arrays.stream(index).mapToDouble(g -> g < 0 ? 0 : column[g]).toArray();
    }

    /** A population from its clusters, in any order. */
    public static TrendClusters of(List<Cluster> clusters) {
        List<Cluster> ordered = clusters.stream().sorted(ORDER).toList();
        return new TrendClusters(
                new ClusterMoments(
                        ordered.stream().mapToDouble(Cluster::count).toArray(),
                        ordered.stream().mapToDouble(Cluster::time).toArray(),
                        ordered.stream().mapToDouble(Cluster::timeSquared).toArray(),
                        ordered.stream().mapToDouble(Cluster::value).toArray(),
                        ordered.stream().mapToDouble(Cluster::timeValue).toArray()),
                ordered.stream().map(Cluster::label).toList(),
                ordered.stream().filter(cluster -> cluster.loneId() == null).count());
    }
}
