package org.computetrends.bench;

import static org.computetrends.bench.ReleaseSql.LAST_FAULT;
import static org.computetrends.bench.ReleaseSql.day;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.TrendSpecification;

/**
 * SQL for the number of releases and the slope of every exponential trend of the settings, from the tables of {@link
 * ScanSql}.
 */
final class TrendSql {
    private final PopulationRules rules;
    private final List<TrendSpecification> trends;
    private final ScanSql scans;

    /**
     * @param config the settings of the job
     * @param releases the rows
     * @throws IllegalArgumentException when there is no SQL for a setting
     */
    TrendSql(TrendConfig config, ReleaseSql releases) {
        this.rules = config.segmentation().rules();
        this.trends = config.segmentation().trends().stream()
                .filter(trend -> trend.growthModel() == GrowthModel.EXPONENTIAL)
                .toList();
        this.scans = new ScanSql(rules, trends, releases);
    }

    /** The scans that the trends are computed from. */
    ScanSql scans() {
        return scans;
    }

    /** The statement of the table {@code trends}: key, number of releases and slope. */
    String trends() {
        return trends.stream()
                .map(this::trend)
                .collect(Collectors.joining("\nunion all ", "create temp table trends as ", ""));
    }

    static String key(TrendSpecification trend) {
        return String.join(
                "/", trend.metric().id(), trend.cohort().id(), trend.era().id());
    }

    private String trend(TrendSpecification trend) {
        String metric = trend.metric().id();
        Cohort cohort = trend.cohort();
        if (!cohort.filters().isEmpty()) {
            String column = ScanSql.domainOf(trend);
            return ofDays(trend, "first", "n_" + column, "s_" + column, "true");
        }
        return switch (cohort.rule()) {
            case ALL -> ofDays(trend, "days", "n_" + metric, "s_" + metric, "true");
            case NOTABLE -> ofDays(trend, "first", "n_" + metric, "s_" + metric, "is_notable");
            case FRONTIER -> {
                String rankedBy = cohort.rankedBy() == null ? metric : cohort.rankedBy();
                yield ofTops(trend, "v_%1$s >= entry_%1$s".formatted(rankedBy));
            }
            case RECORD -> ofTops(trend, "v_%1$s = record_%1$s".formatted(metric));
            case LARGE_SCALE -> ofOrganizations(trend, "#_large_" + metric, "true");
            case REGULAR_SCALE ->
                ofOrganizations(
                        trend,
                        "(#_%1$s - coalesce(#_large_%1$s, 0) - coalesce(#_low_%1$s, 0))".formatted(metric),
                        "span >= " + day(rules.regularScaleFrom()));
        };
    }

    private static String isWithin(Era era, String day) {
        return Stream.of(
                        era.from() == null ? "" : " and " + day + " >= " + day(era.from()),
                        era.to() == null ? "" : " and " + day + " < " + day(era.to()))
                .collect(Collectors.joining());
    }

    private String ofDays(TrendSpecification trend, String table, String n, String sum, String condition) {
        String moments =
                "select %1$s as n, %1$s * t as t, %1$s * t * t as tt, %2$s as y, %2$s * t as ty from (select *, %3$s as t from %4$s) where %5$s and d > %6$d%7$s"
                        .formatted(n, sum, scans.years(), table, condition, LAST_FAULT, isWithin(trend.era(), "d"));
        return ofMoments(trend, moments);
    }

    private static String ofOrganizations(TrendSpecification trend, String column, String condition) {
        String columns = Stream.of("n", "t", "tt", "y", "ty")
                .map(moment -> column.replace("#", moment) + " as " + moment)
                .collect(Collectors.joining(", "));
        return ofMoments(
                trend,
                "select %s from organizations where %s%s".formatted(columns, condition, isWithin(trend.era(), "span")));
    }

    private static String ofMoments(TrendSpecification trend, String moments) {
        return "select '%s' as trend, coalesce(sum(n), 0)::bigint as n, (sum(ty) - sum(t) * sum(y) / sum(n)) / (sum(tt) - sum(t) ** 2 / sum(n)) as slope from (%s)"
                .formatted(key(trend), moments);
    }

    private String ofTops(TrendSpecification trend, String condition) {
        String value = "v_" + trend.metric().id();
        return "select '%s' as trend, count(%2$s) as n, regr_slope(log10(%2$s), t) as slope from tops where %3$s%4$s"
                .formatted(key(trend), value, condition, isWithin(trend.era(), "d"));
    }
}
