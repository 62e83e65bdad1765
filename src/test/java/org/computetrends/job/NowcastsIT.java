package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.ReferenceRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Estimates of unknown compute on the shipped data, against {@code reference/nowcasts.py} (NumPy and SciPy). */
class NowcastsIT {
    private static final String INDEX = "src/test/resources/reference/capabilities-index.csv";

    private static TrendJob.Result result;

    @BeforeAll
    static void run() {
        result = ShippedRuns.run(
                ShippedRuns.EVERY_VINTAGE,
                "out-nowcasts",
                Optional.empty(),
                Map.of(
                        "fitting.replicates",
                        "0",
                        "fitting.growth-models",
                        "[]",
                        "breakpoints.replicates",
                        "0",
                        "projections.paths",
                        "100",
                        "nowcasts.companion.file",
                        INDEX,
                        "publishing.tables",
                        "[nowcasts, nowcast_scores, observations]"));
    }

    private static Dataset<Row> rows(String table) {
        return ShippedRuns.table("out-nowcasts", table);
    }

    private static Row only(String table, String condition) {
        List<Row> rows = rows(table).where(condition).collectAsList();
        assertThat(rows).as(table + " where " + condition).hasSize(1);
        return rows.get(0);
    }

    @Test
    void estimatesAndScoresAreNumPys() {
        List<Map<String, String>> expected = ReferenceRows.of("nowcasts.csv");
        assertThat(expected).hasSize(22);
        for (Map<String, String> row : expected) {
            Row score = only(
                    "nowcast_scores", "era = '" + row.get("era") + "' and features = '" + row.get("features") + "'");
            boolean isLookAhead = row.get("features").endsWith("benchmark_index");
            assertThat(score.<Boolean>getAs("look_ahead")).isEqualTo(isLookAhead);
            assertThat(score.<Long>getAs("n")).isEqualTo(Long.parseLong(row.get("n")));
            assertThat(score.<Long>getAs("n_organizations")).isEqualTo(Long.parseLong(row.get("organizations")));
            assertThat(score.<Double>getAs("left_out_coverage80"))
                    .isEqualTo(Double.parseDouble(row.get("inside")) / Double.parseDouble(row.get("n")));
            assertNumbers(
                    score,
                    row,
                    Map.of(
                            "sd", "residual_sd_oom",
                            "rmse", "left_out_rmse_oom",
                            "p", "left_out_coverage80_p_value",
                            "frontier", "frontier_mean_error_oom"));
            Row nowcast = only("nowcasts", "model = '" + row.get("model") + "' and look_ahead = " + isLookAhead);
            assertThat(nowcast.<String>getAs("features")).isEqualTo(row.get("features"));
            assertThat(nowcast.<Long>getAs("n")).isEqualTo(score.<Long>getAs("n"));
            assertNumbers(
                    nowcast,
                    row,
                    Map.of(
                            "estimate", "log10_compute",
                            "low80", "ci80_low",
                            "high80", "ci80_high",
                            "low95", "ci95_low",
                            "high95", "ci95_high"));
        }
    }

    private static void assertNumbers(Row ours, Map<String, String> theirs, Map<String, String> columns) {
        columns.forEach((their, our) -> {
            double value = Double.parseDouble(theirs.get(their));
            assertThat(ours.<Double>getAs(our))
                    .as(theirs.get("features") + " " + our)
                    .isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-10));
        });
    }

    /** All bounds are ours. Parameters and data, or a benchmark index, improve estimates by date. */
    @Test
    void errorsAndCoveragesAreWithinBounds() {
        assertThat(error("date+domain")).isBetween(1.55, 1.7);
        assertThat(error("date+domain+parameters+dataset_size")).isBetween(0.9, 1.1);
        assertThat(error("date+domain+benchmark_index")).isBetween(0.5, 0.9);
        assertThat(rows("nowcast_scores")
                        .where("left_out_coverage80_p_value < 0.05")
                        .collectAsList())
                .isEmpty();
        assertThat(rows("nowcast_scores")
                        .where("later_coverage80_p_value < 0.05")
                        .collectAsList())
                .isEmpty();
        Row later = rows("nowcast_scores")
                .selectExpr("sum(later_n)", "sum(later_n * later_coverage80) / sum(later_n)")
                .head();
        assertThat(later.getLong(0)).isGreaterThan(50);
        assertThat(later.getDouble(1)).isBetween(0.7, 0.9);
    }

    private static double error(String features) {
        return only("nowcast_scores", "era = 'deep-learning' and features = '" + features + "'")
                .getAs("left_out_rmse_oom");
    }

    @Test
    void exactlyTheReleasesWithoutComputeHaveAnEstimate() {
        assertThat(rows("nowcasts").where("not look_ahead").count())
                .isEqualTo(result.run().rowsKept()
                        - rows("observations")
                                .where("metric = 'training_compute'")
                                .count());
        assertThat(rows("nowcasts")
                        .join(rows("observations").where("metric = 'training_compute'"), "release_id")
                        .count())
                .isZero();
    }

    @Test
    void estimatesThatLookAheadUseTheIndexAndHaveNoLaterScore() {
        assertThat(rows("nowcasts")
                        .where("look_ahead and features not like '%benchmark_index'")
                        .count())
                .isZero();
        assertThat(rows("nowcast_scores").where("look_ahead and later_n > 0").count())
                .isZero();
    }

    @Test
    void theRunSaysHowMuchOfTheIndexItUsed() {
        assertThat(result.warnings())
                .contains(INDEX + ": of the names with a value, 96 are releases of vintage 2026-08-19 and 104 are not");
    }
}
