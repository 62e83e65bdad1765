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
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Vintage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few releases, out of any number, that were among the largest on their date by any of several rules. They suffice to
 * select every frontier and record by these rules as from all releases.
 *
 * <p>Let A be all releases, s a rule, and F(s, A) the releases of A ranked by s for which fewer than N other releases
 * of A, dated on or before them, are strictly greater. The set kept is E, with F(s, A) within E and E within A for every
 * s.
 *
 * <ul>
 *   <li>E gives the same selection: F(s, E) = F(s, A). The N largest values of A up to a date are values of F(s, A):
 *       fewer than N were greater up to that date, so fewer than N were greater up to their own. So they are in E, and no
 *       value of E is outside A. A release's rank depends on nothing else.
 *   <li>The same is true of a smaller N, of records (N = 1), and of an analysis that ends earlier, because ranks look
 *       only backward. A later begin, other dates, other derivatives, and releases left out by label or id make another
 *       rule s.
 *   <li>Frontiers ranked by another metric are releases of that metric's frontier.
 *   <li>Releases can be dropped at any time. If C is within D, and x of C is in F(s, D), then x is in F(s, C), since
 *       fewer are greater. So F(s, C + D) is within F(s, C) + F(s, D): releases can be added in any order, in parts, and
 *       merged.
 *   <li>A value below the N-th largest of those added up to its date, by every rule that ranks it, is below the N-th
 *       largest of all, and need not be added.
 * </ul>
 *
 * <p>The rules must keep low outliers, because these depend on all values around their dates.
 */
public final class FrontierReleases implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(FrontierReleases.class);

    /** An imputed day may be up to a year before the date. */
    private static final int DAYS_OF_A_YEAR = 366;

    private final Rules rules;
    private final List<@Nullable RankedReleases> byMetric = new ArrayList<>();

    /** The number of releases kept over all metrics; one with several metrics counts more than once. */
    private long kept;

    private boolean isOver;

    /**
     * The settings.
     *
     * @param ranking the rules that rank releases
     * @param metrics the ids of the metrics; other methods take an index into them
     * @param earliest the first date that a release may have
     * @param vintage the vintage
     * @param limit the most releases kept; if more rank, none is kept
     */
    public record Rules(FrontierRules ranking, List<String> metrics, LocalDate earliest, Vintage vintage, long limit)
            implements Serializable {
        public Rules {
            metrics = List.copyOf(metrics);
        }
    }

    public FrontierReleases(Rules rules) {
        this.rules = rules;
        int firstDay = Math.toIntExact(rules.earliest().toEpochDay()) - DAYS_OF_A_YEAR;
        for (String metric : rules.metrics()) {
            List<Selection> ofMetric = rules.ranking().of(metric);
            byMetric.add(
                    ofMetric.isEmpty()
                            ? null
                            : new RankedReleases(
                                    metric, ofMetric, rules.vintage().date(), firstDay));
        }
    }

    /** Adds releases that are in memory. */
    public static FrontierReleases of(Rules rules, List<AnalysedRelease> releases) {
        FrontierReleases kept = new FrontierReleases(rules);
        for (int metric = 0; metric < rules.metrics().size(); metric++) {
            String id = rules.metrics().get(metric);
            for (AnalysedRelease release : releases) {
                if (release.values().containsKey(id)) {
                    kept.add(metric, release);
                }
            }
        }
        return kept;
    }

    /** A number for the properties, other than values, that decide by which rules a release is ranked. */
    public static int label(@Nullable Confidence confidence, boolean isDerivative) {
        return RankedReleases.label(confidence, isDerivative);
    }

    /** Whether any rule ranks a metric. */
    public boolean isRanked(int metric) {
        return byMetric.get(metric) != null && !isOver;
    }

    /**
     * Whether a value may rank among those added. The metric must be {@linkplain #isRanked ranked}.
     *
     * @param metric the metric's index
     * @param label the release's label
     * @param imputation the imputation that gave the day
     * @param day days since 1970-01-01
     * @param value in the metric's unit
     */
    public boolean mayRank(int metric, int label, DateImputation imputation, int day, double value) {
        RankedReleases ranked = byMetric.get(metric);
        return ranked != null && ranked.mayRank(label, imputation, day, value);
    }

    /** Adds a release that may rank by a metric. */
    public void add(int metric, AnalysedRelease release) {
        RankedReleases ranked = byMetric.get(metric);
        if (ranked != null && !isOver) {
            int before = ranked.size();
            ranked.add(release);
            kept += ranked.size() - before;
            stopIfOver();
        }
    }

    /** Adds the releases that another instance kept. */
    public void merge(FrontierReleases other) {
        isOver |= other.isOver;
        for (int metric = 0; metric < byMetric.size(); metric++) {
            RankedReleases ranked = byMetric.get(metric);
            RankedReleases others = other.byMetric.get(metric);
            if (ranked != null && others != null) {
                ranked.merge(others);
            }
        }
        kept = byMetric.stream()
                .mapToInt(ranked -> ranked == null ? 0 : ranked.size())
                .sum();
        stopIfOver();
    }

    private void stopIfOver() {
        // Between two drops, the number kept can double.
        isOver |= kept > 2 * rules.limit() + byMetric.size() * (long) RankedReleases.FEWEST;
        if (isOver) {
            byMetric.stream().filter(ranked -> ranked != null).forEach(RankedReleases::clear);
        }
    }

    /** A vintage of the releases kept, which supports frontiers and records only; empty if too many rank. */
    public Optional<LoadedVintage> vintage() {
        Set<AnalysedRelease> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RankedReleases ranked : byMetric) {
            if (ranked != null) {
                kept.addAll(ranked.releases());
            }
        }
        if (isOver || kept.size() > rules.limit()) {
            LOG.warn(
                    "vintage {}: more than {} releases were among the largest on their date, and scale.driver-megabytes does not"
                            + " allow more in memory: tables that are computed from them are empty",
                    rules.vintage().date(),
                    rules.limit());
            return Optional.empty();
        }
        List<AnalysedRelease> releases = kept.stream()
                .sorted(AnalysedRelease.IN_ORDER.thenComparing(release -> new TreeMap<>(release.values()).toString()))
                .toList();
        return Optional.of(LoadedVintage.ofFrontier(rules.vintage(), releases, rules.ranking()));
    }
}
