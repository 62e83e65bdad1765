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
 * The releases on the frontier of one metric by some rules: a part of {@link FrontierReleases}. It drops releases that
 * no longer rank whenever their number has doubled.
 */
final class RankedReleases implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<Confidence> CONFIDENCES = List.of(Confidence.values());
    private static final int LABELS = 2 * (1 + CONFIDENCES.size());

    /** The number of releases that are kept before any is dropped. */
    static final int FEWEST = 1024;

    private final String metric;
    private final List<Selection> rules;
    private final LocalDate vintage;
    private final int firstDay;
    private List<AnalysedRelease> releases = new ArrayList<>();
    private int dropAt = FEWEST;

    /**
     * By imputation, label and day since {@link #firstDay}: the least value that may rank. An array is null if no rule
     * ranks the label. Null before the first drop.
     */
    private transient @Nullable Map<DateImputation, double[][]> entries;

    RankedReleases(String metric, List<Selection> rules, LocalDate vintage, int firstDay) {
        this.metric = metric;
        this.rules = List.copyOf(rules);
        this.vintage = vintage;
        this.firstDay = firstDay;
    }

    /** See {@link FrontierReleases#label}. */
    static int label(@Nullable Confidence confidence, boolean isDerivative) {
        return 2 * (confidence == null ? 0 : 1 + CONFIDENCES.indexOf(confidence)) + (isDerivative ? 1 : 0);
    }

    /** See {@link FrontierReleases#mayRank}. */
    boolean mayRank(int label, DateImputation imputation, int day, double value) {
        Map<DateImputation, double[][]> known = entries;
        if (known == null) {
            return true;
        }
        double[] byDay = Objects.requireNonNull(known.get(imputation))[label];
        return byDay != null && value >= byDay[day - firstDay];
    }

    void add(AnalysedRelease release) {
        releases.add(release);
        if (releases.size() >= dropAt) {
            drop();
        }
    }

    void merge(RankedReleases other) {
        releases.addAll(other.releases);
        if (releases.size() >= dropAt) {
            drop();
        }
    }

    int size() {
        return releases.size();
    }

    void clear() {
        releases = new ArrayList<>();
    }

    /** The releases that rank among all that were added. */
    List<AnalysedRelease> releases() {
        drop();
        return releases;
    }

    /** Drops the releases that rank by none of the rules, and updates {@link #entries}. */
    private void drop() {
        PopulationSelector selector = new PopulationSelector(releases, vintage);
        List<double[]> entriesByRule = new ArrayList<>();
        Set<AnalysedRelease> ranked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Selection rule : rules) {
            MetricHistory history = selector.analysed(rule).history(metric, false);
            history.frontier().forEach(observation -> ranked.add(observation.release()));
            entriesByRule.add(history.entries(firstDay, Math.toIntExact(vintage.toEpochDay())));
        }
        List<AnalysedRelease> kept = new ArrayList<>(releases);
        kept.removeIf(release -> !ranked.contains(release));
        releases = kept;
        dropAt = Math.max(FEWEST, 2 * kept.size());
        entries = lowest(entriesByRule);
    }

    /** The least values that may rank, by imputation and label. Labels that the same rules rank share an array. */
    private Map<DateImputation, double[][]> lowest(List<double[]> entriesByRule) {
        Map<DateImputation, double[][]> lowest = new EnumMap<>(DateImputation.class);
        Map<List<Integer>, double[]> shared = new HashMap<>();
        for (DateImputation imputation : DateImputation.values()) {
            double[][] byLabel = new double[LABELS][];
            for (int label = 0; label < LABELS; label++) {
                List<Integer> ranking = rulesOf(label, imputation);
                if (!ranking.isEmpty()) {
                    byLabel[label] = shared.computeIfAbsent(ranking, indices -> least(indices, entriesByRule));
                }
            }
            lowest.put(imputation, byLabel);
        }
        return lowest;
    }

    /** The indices of the rules with an imputation that rank releases with a label. */
    private List<Integer> rulesOf(int label, DateImputation imputation) {
        return IntStream.range(0, rules.size())
                .filter(index -> rules.get(index).rules().imputation() == imputation)
                .filter(index -> isRanked(rules.get(index), label))
                .boxed()
                .toList();
    }

    private static double[] least(List<Integer> indices, List<double[]> entriesByRule) {
        double[] least = entriesByRule.get(indices.get(0)).clone();
        for (int index : indices) {
            double[] entries = entriesByRule.get(index);
            Arrays.setAll(least, day -> Math.min(least[day], entries[day]));
        }
        return least;
    }

    private static boolean isRanked(Selection rule, int label) {
        Confidence confidence = label < 2 ? null : CONFIDENCES.get(label / 2 - 1);
        boolean namesBaseModel = label % 2 == 1;
        return rule.derivatives().ranks(namesBaseModel, () -> false)
                && (confidence == null || !rule.excludedConfidence().contains(confidence));
    }
}
