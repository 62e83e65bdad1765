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
 * Estimates how many of a year's releases have a value, in the newest and in older vintages, because values of recent
 * releases are reported late.
 *
 * <p>The completeness of a year is a share: of the values known now, those that older vintages already had. It is taken
 * over years that were then equally old, to half a year. It is relative to the newest vintage, so it is too high while
 * the newest vintage is incomplete. Values that an older vintage lacked are not only late: databases also add old
 * releases.
 */
public record ReportingEstimator(List<Metric> metrics, TimeScale timeScale, ReportingRule rule) {
    /** Ages of years that differ by no more than this, in years, are comparable. */
    private static final double NEAR_YEARS = 0.5;

    /** By metric: a vintage's years in order, and the first under-reported day if there is one. */
    public record Survey(Map<String, List<ReportedYear>> years, Map<String, LocalDate> underReportedFrom) {}

    /** Surveys a vintage in memory, with all its releases, including those without values. */
    public Survey survey(List<AnalysedRelease> releases, LocalDate vintage) {
        Map<Integer, List<AnalysedRelease>> byYear = byYear(releases);
        Map<String, List<ReportedYear>> years = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            List<ReportedYear> counted = new ArrayList<>();
            byYear.forEach((year, ofYear) -> {
                int withValue = withValue(metric.id(), ofYear).size();
                counted.add(ReportedYear.counted(metric.id(), year, vintage, ofYear.size(), withValue));
            });
            years.put(metric.id(), counted);
        }
        return survey(years, vintage);
    }

    /** Surveys a vintage from its counts of releases and values by metric, each in the order of years. */
    public Survey survey(Map<String, List<ReportedYear>> counted, LocalDate vintage) {
        Map<String, List<ReportedYear>> surveyed = new LinkedHashMap<>();
        counted.forEach((metric, years) -> {
            Double usualShare = rule.usualShare(years, vintage);
            List<ReportedYear> withShares = years.stream()
                    .map(year -> withShareOfUsual(year, usualShare))
                    .toList();
            surveyed.put(metric, withShares);
        });
        Map<String, LocalDate> firstDays = rule.firstDays(surveyed, vintage, rule.underReportedBelow());
        firstDays.forEach((metric, firstDay) -> surveyed.computeIfPresent(
                metric,
                (id, years) -> years.stream()
                        .map(year -> year.releaseYear() >= firstDay.getYear() ? year.asUnderReported() : year)
                        .toList()));
        return new Survey(surveyed, firstDays);
    }

    /** By metric: the first under-reported day for another bound of the share of usual; absent if there is none. */
    public Map<String, LocalDate> firstDaysBelow(Survey survey, LocalDate vintage, double bound) {
        return rule.firstDays(survey.years(), vintage, bound);
    }

    /** Every year of the newest vintage, then of the earlier ones, which are matched with the newest. */
    public List<ReportedYear> estimate(Survey survey, LoadedVintage newest, List<MatchedVintage> earlier) {
        List<ReportedYear> older = new ArrayList<>();
        Map<Integer, List<AnalysedRelease>> newestByYear = byYear(newest.releases());
        for (MatchedVintage vintage : earlier) {
            Map<Integer, List<AnalysedRelease>> olderByYear =
                    byYear(vintage.vintage().releases());
            metrics.forEach(metric -> older.addAll(yearsOf(vintage, olderByYear, metric.id(), newestByYear)));
        }
        Map<String, List<ReportedYear>> olderByMetric =
                older.stream().collect(Collectors.groupingBy(ReportedYear::metric));
        List<ReportedYear> all = new ArrayList<>();
        survey.years()
                .forEach((metric, years) -> years.forEach(
                        year -> all.add(withCompleteness(year, olderByMetric.getOrDefault(metric, List.of())))));
        all.addAll(older);
        return all;
    }

    /** The years of an older vintage, each with how many of the values known now that vintage had. */
    private static List<ReportedYear> yearsOf(
            MatchedVintage older,
            Map<Integer, List<AnalysedRelease>> olderByYear,
            String metric,
            Map<Integer, List<AnalysedRelease>> newestByYear) {
        List<ReportedYear> result = new ArrayList<>();
        olderByYear.forEach((year, releases) -> {
            List<AnalysedRelease> valued = withValue(metric, newestByYear.getOrDefault(year, List.of()));
            // A year without values now has no completeness, and is left out.
            if (!valued.isEmpty()) {
                List<AnalysedRelease> listedThen = valued.stream()
                        .map(release -> older.byLaterId().get(release.id()))
                        .filter(Objects::nonNull)
                        .toList();
                int valuedThen = withValue(metric, listedThen).size();
                ReportedYear.KnownEarlier knownEarlier =
                        new ReportedYear.KnownEarlier(valued.size(), listedThen.size(), valuedThen);
                LocalDate vintage = older.vintage().date();
                int withValue = withValue(metric, releases).size();
                result.add(new ReportedYear(
                        metric, year, vintage, releases.size(), withValue, null, false, knownEarlier, null));
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
        Double share = year.shareWithValue();
        return year.withShareOfUsual(share == null || usualShare == null ? null : Double.valueOf(share / usualShare));
    }

    private ReportedYear withCompleteness(ReportedYear year, List<ReportedYear> older) {
        double age = year.ageYears(timeScale);
        long valued = 0;
        long valuedThen = 0;
        for (ReportedYear olderYear : older) {
            ReportedYear.KnownEarlier knownEarlier = olderYear.knownEarlier();
            if (knownEarlier != null && Math.abs(olderYear.ageYears(timeScale) - age) <= NEAR_YEARS) {
                valued += knownEarlier.valued();
                valuedThen += knownEarlier.valuedThen();
            }
        }
        Double completeness = valued == 0 ? null : Double.valueOf((double) valuedThen / valued);
        return year.withCompleteness(completeness);
    }
}
