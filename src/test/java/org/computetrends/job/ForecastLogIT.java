package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishes an older vintage three times, then a newer one. The newer run scores the logged forecasts whose outcomes it
 * knows.
 */
class ForecastLogIT {
    private static final String OLDER = "2025-06-20";
    private static final String NEWER = "2026-05-02";

    @TempDir
    private static Path folder;

    private static String first;
    private static String firstAgain;
    private static String second;

    @BeforeAll
    static void runTheOlderVintageThreeTimesAndThenTheNewer() {
        first = run(OLDER, "1");
        firstAgain = run(OLDER, "1");
        second = run(OLDER, "2");
        run(NEWER, "1");
    }

    @Test
    void equalRunsHaveEqualIds() {
        assertThat(firstAgain).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void eachRunOfAVintageIsInTheLogOnce() {
        List<Row> log = rows("select vintage, run_id, count(*), count(distinct item, metric, subject, target_date)"
                + " from forecast_log where vintage = DATE '" + OLDER + "' group by all");
        assertThat(log).extracting(row -> row.getString(1)).containsExactlyInAnyOrder(first, second);
        assertThat(log)
                .allSatisfy(row ->
                        assertThat(row.getLong(2)).isEqualTo(row.getLong(3)).isPositive());
    }

    @Test
    void theLogHasTheDefaultForecastsAsPublished() {
        List<Row> pairs = rows("select log10(f.p50), l.p50, f.method, l.method from forecasts f join forecast_log l"
                + " on l.run_id = f.run_id and l.vintage = f.vintage and l.item = 'quantiles' and l.subject = f.target"
                + " and l.target_date = f.target_date where f.is_default and f.p50 is not null");
        assertThat(pairs).hasSizeGreaterThan(100).allSatisfy(row -> {
            assertThat(row.getDouble(1)).isCloseTo(row.getDouble(0), within(1e-9));
            assertThat(row.getString(3)).isEqualTo(row.getString(2));
        });
    }

    @Test
    void whatTheNewerVintageKnowsIsScored() {
        List<Row> scores = rows("select s.logged_run, s.error, s.p50 - s.outcome, s.target_date, s.provisional"
                + " from forecast_log_scores s where vintage = DATE '" + NEWER + "' and item = 'quantiles'"
                + " and subject = 'record' order by target_date");
        assertThat(scores).extracting(row -> row.getString(0)).contains(first, second);
        assertThat(scores).allSatisfy(row -> {
            assertThat(row.getDouble(1)).isEqualTo(row.getDouble(2));
            assertThat(row.get(3).toString()).isBetween("2025-07-01", NEWER);
            // All of these dates are less than a year before the newer vintage.
            assertThat(row.getBoolean(4)).isTrue();
        });
        assertThat(rows("select * from forecast_log_scores where vintage = DATE '" + OLDER + "'"))
                .as("nothing was known of any date")
                .isEmpty();
    }

    /** SQL finds the largest release before each date among the newer vintage's releases. */
    @Test
    void theOutcomeOfTheRecordIsTheLargestReleaseBeforeTheDate() {
        List<Row> outcomes =
                rows("select distinct s.target_date, s.outcome, (select max(o.log10_value) from observations o"
                        + " where o.vintage = s.vintage and o.metric = s.metric and o.record and o.published_on < s.target_date)"
                        + " from forecast_log_scores s where s.subject = 'record'");
        assertThat(outcomes)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getDouble(1)).isCloseTo(row.getDouble(2), within(1e-9)));
    }

    private static String run(String vintage, String seed) {
        Map<String, String> settings = new HashMap<>(ShippedRuns.FEW_DRAWS);
        settings.putAll(Map.of(
                "publishing.tables",
                "[forecasts, forecast_log, forecast_log_scores, observations]",
                "vintage",
                vintage,
                "seed",
                seed,
                "fitting.growth-models",
                "[]"));
        return ShippedRuns.job(ShippedRuns.config(ShippedRuns.RELEASES, folder + "/out", Optional.empty(), settings))
                .run()
                .run()
                .id();
    }

    private static List<Row> rows(String query) {
        for (String table : List.of("forecasts", "forecast_log", "forecast_log_scores", "observations")) {
            TestSession.get().read().parquet(folder + "/out/tables/" + table).createOrReplaceTempView(table);
        }
        return TestSession.get().sql(query).collectAsList();
    }
}
