package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.computetrends.ReferenceRows;
import org.computetrends.TestSession;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.table.SensitivityTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sensitivity table on the data that the project ships. */
class SensitivityIT {
    private static final String NEWEST = "2026-05-02";

    private static final Map<String, TrendJob.Result> RUNS = new HashMap<>();
    private static final Map<String, List<Row>> ROWS = new HashMap<>();

    @BeforeAll
    static void makeRuns() {
        read(NEWEST, "out");
        read("sevilla-2022", "out-sevilla");
    }

    private static void read(String name, String output) {
        TrendJob.Result run = ShippedRuns.result(name);
        RUNS.put(name, run);
        ROWS.put(
                name,
                TestSession.collect(TestSession.get()
                        .read()
                        .parquet(
                                ShippedRuns.folder() + "/" + output + "/tables/sensitivity/vintage=" + run.vintage())));
    }

    /** {@code reference/sensitivity.csv}, made by statsmodels from the published files: see sensitivity.py. */
    @Test
    void variantsAgreeWithStatsmodels() {
        for (Map<String, String> expected : ReferenceRows.of("sensitivity.csv")) {
            Row row = row(
                    expected.get("run"),
                    expected.get("metric"),
                    expected.get("cohort"),
                    expected.get("era"),
                    expected.get("variant"));
            double slope = Double.parseDouble(expected.get("slope"));
            assertThat(row.<Long>getAs("n")).isEqualTo(Long.parseLong(expected.get("n")));
            assertClose(row.getAs("slope_oom_per_year"), slope);
            assertClose(row.getAs("slope_se"), Double.parseDouble(expected.get("slope_se")));
            assertClose(row.getAs("slope_ci95_low"), Double.parseDouble(expected.get("ci95_low")));
            assertClose(row.getAs("slope_ci95_high"), Double.parseDouble(expected.get("ci95_high")));
            assertClose(row.getAs("growth_factor_per_year"), Math.pow(10, slope));
            assertClose(row.getAs("doubling_time_months"), Double.parseDouble(expected.get("doubling")));
        }
    }

    @Test
    void everyBaselineIsTheRowOfTheTrend() {
        int comparedCount = 0;
        for (Map.Entry<String, TrendJob.Result> run : RUNS.entrySet()) {
            for (Trend trend : run.getValue().trends()) {
                TrendKey key = trend.specification().key();
                List<Row> baselines = ROWS.get(run.getKey()).stream()
                        .filter(row -> isOf(row, key.metric(), key.cohort(), key.era(), "baseline"))
                        .toList();
                for (Row row : baselines) {
                    assertThat(row.<Long>getAs("n")).isEqualTo(trend.n());
                    assertThat(row.<String>getAs("status"))
                            .isEqualTo(trend.status().name());
                    assertThat(row.<Object>getAs("first_date")).isEqualTo(trend.firstDate());
                    assertThat(row.<Object>getAs("last_date")).isEqualTo(trend.lastDate());
                    assertThat(row.<Double>getAs("slope_oom_per_year"))
                            .isCloseTo(trend.estimate().line().slope(), within(1e-9));
                    assertThat(row.<Double>getAs("slope_se"))
                            .isCloseTo(trend.estimate().line().slopeSe(), within(1e-9));
                    assertThat(row.<Double>getAs("doubling_time_ratio")).isEqualTo(1.0);
                    comparedCount++;
                }
            }
        }
        // Five trends of the preset's summary, ten of the default's.
        assertThat(comparedCount).isEqualTo(15);
    }

    @Test
    void everyTrendOfTheSummaryIsVariedAndTheFrontierInAGrid() {
        List<Row> rows = ROWS.get(NEWEST);
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream()
                        .filter(row -> row.<String>getAs("setting").equals("baseline"))
                        .count())
                .isEqualTo(10);
        assertThat(rows.stream()
                        .filter(row -> row.<String>getAs("setting").equals("grid"))
                        .map(row -> row.<String>getAs("cohort"))
                        .distinct())
                .containsExactly("frontier");
        assertThat(rows.stream()
                        .filter(row -> isOf(row, "training_compute", "frontier", "deep-learning", row.getAs("variant")))
                        .filter(row -> !row.<String>getAs("setting").equals("grid"))
                        .map(row -> row.<String>getAs("setting"))
                        .distinct())
                .contains(
                        "frontier-size",
                        "imputation",
                        "low-outliers",
                        "families-rank",
                        "derivatives",
                        "excluded-confidence",
                        "excluded-releases",
                        "era-start.deep-learning",
                        "days-per-month");
    }

    @Test
    void theFrontiersDoublingTimeHardlyDependsOnSettings() {
        List<Double> months = ROWS.get(NEWEST).stream()
                .filter(row -> isOf(row, "training_compute", "frontier", "deep-learning", row.getAs("variant")))
                .map(row -> row.<Double>getAs("doubling_time_months"))
                .sorted()
                .toList();
        assertThat(months).hasSizeGreaterThan(1_000);
        assertThat(months.get(0)).isCloseTo(5.1, within(0.05));
        assertThat(months.get(months.size() - 1)).isCloseTo(5.7, within(0.05));
    }

    private static Row row(String run, String metric, String cohort, String era, String variant) {
        return ROWS.get(run).stream()
                .filter(row -> isOf(row, metric, cohort, era, variant))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no row of " + SensitivityTable.SENSITIVITY.table().name() + " for " + cohort + " " + variant));
    }

    private static boolean isOf(Row row, String metric, String cohort, String era, String variant) {
        return row.<String>getAs("metric").equals(metric)
                && row.<String>getAs("cohort").equals(cohort)
                && row.<String>getAs("era").equals(era)
                && row.<String>getAs("variant").equals(variant);
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
}
