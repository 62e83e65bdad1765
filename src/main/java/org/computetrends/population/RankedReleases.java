package org.computetrends.population;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.jspecify.annotations.Nullable;

/**
 * Collects the releases that are on the frontier of one metric by at least one of several selections.
 * {@link FrontierReleases} has one such collection for each metric. Whenever the number of releases has doubled, those
 * on no frontier any more are dropped.
 */
final class RankedReleases implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<Confidence> CONFIDENCES = List.of(Confidence.values());
    private static final int RANKING_CLASSES = 2 * (1 + CONFIDENCES.size());

    /** The number of releases at which releases are dropped for the first time. */
    static final int FIRST_DROP_SIZE = 1024;

    private final String metric;
    private final List<Selection> selections;
    private final LocalDate vintage;
    /** The first date that a release may have, in days since 1970-01-01. */
    private final int firstDay;

    private List<AnalysedRelease> releases = new ArrayList<>();
    private int nextDropSize = FIRST_DROP_SIZE;

    /**
     * The least value that can still enter the frontier: {@code get(imputation)[rankingClass][day - firstDay]}. The
     * array of a class is null if no selection may rank the class. The map is null before the first drop, when every
     * value can enter. It is not serialized, because it only saves work.
     */
    private transient @Nullable Map<DateImputation, double[][]> entryValues;

    RankedReleases(String metric, List<Selection> selections, LocalDate vintage, int firstDay) {
        this.metric = metric;
        this.selections = List.copyOf(selections);
        this.vintage = vintage;
        this.firstDay = firstDay;
    }

    /**
     * The {@linkplain FrontierReleases#rankingClass ranking class} of a release. Bit 0 is 1 for derivatives. The higher
     * bits are 0 without a confidence label, and otherwise the label's index plus 1.
     */
    static int rankingClass(@Nullable Confidence confidence, boolean isDerivative) {
        return 2 * (confidence == null ? 0 : 1 + CONFIDENCES.indexOf(confidence)) + (isDerivative ? 1 : 0);
    }

    /** Whether a selection may rank releases of a class. It may still exclude a release by its name or id. */
    private static boolean mayRank(Selection selection, int rankingClass) {
        boolean isDerivative = rankingClass % 2 == 1;
        int confidence = rankingClass / 2;
        return selection.derivatives().mayRank(isDerivative)
                && (confidence == 0 || !selection.excludedConfidence().contains(CONFIDENCES.get(confidence - 1)));
    }

    /** See {@link FrontierReleases#mayRank}. */
    boolean mayRank(int rankingClass, DateImputation imputation, int day, double value) {
        Map<DateImputation, double[][]> computed = entryValues;
        if (computed == null) {
            return true;
        }
        double[] byDay = Objects.requireNonNull(computed.get(imputation))[rankingClass];
        return byDay != null && value >= byDay[day - firstDay];
    }

    boolean hasSelections() {
        return !selections.isEmpty();
    }

    void add(AnalysedRelease release) {
        releases.add(release);
        dropIfDoubled();
    }

    /**
     * Adds the releases of another collection. The entry values so far remain lower bounds, because added releases only
     * raise entry values.
     */
    void merge(RankedReleases other) {
        releases.addAll(other.releases);
        dropIfDoubled();
    }

    private void dropIfDoubled() {
        if (releases.size() >= nextDropSize) {
            drop();
        }
    }

    int size() {
        return releases.size();
    }

    void clear() {
        releases = new ArrayList<>();
    }

    /** Drops the releases that are on no frontier, and returns the rest. */
    List<AnalysedRelease> dropAndList() {
        drop();
        return releases;
    }

    /** Drops the releases that are on the frontier of none of the selections, and updates {@link #entryValues}. */
    private void drop() {
        PopulationSelector selector = new PopulationSelector(releases, vintage);
        List<double[]> entryValuesBySelection = new ArrayList<>();
        // A set by object identity, which is faster than comparing all fields.
        Set<AnalysedRelease> ranked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Selection selection : selections) {
            MetricHistory history = selector.analysed(selection).history(metric);
            IntStream.range(0, history.size())
                    .filter(history.frontier(/* rankedBy= */ null))
                    .forEach(i -> ranked.add(history.observation(i).release()));
            entryValuesBySelection.add(history.entryValues(firstDay, Math.toIntExact(vintage.toEpochDay())));
        }
        releases.removeIf(release -> !ranked.contains(release));
        nextDropSize = Math.max(FIRST_DROP_SIZE, 2 * releases.size());
        entryValues = leastEntryValues(entryValuesBySelection);
    }

    /**
     * The value of {@link #entryValues}: the least entry value of the selections that may rank a class. Classes that
     * the same selections may rank share one array, to save memory.
     *
     * @param bySelection for each selection: its entry values by day since {@link #firstDay}
     */
    private Map<DateImputation, double[][]> leastEntryValues(List<double[]> bySelection) {
        Map<DateImputation, double[][]> least = new EnumMap<>(DateImputation.class);
        Map<List<Integer>, double[]> shared = new HashMap<>();
        for (DateImputation imputation : DateImputation.values()) {
            double[][] byClass = new double[RANKING_CLASSES][];
            for (int rankingClass = 0; rankingClass < RANKING_CLASSES; rankingClass++) {
                List<Integer> ranking = selectionsOf(rankingClass, imputation);
                if (!ranking.isEmpty()) {
                    byClass[rankingClass] =
                            shared.computeIfAbsent(ranking, indices -> leastByDay(indices, bySelection));
                }
            }
            least.put(imputation, byClass);
        }
        return least;
    }

    /** The indices of the selections that impute dates in this way and may rank releases of a class. */
    private List<Integer> selectionsOf(int rankingClass, DateImputation imputation) {
        return IntStream.range(0, selections.size())
                .filter(index -> selections.get(index).rules().imputation() == imputation)
                .filter(index -> mayRank(selections.get(index), rankingClass))
                .boxed()
                .toList();
    }

    /** By day: the least entry value of the selections with these indices. */
    private static double[] leastByDay(List<Integer> indices, List<double[]> bySelection) {
        double[] least = bySelection.get(indices.get(0)).clone();
        for (int index : indices) {
            double[] values = bySelection.get(index);
            Arrays.setAll(least, day -> Math.min(least[day], values[day]));
        }
        return least;
    }
}
