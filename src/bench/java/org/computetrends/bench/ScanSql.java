package org.computetrends.bench;

import static org.computetrends.bench.ReleaseSql.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;

/**
 * SQL of two scans that yield every exponential trend of the settings.
 *
 * <p>The first scan groups rows by day into sums and the day's largest, and counts faults. Windows of the z-score
 * roll over days. The tenth largest of the daily maxima until a day is a lower bound for entering the top ten. The
 * second scan joins these thresholds by day, sums both tails of the z-score by organization, and lists the few rows
 * above the bound. The exact top ten and records are among those.
 *
 * <p>It supports no cohorts of several conditions, and no attributes except a domain. Outliers are kept, and dates
 * known to the month or year are imputed in the middle.
 */
final class ScanSql {
    private final PopulationRules rules;
    private final List<TrendSpecification> trends;
    private final ReleaseSql releases;
    private final List<String> measured;
    private final List<String> scaled;

    /**
     * @param rules the rules of populations
     * @param trends the trends, all of them exponential
     * @param releases the rows
     * @throws IllegalArgumentException when there is no SQL for a setting
     */
    ScanSql(PopulationRules rules, List<TrendSpecification> trends, ReleaseSql releases) {
        this.rules = rules;
        this.trends = trends;
        this.releases = releases;
        this.measured = releases.measured().stream().map(Metric::id).toList();
        this.scaled = measured.stream()
                .filter(metric ->
                        trends.stream().anyMatch(trend -> trend.metric().id().equals(metric) && isByScale(trend)))
                .toList();
        if (rules.outliers() != OutlierRule.KEEP
                || rules.imputation() != DateImputation.MIDDLE
                || rules.from() != null
                || rules.to() != null) {
            throw new IllegalArgumentException("there is SQL only for the default rules of dates and outliers");
        }
    }

    private static boolean isByScale(TrendSpecification trend) {
        Cohort.Rule rule = trend.cohort().rule();
        return rule == Cohort.Rule.REGULAR_SCALE || rule == Cohort.Rule.LARGE_SCALE;
    }

    private static String each(List<String> names, String separator, String template) {
        return names.stream().map(name -> template.replace("#", name)).collect(Collectors.joining(separator));
    }

    /** The statements of the first scan, up to the table {@code profiles} of thresholds by day. */
    List<String> firstScan(List<String> moreColumns, String moreAggregates) {
        List<String> columns = new ArrayList<>(moreColumns);
        columns.add("domains");
        columns.addAll(ReleaseSql.allQuantities());
        return List.of(
                releases.everyRow("dated", columns.stream().distinct().toList()),
                byDay(moreAggregates),
                "create temp table days as select d, "
                        + each(
                                measured,
                                ", ",
                                "sum(n_#)::bigint as n_#, sum(s_#) as s_#, sum(q_#) as q_#, max(t_#) as t_#")
                        + " from first where d > " + ReleaseSql.LAST_FAULT + " group by d",
                profiles());
    }

    private String byDay(String moreAggregates) {
        String quantities = String.join(", ", ReleaseSql.allQuantities());
        String domains = domainTrends()
                .map(trend -> ", count(y_%1$s) filter (%2$s) as n_%3$s, sum(y_%1$s) filter (%2$s) as s_%3$s"
                        .formatted(trend.metric().id(), isInDomain(trend), domainOf(trend)))
                .distinct()
                .collect(Collectors.joining());
        return """
                create temp table first as select d, is_notable, count(*) as n, count(*) filter (not is_used) as n_unused,
                  list([%1$s]) filter (d > %2$d and (least(%1$s) <= 0 or greatest(%1$s) >= 'infinity'::double)) as faulty,
                  %3$s%4$s%5$s
                from dated group by d, is_notable""".formatted(
                        quantities,
                        ReleaseSql.LAST_FAULT,
                        each(
                                measured,
                                ",\n  ",
                                "count(y_#) as n_#, sum(y_#) as s_#, sum(y_# * y_#) as q_#, max(case when is_original then y_# end) as t_#"),
                        domains,
                        moreAggregates.isEmpty() ? "" : ",\n  " + moreAggregates);
    }

    private Stream<TrendSpecification> domainTrends() {
        return trends.stream().filter(trend -> !trend.cohort().filters().isEmpty());
    }

    /** A domain in lower case or capitalized. */
    private static String isInDomain(TrendSpecification trend) {
        Cohort cohort = trend.cohort();
        Cohort.Filter filter = cohort.filters().get(0);
        if (cohort.rule() != Cohort.Rule.ALL
                || cohort.filters().size() > 1
                || filter.attribute() != Cohort.Attribute.DOMAIN
                || filter.test() != Cohort.Test.ONE_OF
                || filter.values().size() > 1) {
            throw new IllegalArgumentException("there is no SQL for the cohort " + cohort.id());
        }
        String value = filter.values().get(0);
        return "list_has_any(domains, ['%s', '%s'])"
                .formatted(value, value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1));
    }

    /** The suffix of the columns in {@code first} of a trend whose cohort is a domain. */
    static String domainOf(TrendSpecification trend) {
        return trend.metric().id() + "_"
                + trend.cohort().filters().get(0).values().get(0);
    }

    /** By day: the bounds of the scales, and the value below which nothing is among the largest until then. */
    private String profiles() {
        String windows = each(
                scaled,
                ",\n    ",
                "sum(s_#) over w / sum(n_#) over w as mean_#, case when sum(n_#) over w > 1 then sqrt(greatest(sum(q_#) over w"
                        + " / sum(n_#) over w - (sum(s_#) over w / sum(n_#) over w) ** 2, 0)) end as sd_#");
        String thresholds = each(
                scaled,
                ",\n  ",
                "case when sd_# > 0 then mean_# + %s * sd_# end as low_#, case when sd_# > 0 and d >= %d then mean_# + %s * sd_# end as large_#"
                        .formatted(
                                rules.zScore().lowBelow(),
                                day(rules.zScore().largeFrom()),
                                rules.zScore().largeAbove()));
        String bounds = each(
                measured,
                ",\n    ",
                "coalesce((max(t_#, %1$d) over (order by d))[%1$d], '-infinity'::double) as bound_#"
                        .formatted(rules.frontierSize()));
        return """
                create temp table profiles as select d, %s%s
                from (select d, %s%s from days
                  window w as (order by d range between %5$d preceding and %5$d following))""".formatted(
                        thresholds.isEmpty() ? "" : thresholds + ",\n  ",
                        each(measured, ", ", "bound_#"),
                        windows.isEmpty() ? "" : windows + ",\n    ",
                        bounds,
                        rules.zScore().windowDays());
    }

    /** The first days of the spans between which trends by organization differ, latest first. */
    private List<Long> spans() {
        TreeSet<Long> days = new TreeSet<>(Comparator.reverseOrder());
        for (TrendSpecification trend : trends) {
            if (trend.cohort().rankedBy() == null) {
                Stream.of(trend.era().from(), trend.era().to())
                        .filter(Objects::nonNull)
                        .forEach(date -> days.add(day(date)));
            }
        }
        days.add(day(rules.regularScaleFrom()));
        return List.copyOf(days);
    }

    /**
     * The statements of the second scan, up to the table {@code tops} of releases among the largest until their day.
     */
    List<String> secondScan() {
        return List.of(
                releases.soundRows("sound", List.of("organizations[1] as organization")),
                byOrganization(),
                organizations(),
                candidates(),
                entries(),
                tops());
    }

    /** The populations with summed moments: the metrics, and for some of them both tails of the z-score. */
    private List<String> populations() {
        return Stream.concat(
                        measured.stream(),
                        scaled.stream().flatMap(metric -> Stream.of("low_" + metric, "large_" + metric)))
                .toList();
    }

    private String byOrganization() {
        StringBuilder span = new StringBuilder("case");
        for (long day : spans()) {
            span.append(" when d >= ").append(day).append(" then ").append(day);
        }
        span.append(" else ").append(ReleaseSql.LAST_FAULT).append(" end");
        String tails = each(
                scaled,
                "",
                ",\n    case when y_# < low_# then y_# end as y_low_#, case when y_# > large_# then y_# end as y_large_#");
        return """
                create temp table second as select organization, span, is_notable,
                  %s,
                  list({%s}) filter (is_original and (%s)) as top
                from (select *, %s as t, %s as span%s
                  from sound join profiles using (d)) group by organization, span, is_notable""".formatted(
                        each(
                                populations(),
                                ",\n  ",
                                "count(y_#) as n_#, sum(case when y_# is not null then t end) as t_#,"
                                        + " sum(case when y_# is not null then t * t end) as tt_#, sum(y_#) as y_#, sum(t * y_#) as ty_#"),
                        "'d': d, 'organization': organization, 'is_notable': is_notable, "
                                + each(releases.quantities(), ", ", "'#': #"),
                        each(measured, " or ", "y_# >= bound_#"),
                        years(),
                        span,
                        tails);
    }

    /** A day in years, with the origin where most releases are, so that sums of squares keep their precision. */
    String years() {
        return "(d / " + rules.timeScale().daysPerYear() + " - 15)";
    }

    private String organizations() {
        return "create temp table organizations as select lower(trim(organization)) as organization, span, is_notable, "
                + each(
                        populations(),
                        ", ",
                        "sum(n_#) as n_#, sum(t_#) as t_#, sum(tt_#) as tt_#, sum(y_#) as y_#, sum(ty_#) as ty_#")
                + " from second group by all";
    }

    /** The releases above the bound, with a value {@code v} for every metric. */
    private String candidates() {
        String values = releases.metrics().stream()
                .map(metric -> "case when %1$s then %2$s end as v_%3$s"
                        .formatted(
                                ReleaseSql.isUsable("(" + metric.expression() + ")"), metric.expression(), metric.id()))
                .collect(Collectors.joining(",\n  "));
        return """
                create temp table candidates as select d, organization, is_notable, %s
                from (select d, organization, is_notable, %s from (select unnest(top, recursive := true) from second))""".formatted(
                values,
                releases.quantities().stream()
                        .map(name -> "case when %s then %2$s end as %2$s".formatted(ReleaseSql.isUsable(name), name))
                        .collect(Collectors.joining(", ")));
    }

    /**
     * By metric and day: the value needed to enter the largest until then, the day's largest and the largest before.
     */
    private String entries() {
        return """
                create temp table entries as
                select metric, d, any_value(entry) as entry, max(v) as largest, any_value(before) as before
                from (select metric, d, v, (max(v, %1$d) over w)[%1$d] as entry,
                    max(v) over (partition by metric order by d range between unbounded preceding and 1 preceding) as before
                  from (%2$s) window w as (partition by metric order by d))
                group by metric, d""".formatted(
                        rules.frontierSize(),
                        each(
                                measured,
                                " union all ",
                                "select '#' as metric, d, v_# as v from candidates where v_# is not null"));
    }

    private String tops() {
        return """
                create temp table tops as select *, %1$s as t from candidates join (
                  select d, %2$s
                  from (select d, %3$s from entries group by d)) using (d)""".formatted(
                        years(),
                        each(
                                measured,
                                ", ",
                                "coalesce(last_value(entry_# ignore nulls) over (order by d), 0) as entry_#, record_#"),
                        each(
                                measured,
                                ", ",
                                "max(entry) filter (metric = '#') as entry_#, max(largest) filter (metric = '#' and"
                                        + " (before is null or largest > before)) as record_#"));
    }
}
