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
 * The single observations of small populations, for bootstraps. A population is complete up to a limit of observations;
 * beyond the limit its observations are no longer counted. An observation in several populations is stored once.
 */
final class PopulationPoints implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** By population: the number of observations; counting stops beyond the limit. */
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

    /** The populations that contain an observation, computed once for each metric, span and features. */
    private static final class Membership {
        private final List<Population> populations;
        private final ConditionSets sets;
        /** By metric: the ordinals of its populations. */
        private final int[][] populationsOfMetric;

        /** By metric: the index in {@link #containing}, by features and span. */
        private final FeatureSums[] indices;

        /** By metric and index: the ordinals of the populations that contain such an observation. */
        private final List<List<int[]>> containing;

        /**
         * By population and condition set: 1 if the set meets the population's conditions, -1 if not, 0 if not computed
         * yet.
         */
        private final byte[][] met;

        Membership(ScanPlan plan, ConditionSets sets, int metrics) {
            this.populations = plan.populations();
            this.sets = sets;
            this.populationsOfMetric = new int[metrics][];
            Arrays.setAll(
                    populationsOfMetric,
                    metric -> IntStream.range(0, populations.size())
                            .filter(population -> populations.get(population).metric() == metric)
                            .toArray());
            this.met = new byte[populations.size()][0];
            this.indices =
                    Stream.generate(() -> new FeatureSums(0)).limit(metrics).toArray(FeatureSums[]::new);
            this.containing =
                    Stream.<List<int[]>>generate(ArrayList::new).limit(metrics).toList();
        }

        /** The ordinals of the populations of a metric that contain an observation. */
        int[] populations(int metric, int span, long features) {
            int index = indices[metric].index(features, span);
            List<int[]> populationsByIndex = containing.get(metric);
            if (index == populationsByIndex.size()) {
                populationsByIndex.add(Arrays.stream(populationsOfMetric[metric])
                        .filter(population -> contains(population, span, features))
                        .toArray());
            }
            return populationsByIndex.get(index);
        }

        private boolean contains(int population, int span, long features) {
            Population requested = populations.get(population);
            return ObservationFeatures.hasAll(features, requested.required().flags())
                    && requested.spans()[span]
                    && isMet(population, ObservationFeatures.conditionSet(features));
        }

        private boolean isMet(int population, int set) {
            if (set >= met[population].length) {
                met[population] = Arrays.copyOf(met[population], Math.max(set + 1, 2 * met[population].length));
            }
            if (met[population][set] == 0) {
                boolean isMet = sets.meets(set, populations.get(population).required());
                met[population][set] = (byte) (isMet ? 1 : -1);
            }
            return met[population][set] > 0;
        }
    }

    /**
     * Counts an observation in its populations. Returns whether to store it, because one of them is still within the
     * limit.
     */
    boolean count(int metric, int span, long features) {
        Membership task =
                Objects.requireNonNull(membership, "observations are added only in the task that began the scan");
        boolean isKept = false;
        for (int population : task.populations(metric, span, features)) {
            if (counts[population] <= limit) {
                counts[population]++;
                isKept = true;
            }
        }
        return isKept;
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
    PointList of(int metric) {
        return byMetric[metric];
    }
}
