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
 */
public record ReportingEstimator(List<Metric> metrics, TimeScale timeScale, ReportingRule rule) {
    /** Older vintages of a year that have its age to within half a year are comparable. */
    private static final double NEAR_YEARS = 0.5;

    /** The newest vintage's years in order, and the first under-reported day if there is one, both by metric. */
    public record Survey(Map<String, List<ReportedYear>> years, Map<String, LocalDate> underReportedFrom) {}

    /** Surveys a vintage in memory, with all its releases, including those without values. */
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
                                    withValue(metric.id(), year.getValue()).size()))
                            .toList());
        }
        return survey(years, vintage);
    }

    /** Surveys a vintage from its counts of releases and values by metric, each in the order of years. */
    public Survey survey(Map<String, List<ReportedYear>> counted, LocalDate vintage) {
        Map<String, List<ReportedYear>> surveyed = new LinkedHashMap<>();
        counted.forEach((metric, years) -> {
            Double usualShare = rule.usualShare(years, vintage);
            surveyed.put(
                    metric,
                    years.stream()
                            .map(year -> withShareOfUsual(year, usualShare))
                            .toList());
        });
        Map<String, LocalDate> firstDays = rule.firstDays(surveyed, vintage, rule.underReportedBelow());
        firstDays.forEach((metric, firstDay) -> surveyed.computeIfPresent(
                metric,
                (id, years) -> years.stream()
                        .map(year -> year.releaseYear() >= firstDay.getYear() ? year.asUnderReported() : year)
                        .toList()));
        return new Survey(surveyed, firstDays);
    }

    /** By metric, the first day from which the relative share is below a bound; metrics without one are absent. */
    public Map<String, LocalDate> firstDaysBelow(Survey survey, LocalDate vintage, double bound) {
        return rule.firstDays(survey.years(), vintage, bound);
    }

    /** Every year of the newest vintage, then of the earlier ones, which are matched with it. */
    public List<ReportedYear> estimate(Survey survey, LoadedVintage newest, List<MatchedVintage> earlier) {
        List<ReportedYear> older = new ArrayList<>();
        Map<Integer, List<AnalysedRelease>> newestByYear = byYear(newest.releases());
        for (MatchedVintage vintage : earlier) {
            Map<Integer, List<AnalysedRelease>> years = byYear(vintage.vintage().releases());
            metrics.forEach(metric -> older.addAll(knownSince(
                    metric.id(), newestByYear, years, vintage.vintage().date(), vintage.byLaterId())));
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
     * An older vintage's years with the values known now, and the values that it had. Its releases have the ids of the newest
     * vintage.
     */
    private static List<ReportedYear> knownSince(
            String metric,
            Map<Integer, List<AnalysedRelease>> newestByYear,
            Map<Integer, List<AnalysedRelease>> olderByYear,
            LocalDate vintage,
            Map<String, AnalysedRelease> byLaterId) {
        List<ReportedYear> result = new ArrayList<>();
        olderByYear.forEach((year, releases) -> {
            List<AnalysedRelease> valued = withValue(metric, newestByYear.getOrDefault(year, List.of()));
            // A year without values has no completeness.
            if (!valued.isEmpty()) {
                List<AnalysedRelease> listedThen = valued.stream()
                        .map(release -> byLaterId.get(release.id()))
                        .filter(Objects::nonNull)
                        .toList();
                result.add(new ReportedYear(
                        metric,
                        year,
                        vintage,
                        releases.size(),
                        withValue(metric, releases).size(),
                        null,
                        false,
                        new ReportedYear.KnownSince(
                                valued.size(),
                                listedThen.size(),
                                withValue(metric, listedThen).size()),
                        null));
            }
        });
        return result;
    }

    private static Map<Integer, List<AnalysedRelease>> byYear(List<AnalysedRelease> releases) {
        return new TreeMap<>(releases.stream()
                .collect(Collectors.groupingBy(release -> release.publishedOn().getYear())));
    }

    private static List<AnalysedRelease> withValue(String metric, List<AnalysedRelease> releases) {
        return releases.stream()
                .filter(release -> release.values().containsKey(metric))
                .toList();
    }

    private static ReportedYear withShareOfUsual(ReportedYear year, @Nullable Double usualShare) {
        Double share = year.share();
        return year.withShareOfUsual(share == null || usualShare == null ? null : Double.valueOf(share / usualShare));
    }

    private ReportedYear withCompleteness(ReportedYear year, List<ReportedYear> older) {
        double age = year.ageYears(timeScale);
        long valued = 0;
        long valuedThen = 0;
        for (ReportedYear each : older) {
            ReportedYear.KnownSince since = each.since();
            if (since != null && Math.abs(each.ageYears(timeScale) - age) <= NEAR_YEARS) {
                valued += since.valued();
                valuedThen += since.valuedThen();
            }
        }
        Double completeness = valued == 0 ? null : Double.valueOf((double) valuedThen / valued);
        return year.withCompleteness(completeness);
    }
}
