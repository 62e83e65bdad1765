package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.assertj.core.data.Offset;
import org.computetrends.ReferenceRows;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who leads, and by how much, on the shipped data, against {@code reference/leads.py} (NumPy). Numbers agree up to
 * rounding. Ends of bootstrap intervals agree up to the noise of two bootstraps.
 */
class LeadsIT {
    // Our bounds for the noise of two bootstraps, in months.
    private static final double NOISE_OF_LINES = 2.5;
    private static final double NOISE_OF_RECORDS = 0.7;

    @BeforeAll
    static void run() {
        ShippedRuns.result("2026-08-19");
    }

    private static List<Row> rows(String table, String condition) {
        return ShippedRuns.table("out-all", table).where(condition).collectAsList();
    }

    private static Offset<Double> nearly(double value) {
        return within(1e-9 * Math.abs(value) + 1e-9);
    }

    private static void assertEqual(Row row, String column, String expected) {
        Object value = row.getAs(column);
        String namedText = column + " of " + row;
        if (expected.isEmpty()) {
            assertThat(value).as(namedText).isNull();
        } else if (value instanceof Double number) {
            double reference = Double.parseDouble(expected);
            assertThat(number).as(namedText).isCloseTo(reference, nearly(reference));
        } else {
            assertThat(String.valueOf(value)).as(namedText).isEqualTo(expected);
        }
    }

    @Test
    void lagsAgreeWithNumPy() {
        Map<String, String> columns = new HashMap<>(Map.of(
                "n_leader", "leader_n",
                "n_follower", "follower_n",
                "slope_leader", "leader_slope_oom_per_year",
                "slope_follower", "follower_slope_oom_per_year",
                "gap", "gap_oom",
                "behind", "behind_months",
                "catch_up", "catch_up_months",
                "average", "average_behind_months"));
        columns.putAll(Map.of(
                "record", "record_release",
                "match", "match_release",
                "staircase", "staircase_months",
                "records", "n_records",
                "unmatched", "n_unmatched",
                "record_lag", "record_lag_months"));
        List<Map<String, String>> expected = ReferenceRows.of("leads.csv");
        for (Map<String, String> row : expected) {
            List<Row> foundRows = rows(
                    "leads",
                    "lead = '" + row.get("lead") + "' and values_vintage = '" + row.get("vintage") + "' and on_date = '"
                            + row.get("on") + "'");
            assertThat(foundRows).as(row.toString()).hasSize(1);
            columns.forEach(
                    (theirs, ours) -> assertEqual(foundRows.get(0), ours, Objects.requireNonNull(row.get(theirs))));
        }
        // The newest vintage has lines on the reference's dates, and on no other.
        assertThat(rows("leads", "values_vintage = '2026-08-19' and status = 'FITTED'"))
                .hasSize((int) expected.stream()
                        .filter(row -> "2026-08-19".equals(row.get("vintage")))
                        .count());
    }

    @Test
    void intervalsAgreeWithAnotherBootstrap() {
        List<Map<String, String>> expected = ReferenceRows.of("leads.csv").stream()
                .filter(row -> !Objects.requireNonNull(row.get("behind_low")).isEmpty())
                .toList();
        assertThat(expected).hasSize(8);
        for (Map<String, String> row : expected) {
            Row foundRow = rows(
                            "leads",
                            "lead = '" + row.get("lead") + "' and values_vintage = '" + row.get("vintage")
                                    + "' and on_date = '" + row.get("on") + "'")
                    .get(0);
            for (String end : List.of("low", "high")) {
                assertThat(foundRow.<Double>getAs("behind_ci95_" + end))
                        .as(row.toString())
                        .isCloseTo(
                                Double.parseDouble(Objects.requireNonNull(row.get("behind_" + end))),
                                within(NOISE_OF_LINES));
                assertThat(foundRow.<Double>getAs("record_lag_ci95_" + end))
                        .as(row.toString())
                        .isCloseTo(
                                Double.parseDouble(Objects.requireNonNull(row.get("record_lag_" + end))),
                                within(NOISE_OF_RECORDS));
            }
        }
    }

    @Test
    void concentrationGapsAndReachesAgreeWithNumPy() {
        // The table's columns that the reference has as a, b, c and d.
        Map<String, List<String>> columns = Map.of(
                "concentration", List.of("frontier_releases", "frontier_share", "amount_share", "record_share"),
                "frontier_gaps", List.of("largest_value", "tenth_value", "gap_oom", "months_behind"),
                "threshold_reaches", List.of("n_releases", "n_organizations", "n_countries", "first_to_tenth_months"));
        Map<String, Integer> comparedCounts = new HashMap<>();
        for (Map<String, String> row : ReferenceRows.of("concentration.csv")) {
            String table = Objects.requireNonNull(row.get("table"));
            List<Row> foundRows = rows(table, conditionOf(row) + " and year = " + row.get("key"));
            assertThat(foundRows).as(row.toString()).hasSize(1);
            for (int i = 0; i < 4; i++) {
                assertEqual(
                        foundRows.get(0),
                        Objects.requireNonNull(columns.get(table)).get(i),
                        Objects.requireNonNull(
                                row.get(List.of("a", "b", "c", "d").get(i))));
            }
            comparedCounts.merge(table, 1, Integer::sum);
        }
        assertThat(rows("concentration", "year >= 2018")).hasSize(comparedCounts.get("concentration"));
        assertThat(rows("frontier_gaps", "year >= 2018")).hasSize(comparedCounts.get("frontier_gaps"));
        assertThat(rows("threshold_reaches", "threshold > 5e23")).hasSize(comparedCounts.get("threshold_reaches"));
    }

    private static String conditionOf(Map<String, String> row) {
        return switch (Objects.requireNonNull(row.get("table"))) {
            case "concentration" ->
                "grouped_by = '" + row.get("grouping") + "' and replace(value, ',', ';') = \"" + row.get("value")
                        + "\"";
            case "threshold_reaches" -> "threshold = " + row.get("grouping");
            default -> "true";
        };
    }

    @Test
    void tablesAboutTheFrontierHaveTheEndOfCoverage() {
        Object end = TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/out-all/tables/odds")
                .where("vintage = '2026-08-19' and known_to is not null")
                .select("known_to")
                .head()
                .get(0);
        for (String table : List.of("concentration", "frontier_gaps", "threshold_reaches")) {
            assertThat(rows(table, "metric = 'training_compute' and known_to = '" + end + "'"))
                    .as(table)
                    .hasSameSizeAs(rows(table, "metric = 'training_compute'"))
                    .isNotEmpty();
        }
        assertThat(rows("leads", "values_vintage = '2026-08-19' and known_to = '" + end + "'"))
                .hasSameSizeAs(rows("leads", "values_vintage = '2026-08-19'"));
    }

    /** The preset ends on 2022-02-01, three months before its vintage. */
    @Test
    void countsEndWithTheLastDayAnalysed() {
        ShippedRuns.result("sevilla-2022");
        for (String table : List.of("concentration", "frontier_gaps", "threshold_reaches")) {
            assertThat(ShippedRuns.table("out-sevilla", table)
                            .agg(functions.max("up_to"))
                            .head()
                            .get(0))
                    .as(table)
                    .hasToString("2022-01-31");
        }
    }

    @Test
    void aThresholdWithFewerThanTenReleasesHasThatStatus() {
        assertThat(rows("threshold_reaches", "threshold = 1e26 and year = 2026"))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("status")).isEqualTo("FEWER_THAN_TEN"));
        assertThat(rows("threshold_reaches", "(first_to_tenth_months is null) = (status = 'TEN_REACHED')"))
                .isEmpty();
    }

    /** Cottier et al. 2024 on open models, and Epoch AI 2025 on China: {@code data/claims.csv} has their numbers. */
    @Test
    void publishedLagsAreWithinOurIntervals() {
        for (Row claim : rows("claims", "quantity = 'lag_months'")) {
            assertThat(claim.<Double>getAs("published_value"))
                    .isBetween(claim.getAs("ours_then_low"), claim.getAs("ours_then_high"));
            // Ours is within the interval that was published, too.
            assertThat(claim.<Double>getAs("ours_then"))
                    .isBetween(claim.getAs("published_low"), claim.getAs("published_high"));
        }
        assertThat(rows("claims", "quantity = 'lag_months' and assessment_then in ('compatible', 'untested')"))
                .hasSize(2);
    }
}
