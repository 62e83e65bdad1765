package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.Era;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code growth} and {@code crossing} over the published observations of the default run, beside what the run published of the
 * same releases, whose lines and intervals are R's: see {@link ReferenceNumbersIT}.
 */
class SqlFunctionsIT {
    private static final SparkSession SESSION = TestSession.get();

    /** Which observations a cohort has, by the labels that are published with them. */
    private static final Map<String, String> COHORTS = Map.of(
            "all", "true",
            "notable", "notable",
            "frontier", "frontier_rank IS NOT NULL",
            "frontier;by=training_compute", "compute_rank IS NOT NULL",
            "record", "record",
            "regular-scale", "scale = 'REGULAR' AND published_on >= DATE'2010-01-01'",
            "large-scale", "scale = 'LARGE'",
            "domain=language", "array_contains(transform(domains, domain -> lower(domain)), 'language')",
            "domain=recommendation", "array_contains(transform(domains, domain -> lower(domain)), 'recommendation')");

    /** The trends, each with the functions' results for its observations. */
    private static List<Row> rows;

    @BeforeAll
    static void run() {
        List<String> growthQueries = ShippedRuns.result("2026-08-19").trends().stream()
                .map(trend -> growthQuery(
                        trend.specification().cohort().id(),
                        trend.specification().era()))
                .distinct()
                .toList();
        for (String table : List.of("releases", "observations", "trends", "intervals", "crossings")) {
            SESSION.read()
                    .parquet(ShippedRuns.folder() + "/out-all/tables/" + table)
                    .where("vintage = '2026-08-19'")
                    .createOrReplaceTempView("run_" + table);
        }
        SESSION.sql("""
                SELECT observation.*, notable, domains, get(organizations, 0) AS organization, compute.frontier_rank AS compute_rank
                FROM run_observations AS observation JOIN run_releases AS release USING (release_id)
                LEFT JOIN run_observations AS compute
                  ON compute.release_id = observation.release_id AND compute.metric = 'training_compute'
                """).cache().createOrReplaceTempView("members");
        SESSION.sql(String.join(" UNION ALL ", growthQueries)).cache().createOrReplaceTempView("growths");
        rows = SESSION.sql("""
                SELECT trend.*, growth, clustered, ols.slope_ci95_low AS ols_low, ols.slope_ci95_high AS ols_high, cr3.slope_se AS cr3_se
                FROM run_trends AS trend LEFT JOIN growths USING (metric, cohort, era)
                LEFT JOIN run_intervals AS ols
                  ON (ols.metric, ols.cohort, ols.era, ols.method) = (trend.metric, trend.cohort, trend.era, 'OLS')
                LEFT JOIN run_intervals AS cr3
                  ON (cr3.metric, cr3.cohort, cr3.era, cr3.method) = (trend.metric, trend.cohort, trend.era, 'CR3')
                WHERE trend.growth_model = 'exponential'
                """).collectAsList();
    }

    /** Column clustered: with organizations, so that the interval is by clusters. */
    private static String growthQuery(String cohort, Era era) {
        return """
                SELECT metric, '%s' AS cohort, '%s' AS era, growth(published_on, value) AS growth,
                  growth(published_on, value, organization) AS clustered,
                  map(1e27D, crossing(published_on, value, 1e27), 1e28D, crossing(published_on, value, 1e28),
                    1e29D, crossing(published_on, value, 1e29)) AS crossings
                FROM members WHERE %s AND published_on >= DATE'%s' AND published_on < DATE'%s' GROUP BY metric
                """.formatted(
                        cohort,
                        era.id(),
                        COHORTS.get(cohort),
                        era.from() == null ? "0001-01-01" : era.from(),
                        era.to() == null ? "9999-12-31" : era.to());
    }

    @Test
    void growthGivesEveryTrendOfTheRun() {
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream().map(row -> row.<String>getAs("cohort")).distinct())
                .containsExactlyInAnyOrderElementsOf(COHORTS.keySet());
        for (Row trend : rows) {
            if (trend.<Long>getAs("n") == 0) {
                // Without observations SQL has no group.
                assertThat(trend.<Row>getAs("clustered")).as(name(trend)).isNull();
                continue;
            }
            for (String growth : List.of("growth", "clustered")) {
                assertEqual(trend, growth, "status", "n");
                assertClose(trend, growth, 1e-9, "slope_oom_per_year", "slope_se", "r_squared");
                assertClose(trend, growth, 1e-9, "growth_factor_per_year", "doubling_time_months");
            }
            assertEqual(trend, "clustered", "n_clusters", "interval_method", "doubling_time_status");
            assertClose(trend, "clustered", 1e-9, "slope_ci95_low", "slope_ci95_high");
            assertClose(trend, "clustered", 1e-9, "growth_factor_ci95_low", "growth_factor_ci95_high");
            assertClose(trend, "clustered", 1e-8, "doubling_time_ci95_low", "doubling_time_ci95_high");
            Row growth = trend.getAs("growth");
            Row clustered = trend.getAs("clustered");
            assertClose(trend, "slope_ci95_low", growth.getAs("slope_ci95_low"), trend.getAs("ols_low"), 1e-9);
            assertClose(trend, "slope_ci95_high", growth.getAs("slope_ci95_high"), trend.getAs("ols_high"), 1e-9);
            assertClose(trend, "slope_se_cr3", clustered.getAs("slope_se_cr3"), trend.getAs("cr3_se"), 1e-9);
        }
    }

    @Test
    void aLineReachesAThresholdOnTheDayThatTheRunSays() {
        List<Row> crossings = SESSION.sql("""
                SELECT DISTINCT cohort, threshold, line_date, growths.crossings[threshold] AS crossing
                FROM run_crossings JOIN growths USING (metric, cohort)
                WHERE metric = 'training_compute' AND era = 'deep-learning' AND threshold BETWEEN 1e27 AND 1e29
                  AND line_date IS NOT NULL
                """).collectAsList();
        assertThat(crossings)
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(row.<Object>getAs("crossing")).isEqualTo(row.getAs("line_date")));
    }

    private static String name(Row trend) {
        return Stream.of("metric", "cohort", "era").map(trend::<String>getAs).collect(Collectors.joining(" "));
    }

    private static void assertEqual(Row trend, String growth, String... columns) {
        for (String column : columns) {
            assertThat(trend.<Row>getAs(growth).<Object>getAs(column))
                    .as(name(trend) + " " + growth + " " + column)
                    .isEqualTo(trend.getAs(column));
        }
    }

    private static void assertClose(Row trend, String growth, double tolerance, String... columns) {
        for (String column : columns) {
            assertClose(trend, column, trend.<Row>getAs(growth).getAs(column), trend.getAs(column), tolerance);
        }
    }

    private static void assertClose(Row trend, String column, Double actual, Double expected, double tolerance) {
        String name = name(trend) + " " + column;
        if (expected == null || actual == null) {
            assertThat(actual).as(name).isEqualTo(expected);
        } else {
            assertThat(actual).as(name).isCloseTo(expected, within(tolerance * Math.abs(expected)));
        }
    }
}
