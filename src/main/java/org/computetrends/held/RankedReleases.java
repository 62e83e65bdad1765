package org.computetrends.held;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.jspecify.annotations.Nullable;

/** The releases that some rules put on a metric's frontier, as {@link FrontierReleases} keeps them. */
final class RankedReleases implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int IMPUTATIONS = DateImputation.values().length;
    private static final int LABELS = 2 * (1 + Confidence.values().length);

    /** So many releases are kept before any is dropped. */
    static final int FEWEST = 1024;

    private final String metric;
    private final List<Selection> rules;
    private final LocalDate vintage;
    private final int firstDay;
    private List<HeldRelease> releases = new ArrayList<>();
    private int dropAt = FEWEST;

    /** By label, imputation and day: the least value that may rank; null where none does. Not known before the first drop. */
    private transient double @Nullable [][][] entries;

    RankedReleases(String metric, List<Selection> rules, LocalDate vintage, int firstDay) {
        this.metric = metric;
        this.rules = List.copyOf(rules);
        this.vintage = vintage;
        this.firstDay = firstDay;
    }

    /** What decides which rules a release is ranked by. */
    static int label(@Nullable Confidence confidence, boolean isDerivative) {
        return 2 * (confidence == null ? 0 : 1 + confidence.ordinal()) + (isDerivative ? 1 : 0);
    }

    /** Whether a value may rank by rules with an imputation; never false of one that does. */
    boolean mayRank(int label, DateImputation imputation, int day, double value) {
        double[][][] known = entries;
        if (known == null) {
            return true;
        }
        double[] byDay = known[label][imputation.ordinal()];
        return byDay != null && value >= byDay[day - firstDay];
    }

    void add(HeldRelease release) {
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

    /** Those that rank among all that were added. */
    List<HeldRelease> releases() {
        drop();
        return releases;
    }

    /** Drops the releases that no rule ranks. */
    private void drop() {
        PopulationSelector selector = new PopulationSelector(releases, vintage);
        double[][][] lowest = new double[LABELS][IMPUTATIONS][];
        Set<HeldRelease> ranked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Selection rule : rules) {
            MetricHistory history = selector.analysed(rule).history(metric);
            history.frontier().forEach(observation -> ranked.add(observation.release()));
            lower(lowest, rule, history.entries(firstDay, Math.toIntExact(vintage.toEpochDay())));
        }
        List<HeldRelease> kept = new ArrayList<>(releases);
        kept.removeIf(release -> !ranked.contains(release));
        releases = kept;
        dropAt = Math.max(FEWEST, 2 * kept.size());
        entries = lowest;
    }

    private static void lower(double[][][] lowest, Selection rule, double[] entries) {
        int imputation = rule.rules().imputation().ordinal();
        for (int label = 0; label < LABELS; label++) {
            if (isRanked(rule, label)) {
                double[] known = lowest[label][imputation];
                if (known == null) {
                    lowest[label][imputation] = entries;
                } else if (known != entries) {
                    double[] lower = known.clone();
                    Arrays.setAll(lower, day -> Math.min(known[day], entries[day]));
                    lowest[label][imputation] = lower;
                }
            }
        }
    }

    private static boolean isRanked(Selection rule, int label) {
        Confidence confidence = label < 2 ? null : Confidence.values()[label / 2 - 1];
        return (label % 2 == 0 || rule.derivatives() == DerivativeRule.RANKED)
                && (confidence == null || !rule.excludedConfidence().contains(confidence));
    }
}
