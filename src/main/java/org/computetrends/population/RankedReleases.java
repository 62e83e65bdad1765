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
 * The releases on the frontier of one metric by any of several selections: a part of {@link FrontierReleases}. It drops
 * releases that no longer rank whenever their number has doubled.
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
    private final int firstDay;
    private List<AnalysedRelease> releases = new ArrayList<>();
    private int nextDropSize = FIRST_DROP_SIZE;

    /**
     * By imputation, ranking class and day since {@link #firstDay}: the least value that may rank. An array is null if
     * no selection ranks the class. Null before the first drop, and transient because every value may rank without it.
     */
    private transient @Nullable Map<DateImputation, double[][]> entryValues;

    RankedReleases(String metric, List<Selection> selections, LocalDate vintage, int firstDay) {
        this.metric = metric;
        this.selections = List.copyOf(selections);
        this.vintage = vintage;
        this.firstDay = firstDay;
    }

    /**
     * See {@link FrontierReleases#rankingClass}. Bit 0 is 1 for derivatives. The bits above are 0 without a confidence
     * label, and else 1 plus its index.
     */
    static int rankingClass(@Nullable Confidence confidence, boolean isDerivative) {
        return 2 * (confidence == null ? 0 : 1 + CONFIDENCES.indexOf(confidence)) + (isDerivative ? 1 : 0);
    }

    /** Whether a selection may rank releases of a class. Names can exclude more, but a class does not know names. */
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

    /** Whether any selection ranks the metric. */
    boolean hasSelections() {
        return !selections.isEmpty();
    }

    void add(AnalysedRelease release) {
        releases.add(release);
        if (releases.size() >= nextDropSize) {
            drop();
        }
    }

    void merge(RankedReleases other) {
        releases.addAll(other.releases);
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

    /** Drops the releases that no longer rank, and returns the rest. */
    List<AnalysedRelease> dropAndList() {
        drop();
        return releases;
    }

    /** Drops the releases that rank by none of the selections, and updates {@link #entryValues}. */
    private void drop() {
        PopulationSelector selector = new PopulationSelector(releases, vintage);
        List<double[]> bySelection = new ArrayList<>();
        // By identity, which is faster than comparing all fields.
        Set<AnalysedRelease> ranked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Selection selection : selections) {
            MetricHistory history = selector.analysed(selection).history(metric);
            IntStream.range(0, history.size())
                    .filter(history.frontier(null))
                    .forEach(i -> ranked.add(history.observation(i).release()));
            bySelection.add(history.entryValues(firstDay, Math.toIntExact(vintage.toEpochDay())));
        }
        List<AnalysedRelease> kept = new ArrayList<>(releases);
        kept.removeIf(release -> !ranked.contains(release));
        releases = kept;
        nextDropSize = Math.max(FIRST_DROP_SIZE, 2 * kept.size());
        entryValues = leastByClass(bySelection);
    }

    /**
     * The least values that may rank, by imputation and ranking class. Classes that are ranked by the same selections
     * share one array, to save memory.
     *
     * @param bySelection for each selection: its entry values by day
     */
    private Map<DateImputation, double[][]> leastByClass(List<double[]> bySelection) {
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

    private static double[] leastByDay(List<Integer> indices, List<double[]> bySelection) {
        double[] least = bySelection.get(indices.get(0)).clone();
        for (int index : indices) {
            double[] values = bySelection.get(index);
            Arrays.setAll(least, day -> Math.min(least[day], values[day]));
        }
        return least;
    }
}
