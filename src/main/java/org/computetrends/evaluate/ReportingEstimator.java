package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ReportedYear;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the share of a year's releases that have a value, now and in older vintages: values of recent releases are
 * reported late.
 *
 * <p>Older vintages are compared release by release. A missing release is not only a delay: databases also add old
 * releases. Completeness pools the years of older vintages at the same age as the year in question, to half a year. It is
 * relative to the newest vintage, so it is an upper bound while that is incomplete.
 *
 * @param metrics the metrics
 * @param timeScale converts dates to years
 * @param rule determines under-reported years
 */
public record ReportingEstimator(List<Metric> metrics, TimeScale timeScale, ReportingRule rule) {
    /** Older vintages of a year that have its age to within half a year are comparable. */
    private static final double NEAR_YEARS = 0.5;

    public ReportingEstimator {
        metrics = List.copyOf(metrics);
    }

    /**
     * The newest vintage's years.
     *
     * @param years by metric, each in order
     * @param underReportedFrom the first under-reported day by metric, if there is one
     */
    public record Survey(Map<String, List<ReportedYear>> years, Map<String, LocalDate> underReportedFrom) {}

    /**
     * Counts the releases of a vintage in memory.
     *
     * @param releases its releases, including those without values
     * @param vintage its date
     */
    public Survey survey(List<AnalysedRelease> releases, LocalDate vintage) {
        Map<Integer, List<AnalysedRelease>> byYear = byYear(releases);
        Map<String, List<ReportedYear>> years = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            years.put(
                    metric.id(),
                    byYear.entrySet().stream()
                            .map(year -> ReportedYear.counted(
                                    metric.id(),
                                    year.getKey(),
                                    vintage,
                                    year.getValue().size(),
                                    having(metric.id(), year.getValue()).size()))
                            .toList());
        }
        return survey(years, vintage);
    }

    /**
     * Surveys a vintage from its counts.
     *
     * @param counted releases and values by metric, each in the order of years
     * @param vintage its date
     */
    public Survey survey(Map<String, List<ReportedYear>> counted, LocalDate vintage) {
        Map<String, List<ReportedYear>> compared = new LinkedHashMap<>();
        counted.forEach((metric, years) -> {
            Double usual = rule.usualShare(years, vintage);
            compared.put(
                    metric,
                    years.stream().map(each -> withShareOfUsual(each, usual)).toList());
        });
        Map<String, LocalDate> begins = rule.begins(compared, vintage, rule.underReportedBelow());
        Map<String, List<ReportedYear>> marked = new LinkedHashMap<>();
        compared.forEach((metric, years) -> {
            LocalDate begin = begins.get(metric);
            marked.put(
                    metric,
                    years.stream()
                            .map(each -> begin != null && each.releaseYear() >= begin.getYear()
                                    ? each.with(each.shareOfUsual(), true, null)
                                    : each)
                            .toList());
        });
        return new Survey(marked, begins);
    }

    /** By metric, the first day from which the relative share is below a bound; metrics without one are absent. */
    public Map<String, LocalDate> beginsBelow(Survey survey, LocalDate vintage, double bound) {
        return rule.begins(survey.years(), vintage, bound);
    }

    /**
     * Compares the newest vintage with older ones.
     *
     * @param survey the newest vintage's years
     * @param newest its releases
     * @param earlier older vintages, matched with it
     * @return every year of every vintage, the newest first
     */
    public List<ReportedYear> estimate(Survey survey, LoadedVintage newest, List<MatchedVintage> earlier) {
        List<ReportedYear> older = new ArrayList<>();
        Map<Integer, List<AnalysedRelease>> now = byYear(newest.releases());
        for (MatchedVintage then : earlier) {
            Map<Integer, List<AnalysedRelease>> years = byYear(then.vintage().releases());
            metrics.forEach(metric -> older.addAll(
                    knownSince(metric.id(), now, years, then.vintage().date(), then.listed())));
        }
        Map<String, List<ReportedYear>> olderByMetric =
                older.stream().collect(Collectors.groupingBy(ReportedYear::metric));
        List<ReportedYear> all = new ArrayList<>();
        survey.years()
                .forEach((metric, years) -> years.forEach(
                        each -> all.add(withCompleteness(each, olderByMetric.getOrDefault(metric, List.of())))));
        all.addAll(older);
        return all;
    }

    /**
     * An older vintage's years with values known since, and the values it had. Its releases have the ids of the newest
     * vintage.
     */
    private static List<ReportedYear> knownSince(
            String metric,
            Map<Integer, List<AnalysedRelease>> now,
            Map<Integer, List<AnalysedRelease>> then,
            LocalDate vintage,
            Map<String, AnalysedRelease> listed) {
        List<ReportedYear> result = new ArrayList<>();
        then.forEach((year, releases) -> {
            List<AnalysedRelease> valued = having(metric, now.getOrDefault(year, List.of()));
            // A year without values has no completeness.
            if (!valued.isEmpty()) {
                List<AnalysedRelease> known = valued.stream()
                        .map(release -> listed.get(release.id()))
                        .filter(Objects::nonNull)
                        .toList();
                result.add(new ReportedYear(
                        metric,
                        year,
                        vintage,
                        releases.size(),
                        having(metric, releases).size(),
                        null,
                        false,
                        new ReportedYear.KnownSince(
                                valued.size(),
                                known.size(),
                                having(metric, known).size()),
                        null));
            }
        });
        return result;
    }

    private static Map<Integer, List<AnalysedRelease>> byYear(List<AnalysedRelease> releases) {
        return new TreeMap<>(releases.stream()
                .collect(Collectors.groupingBy(release -> release.publishedOn().getYear())));
    }

    private static List<AnalysedRelease> having(String metric, List<AnalysedRelease> releases) {
        return releases.stream()
                .filter(release -> release.values().containsKey(metric))
                .toList();
    }

    private static ReportedYear withShareOfUsual(ReportedYear year, @Nullable Double usual) {
        Double share = year.share();
        return year.with(share == null || usual == null ? null : Double.valueOf(share / usual), false, null);
    }

    private ReportedYear withCompleteness(ReportedYear year, List<ReportedYear> older) {
        double age = year.ageYears(timeScale);
        long valued = 0;
        long then = 0;
        for (ReportedYear each : older) {
            ReportedYear.KnownSince since = each.since();
            if (since != null && Math.abs(each.ageYears(timeScale) - age) <= NEAR_YEARS) {
                valued += since.valued();
                then += since.valuedThen();
            }
        }
        Double completeness = valued == 0 ? null : Double.valueOf((double) then / valued);
        return year.with(year.shareOfUsual(), year.isUnderReported(), completeness);
    }
}
