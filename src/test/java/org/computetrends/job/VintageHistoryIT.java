package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Changes since the vintage before, on the vintages that the project ships. */
class VintageHistoryIT {
    private static final String TABLES = "[vintage_changes, value_changes]";

    @TempDir
    private static Path folder;

    private static final Map<String, TrendJob.Result> RUNS = new LinkedHashMap<>();
    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();

    @BeforeAll
    static void runTheVintagesThatHaveOneBefore() {
        run("2026-04-23", Map.of());
        run("2025-06-10", Map.of("vintage", "2025-06-10"));
        run("from-rules", Map.of("vintage", "2025-06-10", "vintage-changes.from-rules", "sevilla-2022"));
        run("2022-05-03", Map.of("vintage", "2022-05-03"));
    }

    private static TrendJob.Result run(String name, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("publishing.tables", TABLES);
        all.put("breakpoints.replicates", "0");
        all.put("fitting.replicates", "400");
        all.put("fitting.growth-models", "[]");
        all.put("projections.paths", "2000");
        all.putAll(settings);
        TrendJob.Result result = ShippedRuns.job(
                        ShippedRuns.config(ShippedRuns.RELEASES, folder + "/" + name, Optional.empty(), all))
                .run();
        RUNS.put(name, result);
        return result;
    }

    /** {@code reference/history.csv}, made by statsmodels from the published files: see history.py. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/reference/history.csv", numLinesToSkip = 2)
    void estimatesAndSplitsAgreeWithStatsmodels(
            String kind,
            String id,
            String which,
            String vintage,
            long n,
            double first,
            double second,
            double third,
            Double fourth,
            Double fifth) {
        String to = vintage.substring(vintage.length() - 10);
        String era = which.equals("2015-09-01") ? "large-scale" : "deep-learning";
        boolean otherRules = id.equals("regular-scale");
        Row row = rows(otherRules ? "from-rules" : to, "vintage_changes").stream()
                .filter(each -> isOf(each, "training_compute", id, era))
                .findFirst()
                .orElseThrow();
        assertThat(row.<Long>getAs("n_before")).isEqualTo(n);
        assertClose(row.getAs("slope_before_oom_per_year"), first);
        assertClose(row.getAs("slope_after_oom_per_year"), second);
        assertThat(row.<Double>getAs("part_revised_oom_per_year")).isCloseTo(third, within(1e-11));
        assertThat(row.<Double>getAs("part_added_oom_per_year")).isCloseTo(fourth, within(1e-11));
        assertThat(row.<Double>getAs("part_withdrawn_oom_per_year")).isCloseTo(fifth, within(1e-11));
        double rules = second - first - third - fourth - fifth;
        assertThat(row.<Double>getAs("part_rules_oom_per_year")).isCloseTo(rules, within(1e-11));
        assertThat(Math.abs(rules) > 1e-3).isEqualTo(otherRules);
    }

    @Test
    void partsAddUpToTheChange() {
        int split = 0;
        for (String run : List.of("2026-04-23", "2025-06-10", "from-rules")) {
            for (Row row : rows(run, "vintage_changes")) {
                if (row.<String>getAs("status").equals("SPLIT")) {
                    double parts = row.<Double>getAs("part_revised_oom_per_year")
                            + row.<Double>getAs("part_added_oom_per_year")
                            + row.<Double>getAs("part_withdrawn_oom_per_year")
                            + row.<Double>getAs("part_rules_oom_per_year");
                    assertThat(parts).isCloseTo(row.<Double>getAs("change_oom_per_year"), within(1e-12));
                    split++;
                } else {
                    assertThat(row.<Double>getAs("part_revised_oom_per_year")).isNull();
                }
            }
        }
        assertThat(split).isGreaterThan(100);
    }

    @Test
    void whatEveryTrendIsAfterIsTheTrendOfTheRun() {
        List<Row> rows = rows("2026-04-23", "vintage_changes");
        List<Trend> trends = RUNS.get("2026-04-23").trends();
        assertThat(rows).hasSameSizeAs(trends);
        for (Trend trend : trends) {
            TrendKey key = trend.specification().key();
            Row row = rows.stream()
                    .filter(each -> isOf(each, key.metric(), key.cohort(), key.era()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.<Object>getAs("from_vintage")).hasToString("2025-06-10");
            assertThat(row.<Long>getAs("n_after")).isEqualTo(trend.n());
            if (trend.estimate() != null) {
                assertThat(row.<Double>getAs("slope_after_oom_per_year"))
                        .isCloseTo(trend.estimate().line().slope(), within(1e-9));
            }
        }
    }

    @Test
    void whatEveryTrendWasBeforeIsTheTrendOfThatVintagesRun() {
        Map<TrendKey, Trend> before = new LinkedHashMap<>();
        RUNS.get("2025-06-10")
                .trends()
                .forEach(trend -> before.put(trend.specification().key(), trend));
        int compared = 0;
        for (Trend trend : RUNS.get("2026-04-23").trends()) {
            TrendKey key = trend.specification().key();
            Trend then = before.get(key);
            if (then != null && then.estimate() != null) {
                Row row = rows("2026-04-23", "vintage_changes").stream()
                        .filter(each -> isOf(each, key.metric(), key.cohort(), key.era()))
                        .findFirst()
                        .orElseThrow();
                assertThat(row.<Long>getAs("n_before")).isEqualTo(then.n());
                assertThat(row.<Double>getAs("slope_before_oom_per_year"))
                        .isCloseTo(then.estimate().line().slope(), within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    /** What stood far above its time in 2017 was revised down more than 500-fold. */
    @Test
    void theLedgerHasWhatWasRevised() {
        Row row = rows("2026-04-23", "value_changes").stream()
                .filter(each -> each.<String>getAs("release_id").equals("alphago zero")
                        && each.<String>getAs("metric").equals("training_compute"))
                .findFirst()
                .orElseThrow();
        assertThat(row.<String>getAs("kind")).isEqualTo("REVISED");
        assertThat(row.<Double>getAs("old_value") / row.<Double>getAs("new_value"))
                .isGreaterThan(500);
        for (Row change : rows("2026-04-23", "value_changes")) {
            boolean had = change.getAs("old_value") != null;
            boolean has = change.getAs("new_value") != null;
            switch (change.<String>getAs("kind")) {
                case "ADDED" -> assertThat(!had && has).isTrue();
                case "WITHDRAWN" -> assertThat(had && !has).isTrue();
                default -> assertThat(had || has).isTrue();
            }
        }
    }

    @Test
    void theFirstVintageHasNoChanges() {
        assertThat(RUNS.get("2022-05-03").tables())
                .containsEntry("vintage_changes", 0L)
                .containsEntry("value_changes", 0L);
    }

    private static List<Row> rows(String run, String table) {
        return ROWS.computeIfAbsent(
                run + "/tables/" + table,
                path -> TestSession.get().read().parquet(folder + "/" + path).collectAsList());
    }

    private static boolean isOf(Row row, String metric, String cohort, String era) {
        return row.<String>getAs("metric").equals(metric)
                && row.<String>getAs("cohort").equals(cohort)
                && row.<String>getAs("era").equals(era);
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }
}
