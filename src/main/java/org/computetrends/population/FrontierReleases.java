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
 * rules. From these few, every frontier and record by these rules can be selected as from all releases. So frontiers of
 * large inputs can be analysed in memory.
 *
 * <p>Why this is exact: let A be all releases and s a rule. Let F(s, A) be the releases of A that s ranks and that are
 * exceeded by fewer than N other ranked releases of A dated on or before them. The set kept is E, where E contains F(s,
 * A) for every s, and A contains E.
 *
 * <ul>
 *   <li>F(s, E) = F(s, A). The N largest values of A up to any date belong to F(s, A): fewer than N were larger up to
 *       that date, so fewer than N were larger up to their own date. So E contains them, and E contains no release
 *       outside A. The rank of a release depends on nothing else.
 *   <li>The same holds for a smaller N, for records (N = 1), and for an analysis that ends earlier, because ranks look
 *       backward only. A later start, other imputed dates, other derivatives, and exclusion by label or id each need a
 *       rule of their own.
 *   <li>A frontier ranked by another metric consists of releases on the frontier of that metric.
 *   <li>Releases can be dropped at any time, added in any order and in parts, and merged: if C is a subset of D, and x
 *       of C is in F(s, D), then x is in F(s, C), because no more releases of C than of D are larger. So F(s, C + D) is
 *       a subset of F(s, C) + F(s, D).
 *   <li>A value need not be added if it is below the N-th largest of those added so far, up to its date, by every rule
 *       that ranks it: then it is below the N-th largest of all.
 * </ul>
 *
 * <p>The rules must keep low outliers, because whether a value is one depends on all values around its date.
 */
public final class FrontierReleases implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(FrontierReleases.class);

    /** Imputation may move a date back to the first day of its year. */
    private static final int DAYS_OF_A_YEAR = 366;

    private final Settings settings;
    private final List<RankedReleases> byMetric;

    /** The number of releases kept, summed over metrics: a release with several metrics may count more than once. */
    private long kept;

    /** Whether more releases ranked than may be kept. Then none is kept. */
    private boolean isOver;

    /**
     * The settings.
     *
     * @param ranking the selections that rank releases
     * @param metrics the ids of the metrics; other methods take an index into this list
     * @param earliest the first date that a release may have
     * @param limit the most releases that may be kept; if more rank, none is kept
     */
    public record Settings(FrontierRules ranking, List<String> metrics, LocalDate earliest, Vintage vintage, long limit)
            implements Serializable {
        public Settings {
            metrics = List.copyOf(metrics);
        }
    }

    public FrontierReleases(Settings settings) {
        this.settings = settings;
        int firstDay = Math.toIntExact(settings.earliest().toEpochDay()) - DAYS_OF_A_YEAR;
        this.byMetric = settings.metrics().stream()
                .map(metric -> new RankedReleases(
                        metric,
                        settings.ranking().of(metric),
                        settings.vintage().date(),
                        firstDay))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Collects from releases that are in memory. */
    public static FrontierReleases of(Settings settings, List<AnalysedRelease> releases) {
        FrontierReleases kept = new FrontierReleases(settings);
        for (int metric = 0; metric < settings.metrics().size(); metric++) {
            String id = settings.metrics().get(metric);
            for (AnalysedRelease release : releases) {
                if (release.values().containsKey(id)) {
                    kept.add(metric, release);
                }
            }
        }
        return kept;
    }

    /**
     * The ranking class of a release: equal for releases that differ only in date, values and names. A selection may
     * rank all releases of a class or none.
     */
    public static int rankingClass(@Nullable Confidence confidence, boolean isDerivative) {
        return RankedReleases.rankingClass(confidence, isDerivative);
    }

    /** Whether any rule ranks a metric; false when there are too many releases to keep. */
    public boolean isRanked(int metric) {
        return byMetric.get(metric).hasSelections() && !isOver;
    }

    /**
     * Whether a value may rank among those added so far. It may be true of a value that does not rank. The metric must
     * be {@linkplain #isRanked ranked}.
     *
     * @param rankingClass the release's {@link #rankingClass}
     * @param imputation the imputation that gave the day
     * @param day days since 1970-01-01
     * @param value the value, in the metric's unit
     */
    public boolean mayRank(int metric, int rankingClass, DateImputation imputation, int day, double value) {
        return byMetric.get(metric).mayRank(rankingClass, imputation, day, value);
    }

    public void add(int metric, AnalysedRelease release) {
        RankedReleases ranked = byMetric.get(metric);
        if (isRanked(metric)) {
            int sizeBefore = ranked.size();
            ranked.add(release);
            kept += ranked.size() - sizeBefore;
            stopIfOver();
        }
    }

    public void merge(FrontierReleases other) {
        isOver |= other.isOver;
        for (int metric = 0; metric < byMetric.size(); metric++) {
            byMetric.get(metric).merge(other.byMetric.get(metric));
        }
        kept = byMetric.stream().mapToInt(RankedReleases::size).sum();
        stopIfOver();
    }

    private void stopIfOver() {
        // The number kept may double before releases that no longer rank are dropped.
        isOver |= kept > 2 * settings.limit() + byMetric.size() * (long) RankedReleases.FIRST_DROP_SIZE;
        if (isOver) {
            byMetric.forEach(RankedReleases::clear);
        }
    }

    /**
     * The releases kept, as a vintage from which only frontiers and records can be selected; empty if there are too
     * many, which is logged.
     */
    public Optional<LoadedVintage> vintage() {
        Set<AnalysedRelease> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        byMetric.forEach(ranked -> kept.addAll(ranked.dropAndList()));
        if (isOver || kept.size() > settings.limit()) {
            LOG.warn(
                    "vintage {}: more than {} releases were among the largest on their date, and scale.driver-megabytes does not"
                            + " allow more in memory: tables that are computed from them are empty",
                    settings.vintage().date(),
                    settings.limit());
            return Optional.empty();
        }
        List<AnalysedRelease> releases = kept.stream()
                .sorted(AnalysedRelease.IN_ORDER.thenComparing(release -> new TreeMap<>(release.values()).toString()))
                .toList();
        return Optional.of(new LoadedVintage(settings.vintage(), releases, settings.ranking()));
    }
}
