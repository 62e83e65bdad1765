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
 * A trend's population by organization.
 *
 * @param moments the moments of each cluster: of each first-named organization, of each release without an organization,
 *     or of all such releases of a date
 * @param labels the label of each cluster, the same in every trend
 * @param organizations the number of clusters that are organizations
 */
public record TrendClusters(ClusterMoments moments, List<String> labels, long organizations) {

    private static final Comparator<Cluster> ORDER = Comparator.comparing(
                    (Cluster cluster) -> String.valueOf(cluster.organization()))
            .thenComparing(cluster -> String.valueOf(cluster.loneId()));

    /**
     * Sums over the observations of a cluster.
     *
     * @param organization the organization, or null for a release without any
     * @param loneId the identity of releases without an organization, or null for an organization
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

    /**
     * The moments of clusters by label, in the given order; zero for clusters without an observation here.
     *
     * @param allLabels the labels of these clusters and of others
     */
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

    /** The population with these clusters, given in any order. */
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
