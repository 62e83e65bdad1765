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
 * The observations of small populations, one by one: of all that have no more than a limit. A population is counted until it is
 * beyond the limit. An observation is kept once, however many populations it is in.
 */
final class PopulationPoints implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** Observations by population; counting stops beyond the limit. */
    private final long[] counts;

    private final PointList[] byMetric;

    /** Only where observations are added. */
    private final transient @Nullable Asking asking;

    PopulationPoints(ScanPlan plan, ConditionSets sets) {
        this.limit = plan.observationsLimit();
        this.counts = new long[plan.populations().size()];
        this.byMetric =
                Stream.generate(PointList::new).limit(plan.relevant().size()).toArray(PointList[]::new);
        this.asking = new Asking(plan, sets, byMetric.length);
    }

    private static final class Asking {
        private final List<Population> populations;
        private final ConditionSets sets;
        private final int[][] ofMetric;

        /** By metric, features and span: places in {@link #asking}. */
        private final FeatureSums[] places;

        /** By metric and place, the populations that an observation is of. */
        private final List<List<int[]>> asking;

        /** By population and number of a set of conditions: 0 where that was not asked, 1 if the population's are in it, or -1. */
        private final byte[][] met;

        Asking(ScanPlan plan, ConditionSets sets, int metrics) {
            this.populations = plan.populations();
            this.sets = sets;
            this.ofMetric = new int[metrics][];
            Arrays.setAll(
                    ofMetric,
                    metric -> IntStream.range(0, populations.size())
                            .filter(population -> populations.get(population).metric() == metric)
                            .toArray());
            this.met = new byte[populations.size()][0];
            this.places =
                    Stream.generate(() -> new FeatureSums(0)).limit(metrics).toArray(FeatureSums[]::new);
            this.asking =
                    Stream.<List<int[]>>generate(ArrayList::new).limit(metrics).toList();
        }

        int[] of(int metric, int span, long features) {
            int place = places[metric].place(features, span);
            List<int[]> known = asking.get(metric);
            if (place == known.size()) {
                known.add(Arrays.stream(ofMetric[metric])
                        .filter(population -> isOf(population, span, features))
                        .toArray());
            }
            return known.get(place);
        }

        private boolean isOf(int population, int span, long features) {
            Population asked = populations.get(population);
            long bits = asked.required().bits();
            return (features & bits) == bits && asked.spans()[span] && isMet(population, ConditionSets.set(features));
        }

        private boolean isMet(int population, int set) {
            if (set >= met[population].length) {
                met[population] = Arrays.copyOf(met[population], Math.max(set + 1, 2 * met[population].length));
            }
            if (met[population][set] == 0) {
                boolean is =
                        sets.has(set, populations.get(population).required().conditions());
                met[population][set] = (byte) (is ? 1 : -1);
            }
            return met[population][set] > 0;
        }
    }

    /** Counts an observation, and says whether it is to be kept. */
    boolean isAsked(int metric, int span, long features) {
        Asking asked = Objects.requireNonNull(asking, "observations are added where the scan began");
        boolean isAsked = false;
        for (int population : asked.of(metric, span, features)) {
            if (counts[population] <= limit) {
                counts[population]++;
                isAsked = true;
            }
        }
        return isAsked;
    }

    void merge(PopulationPoints other, ConditionSets.Translation translation) {
        Arrays.setAll(counts, population -> counts[population] + other.counts[population]);
        for (int metric = 0; metric < byMetric.length; metric++) {
            byMetric[metric].merge(other.byMetric[metric], translation);
        }
    }

    boolean isHeld(int population) {
        return counts[population] <= limit;
    }

    /** The observations kept of a metric. Some may be only of populations that went beyond the limit later. */
    PointList of(int metric) {
        return byMetric[metric];
    }
}
