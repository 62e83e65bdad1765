package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.select.ScanPlan.Population;
import org.jspecify.annotations.Nullable;

/**
 * The single observations of small populations, for bootstraps. A population is small if it has at most a limit of
 * observations. Then all of them are stored. An observation in several populations is stored once.
 */
final class PopulationPoints implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** By population: the number of observations. A task stops counting at one more than the limit. */
    private final long[] counts;

    private final PointList[] byMetric;

    /** Available only in the task that adds observations. */
    private final transient @Nullable Membership membership;

    PopulationPoints(ScanPlan plan, ConditionSets sets) {
        this.limit = plan.observationsLimit();
        this.counts = new long[plan.populations().size()];
        this.byMetric =
                Stream.generate(PointList::new).limit(plan.relevant().size()).toArray(PointList[]::new);
        this.membership = new Membership(plan, sets, byMetric.length);
    }

    /** Finds the populations that contain an observation. Caches them by metric, span and features. */
    private static final class Membership {
        private final List<Population> populations;
        private final ConditionSets sets;

        /** By metric: the ordinals of its populations. An ordinal is an index in {@link #populations}. */
        private final int[][] populationsOfMetric;

        /** By metric: a map from features and span to an index in {@link #ordinals}. Its records have no sums. */
        private final FeatureSums[] indices;

        /** By metric and index: the ordinals of the populations that contain observations of the span and features. */
        private final List<List<int[]>> ordinals;

        Membership(ScanPlan plan, ConditionSets sets, int metrics) {
            this.populations = plan.populations();
            this.sets = sets;
            this.populationsOfMetric = new int[metrics][];
            Arrays.setAll(
                    populationsOfMetric,
                    metric -> IntStream.range(0, populations.size())
                            .filter(population -> populations.get(population).metric() == metric)
                            .toArray());
            this.indices =
                    Stream.generate(() -> new FeatureSums(0)).limit(metrics).toArray(FeatureSums[]::new);
            this.ordinals =
                    Stream.<List<int[]>>generate(ArrayList::new).limit(metrics).toList();
        }

        /** The ordinals of the populations of a metric that contain an observation. */
        int[] populations(int metric, int span, long features) {
            int index = indices[metric].index(features, span);
            List<int[]> ordinalsByIndex = ordinals.get(metric);
            if (index == ordinalsByIndex.size()) { // a new index
                ordinalsByIndex.add(Arrays.stream(populationsOfMetric[metric])
                        .filter(population -> contains(population, span, features))
                        .toArray());
            }
            return ordinalsByIndex.get(index);
        }

        private boolean contains(int population, int span, long features) {
            Population requested = populations.get(population);
            return requested.spans()[span] && sets.meets(features, requested.required());
        }
    }

    /** Counts an observation in its populations. Returns whether to store it: whether any of them is small so far. */
    boolean countWithinLimit(int metric, int span, long features) {
        Membership taskMembership =
                Objects.requireNonNull(membership, "observations are added only in the task that began the scan");
        boolean isStored = false;
        for (int population : taskMembership.populations(metric, span, features)) {
            if (counts[population] <= limit) {
                counts[population]++;
                isStored = true;
            }
        }
        return isStored;
    }

    void merge(PopulationPoints other, ConditionSets.Translation translation) {
        Arrays.setAll(counts, population -> counts[population] + other.counts[population]);
        for (int metric = 0; metric < byMetric.length; metric++) {
            byMetric[metric].merge(other.byMetric[metric], translation);
        }
    }

    /** Whether all observations of a population are stored. */
    boolean isComplete(int population) {
        return counts[population] <= limit;
    }

    /** The stored observations of a metric. Some may belong only to populations that later exceeded the limit. */
    PointList ofMetric(int metric) {
        return byMetric[metric];
    }
}
