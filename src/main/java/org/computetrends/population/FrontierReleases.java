package org.computetrends.population;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Vintage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects, from any number of releases, the few that were among the N largest on their date by at least one of several
 * selections. Their frontiers and records are the same whether they are selected from these few or from all releases.
 * So frontiers of large inputs can be analysed in memory. Each Spark task collects from its releases, and the results
 * are merged.
 *
 * <p>Why this is exact: let A be all releases and s a selection. A release of A is on the frontier F(s, A) if s ranks
 * it, and if fewer than N other ranked releases of A, dated on the same day or before, are larger. Let E be the
 * releases kept: a subset of A that contains F(s, A) for every selection s.
 *
 * <ul>
 *   <li>F(s, E) = F(s, A). Each of the N largest values of A up to a date is in F(s, A): fewer than N values were
 *       larger up to that date, and so up to its own. So E contains all of them. Ranks up to N depend only on them.
 *   <li>The same is true for a smaller N, for records (N = 1), and for an analysis that ends earlier, because ranks
 *       look backward only. But another start, imputation of dates or treatment of derivatives, or excluded labels or
 *       ids, make another selection s.
 *   <li>A frontier ranked by another metric consists of releases on the frontier of that metric.
 *   <li>Releases can be dropped at any time, added in any order, and merged. If C is a subset of D, and x of C is in
 *       F(s, D), then x is in F(s, C), because C has no more larger releases than D. So for any sets P and Q, F(s, P +
 *       Q) is a subset of F(s, P) + F(s, Q).
 *   <li>A value need not be added if, by every selection that ranks it, it is below the N-th largest value added so far
 *       up to its date: then the value is also below the N-th largest of all.
 * </ul>
 *
 * <p>The selections must keep low outliers, because whether a value is a low outlier depends on all values around its
 * date.
 */
public final class FrontierReleases implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(FrontierReleases.class);

    /** Imputation may move a date back to the first day of its year. */
    private static final int DAYS_OF_A_YEAR = 366;

    private final Settings settings;
    private final List<RankedReleases> byMetric;

    /** The sum over metrics of the number of releases kept. A release with several metrics may count more than once. */
    private long keptCount;

    /** Whether there were too many releases to keep. Then none is kept. */
    private boolean isOverLimit;

    /**
     * What is collected.
     *
     * @param ranking the selections that rank releases
     * @param metrics the ids of the metrics; methods of {@code FrontierReleases} take an index into this list
     * @param earliest the first date that a release may have
     * @param limit the most releases that may be kept; if more rank, none is kept
     */
    public record Settings(
            FrontierSelections ranking, List<String> metrics, LocalDate earliest, Vintage vintage, long limit)
            implements Serializable {
        public Settings {
            metrics = List.copyOf(metrics);
        }
    }

    public FrontierReleases(Settings settings) {
        this.settings = settings;
        int firstDay = Math.toIntExact(settings.earliest().toEpochDay()) - DAYS_OF_A_YEAR;
        LocalDate vintage = settings.vintage().date();
        this.byMetric = settings.metrics().stream()
                .map(metric ->
                        new RankedReleases(metric, settings.ranking().selectionsRanking(metric), vintage, firstDay))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Collects from releases that are in memory. */
    public static FrontierReleases of(Settings settings, List<AnalysedRelease> releases) {
        FrontierReleases collected = new FrontierReleases(settings);
        for (int metric = 0; metric < settings.metrics().size(); metric++) {
            String id = settings.metrics().get(metric);
            for (AnalysedRelease release : releases) {
                if (release.values().containsKey(id)) {
                    collected.add(metric, release);
                }
            }
        }
        return collected;
    }

    /**
     * The ranking class of a release: a number for its confidence and for whether it is a derivative. Apart from names
     * and ids, these decide which selections rank the release.
     */
    public static int rankingClass(@Nullable Confidence confidence, boolean isDerivative) {
        return RankedReleases.rankingClass(confidence, isDerivative);
    }

    /** Whether any selection ranks a metric; false when there are too many releases to keep. */
    public boolean isRanked(int metric) {
        return byMetric.get(metric).hasSelections() && !isOverLimit;
    }

    /**
     * Whether a value may rank among the values added so far. If false, the value certainly does not rank; if true, it
     * may or may not rank. The metric must be {@linkplain #isRanked ranked}.
     *
     * @param rankingClass the release's {@link #rankingClass}
     * @param imputation the imputation that gave the day
     * @param day days since 1970-01-01
     * @param value the value, in the metric's unit
     */
    public boolean mayRank(int metric, int rankingClass, DateImputation imputation, int day, double value) {
        return byMetric.get(metric).mayRank(rankingClass, imputation, day, value);
    }

    /** Adds a release with a value of the metric; ignored unless the metric is {@linkplain #isRanked ranked}. */
    public void add(int metric, AnalysedRelease release) {
        RankedReleases ranked = byMetric.get(metric);
        if (isRanked(metric)) {
            int sizeBefore = ranked.size();
            ranked.add(release);
            keptCount += ranked.size() - sizeBefore;
            clearIfOverLimit();
        }
    }

    public void merge(FrontierReleases other) {
        isOverLimit |= other.isOverLimit;
        for (int metric = 0; metric < byMetric.size(); metric++) {
            byMetric.get(metric).merge(other.byMetric.get(metric));
        }
        keptCount = byMetric.stream().mapToInt(RankedReleases::size).sum();
        clearIfOverLimit();
    }

    private void clearIfOverLimit() {
        // Twice the limit, because releases that no longer rank are dropped only when their number has doubled or, for
        // each metric, reached the first drop size. The method vintage() then checks the limit exactly.
        isOverLimit |= keptCount > 2 * settings.limit() + byMetric.size() * (long) RankedReleases.FIRST_DROP_SIZE;
        if (isOverLimit) {
            byMetric.forEach(RankedReleases::clear);
        }
    }

    /** The kept releases as a vintage; empty if there are too many, which is logged. */
    public Optional<LoadedVintage> vintage() {
        Set<AnalysedRelease> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        byMetric.forEach(ranked -> kept.addAll(ranked.dropAndList()));
        if (isOverLimit || kept.size() > settings.limit()) {
            LOG.warn(
                    "vintage {}: more than {} releases were among the largest on their date, and scale.driver-megabytes does not"
                            + " allow more in memory: tables that are computed from them are empty",
                    settings.vintage().date(),
                    settings.limit());
            return Optional.empty();
        }
        List<AnalysedRelease> releases = kept.stream()
                // Sorted by values too, so that the order of releases with equal ids does not depend on partitions.
                .sorted(AnalysedRelease.ORDER.thenComparing(release -> new TreeMap<>(release.values()).toString()))
                .toList();
        return Optional.of(LoadedVintage.ofFrontiers(settings.vintage(), releases, settings.ranking()));
    }
}
