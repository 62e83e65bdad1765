package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Trends on every vintage that the project ships, what changed between them, and how often values are revised. */
class VintageComparisonIT {
    private static final String NEWEST = "2026-08-19";

    @TempDir
    private static Path folder;

    private static TrendJob.Result newest;
    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();

    @BeforeAll
    static void runTheNewestAndOneOfOtherRules() {
        newest = run("newest", Map.of("vintage", NEWEST));
        run("from-rules", Map.of("vintage", "2022-06-30", "vintage-changes.from-rules", "sevilla-2022"));
    }

    private static TrendJob.Result run(String name, Map<String, String> settings) {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        allSettings.put(
                "publishing.tables", "[vintage_changes, value_changes, revisions, trend_history, observations]");
        allSettings.put("curation.excluded-confidence", "[wrong, unverified]");
        allSettings.put("breakpoints.replicates", "0");
        allSettings.put("fitting.replicates", "0");
        allSettings.put("fitting.growth-models", "[]");
        allSettings.put("projections.paths", "100");
        return ShippedRuns.job(ShippedRuns.config(
                        ShippedRuns.EVERY_VINTAGE, folder + "/" + name, Optional.empty(), allSettings))
                .run();
    }

    /**
     * {@code reference/vintages.csv}, made by statsmodels from the published files: see vintages.py. Its numbers are by kind.
     * trend: slope, low and high end of its interval, and R squared. split: slope before and after, and the parts of values
     * that were revised, added and withdrawn.
     */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/reference/vintages.csv", numLinesToSkip = 2)
    void trendsAndSplitsAgreeWithStatsmodels(
            String kind,
            String cohort,
            String which,
            String vintage,
            long n,
            double first,
            double second,
            double third,
            double fourth,
            Double fifth) {
        String era = cohort.equals("large-scale") ? "large-scale" : "deep-learning";
        if (kind.equals("trend")) {
            String variant = which == null ? "baseline" : "excluded-releases=" + which;
            Row row = one("newest", "trend_history", cohort, era, "values_vintage", vintage, "variant", variant);
            assertThat(row.<Long>getAs("n")).isEqualTo(n);
            assertThat(row.<String>getAs("interval_method")).isEqualTo("CR3");
            assertClose(row.getAs("slope_oom_per_year"), first);
            assertClose(row.getAs("slope_ci95_low"), second);
            assertClose(row.getAs("slope_ci95_high"), third);
            assertClose(row.getAs("growth_factor_per_year"), Math.pow(10, first));
            assertClose(row.getAs("r_squared"), fourth);
            return;
        }
        boolean otherRules = cohort.equals("regular-scale");
        String[] ends = vintage.split(" to ", 2);
        Row row = one(
                otherRules ? "from-rules" : "newest",
                "vintage_changes",
                cohort,
                era,
                "from_vintage",
                ends[0],
                "to_vintage",
                ends[1]);
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
        int splitCount = 0;
        for (Row row : rows("newest", "vintage_changes")) {
            if (row.<String>getAs("status").equals("SPLIT")) {
                double parts = row.<Double>getAs("part_revised_oom_per_year")
                        + row.<Double>getAs("part_added_oom_per_year")
                        + row.<Double>getAs("part_withdrawn_oom_per_year");
                assertThat(parts).isCloseTo(row.<Double>getAs("change_oom_per_year"), within(1e-12));
                splitCount++;
            } else {
                assertThat(row.<Double>getAs("part_revised_oom_per_year")).isNull();
            }
        }
        assertThat(splitCount).isGreaterThan(1000);
    }

    @Test
    void theLastOfATrendsHistoryIsTheTrendOfTheRun() {
        Map<TrendKey, Row> last = new HashMap<>();
        for (Trend trend : newest.trends()) {
            TrendKey key = trend.specification().key();
            Row row = rows("newest", "trend_history").stream()
                    .filter(each -> isOf(each, key.metric(), key.cohort(), key.era())
                            && is(each, "values_vintage", NEWEST)
                            && is(each, "variant", "baseline"))
                    .findFirst()
                    .orElseThrow();
            last.put(key, row);
            assertThat(row.<Long>getAs("n")).isEqualTo(trend.n());
            if (trend.estimate() != null) {
                assertClose(
                        Math.log10(row.<Double>getAs("end_value") / row.<Double>getAs("start_value")),
                        row.<Double>getAs("slope_oom_per_year")
                                * ChronoUnit.DAYS.between(trend.firstDate(), trend.lastDate())
                                / 365.25);
            }
            assertThat(row.<String>getAs("status")).isEqualTo(trend.status().name());
            Trend.Estimate estimate = trend.estimate();
            if (estimate != null) {
                DoublingTime doublingTime = estimate.doublingTime();
                assertClose(row.getAs("slope_oom_per_year"), estimate.line().slope());
                assertThat(row.<Double>getAs("slope_ci95_low"))
                        .isCloseTo(estimate.interval().low(), within(1e-9));
                if (doublingTime.months() != null) {
                    assertClose(row.getAs("doubling_time_months"), doublingTime.months());
                }
            }
        }
        assertThat(last).hasSize(newest.trends().size());
    }

    @Test
    void changesLeadFromEachVintageOfAHistoryToTheNext() {
        Map<String, Row> history = new HashMap<>();
        for (Row row : rows("newest", "trend_history")) {
            if (is(row, "variant", "baseline")) {
                history.put(key(row) + row.getAs("values_vintage"), row);
            }
        }
        for (Row change : rows("newest", "vintage_changes")) {
            Row before = history.get(key(change) + change.getAs("from_vintage"));
            Row after = history.get(key(change) + change.getAs("to_vintage"));
            assertThat(change.<Double>getAs("slope_before_oom_per_year")).isEqualTo(before.getAs("slope_oom_per_year"));
            assertThat(change.<Double>getAs("slope_after_oom_per_year")).isEqualTo(after.getAs("slope_oom_per_year"));
            assertThat(change.<Long>getAs("n_after")).isEqualTo(after.getAs("n"));
            assertThat(change.<String>getAs("seam")).isEqualTo(after.getAs("seam"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-14, milestones-to-notable",
        "2024-12-24, benchmark-imputed-compute",
        "2025-11-01, notability-judged-anew",
        "2024-05-26, "
    })
    void seamsAreBetweenTheVintagesThatTheyChanged(String vintage, String seam) {
        Set<String> seams = rows("newest", "trend_history").stream()
                .filter(row -> is(row, "values_vintage", vintage))
                .map(row -> String.valueOf(row.<String>getAs("seam")))
                .collect(Collectors.toSet());
        assertThat(seams).containsExactly(String.valueOf(seam));
    }

    /**
     * AlphaGo Zero's compute was revised down more than 500-fold. GPT-4 was renamed to GPT-4 (Mar 2023), so it is not counted as
     * withdrawn.
     */
    @Test
    void theLedgerHasWhatWasRevisedAndWhatWasRenamed() {
        Row row = value("alphago zero", "training_compute", "2025-11-01");
        assertThat(row.<String>getAs("kind")).isEqualTo("REVISED");
        assertThat(row.<Double>getAs("old_value") / row.<Double>getAs("new_value"))
                .isGreaterThan(500);
        Row renamedRow = value("gpt-4 (mar 2023)", "training_cost", "2026-01-20");
        assertThat(renamedRow.<String>getAs("kind")).isEqualTo("REVISED");
        assertThat(renamedRow.<String>getAs("old_release_id")).isEqualTo("gpt-4");
        Set<String> withdrawn = new HashSet<>();
        for (Row change : rows("newest", "value_changes")) {
            boolean had = change.getAs("old_value") != null;
            boolean has = change.getAs("new_value") != null;
            switch (change.<String>getAs("kind")) {
                case "ADDED" -> assertThat(!had && has).isTrue();
                case "WITHDRAWN" -> {
                    assertThat(had && !has).isTrue();
                    withdrawn.add(change.getAs("release_id"));
                }
                default -> assertThat(had || has).isTrue();
            }
        }
        assertThat(withdrawn).doesNotContain("gpt-4").contains("bilstm for speech");
    }

    /** Undoing every change since 2022-06-30 gives the values that a run of that vintage reads from its file. */
    @Test
    void changesUndoneGiveEveryValueOfAnOlderVintage() {
        Map<String, List<Object>> values = values("newest");
        Map<String, List<Row>> steps = new TreeMap<>(Comparator.reverseOrder());
        for (Row change : rows("newest", "value_changes")) {
            String to = String.valueOf(change.<Object>getAs("to_vintage"));
            if (to.compareTo("2022-06-30") > 0) {
                steps.computeIfAbsent(to, vintage -> new ArrayList<>()).add(change);
            }
        }
        steps.values().forEach(step -> undo(step, values));
        assertThat(steps).hasSizeGreaterThan(20);
        assertThat(values).isEqualTo(values("from-rules")).hasSizeGreaterThan(300);
    }

    private static void undo(List<Row> changes, Map<String, List<Object>> values) {
        Map<String, List<Object>> before = new HashMap<>();
        for (Row change : changes) {
            String metric = change.getAs("metric");
            String id = change.getAs("release_id");
            if (change.getAs("new_value") != null) {
                assertThat(values.remove(metric + " " + id))
                        .as(metric + " " + id)
                        .isEqualTo(List.of(change.getAs("new_value"), change.getAs("new_published_on")));
            }
            if (change.getAs("old_value") != null) {
                String oldId = change.getAs("old_release_id");
                before.put(
                        metric + " " + (oldId == null ? id : oldId),
                        List.of(change.getAs("old_value"), change.getAs("old_published_on")));
            }
        }
        values.putAll(before);
    }

    private static Map<String, List<Object>> values(String run) {
        return rows(run, "observations").stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("metric") + " " + row.getAs("release_id"),
                        row -> List.of(row.getAs("value"), row.getAs("published_on"))));
    }

    @ParameterizedTest
    @CsvSource({"training_compute", "parameters", "training_cost"})
    void ratesOfRevisionCountWhatTheLedgerLists(String metric) {
        long revised = 0;
        long beyondTwo = 0;
        long delisted = 0;
        long withdrawn = 0;
        for (Row change : rows("newest", "value_changes")) {
            if (!is(change, "metric", metric) || is(change, "kind", "ADDED")) {
                continue;
            }
            Double before = change.getAs("old_value");
            Double after = change.getAs("new_value");
            boolean isGone = is(change, "kind", "WITHDRAWN");
            delisted += isGone ? 1 : 0;
            withdrawn += before != null && after == null ? 1 : 0;
            if (before != null && after != null && Math.abs(after / before - 1) > 1e-9) {
                revised++;
                beyondTwo += Math.abs(Math.log10(after / before)) > Math.log10(2) ? 1 : 0;
            }
        }
        List<Row> allRows = rows("newest", "revisions").stream()
                .filter(row -> is(row, "metric", metric) && is(row, "age_years", "ALL") && is(row, "confidence", "ALL"))
                .toList();
        assertThat(allRows).hasSize(2);
        assertThat(sum(allRows, "n_revised")).isEqualTo(revised).isPositive();
        assertThat(sum(allRows, "n_beyond_factor_2")).isEqualTo(beyondTwo);
        assertThat(sum(allRows, "n_delisted")).isEqualTo(delisted);
        assertThat(sum(allRows, "n_withdrawn")).isEqualTo(withdrawn);
        for (Row row : allRows) {
            assertClose(row.getAs("revised_per_year"), row.<Long>getAs("n_revised") / row.<Double>getAs("value_years"));
        }
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.<Long>getAs(column)).sum();
    }

    private static Row value(String release, String metric, String to) {
        return rows("newest", "value_changes").stream()
                .filter(row -> is(row, "release_id", release) && is(row, "metric", metric) && is(row, "to_vintage", to))
                .findFirst()
                .orElseThrow();
    }

    private static Row one(
            String run,
            String table,
            String cohort,
            String era,
            String column,
            String value,
            String otherColumn,
            String otherValue) {
        return rows(run, table).stream()
                .filter(row -> isOf(row, "training_compute", cohort, era)
                        && is(row, column, value)
                        && is(row, otherColumn, otherValue))
                .findFirst()
                .orElseThrow();
    }

    private static boolean is(Row row, String column, String value) {
        return String.valueOf(row.<Object>getAs(column)).equals(value);
    }

    private static String key(Row row) {
        return row.getAs("metric") + " " + row.getAs("cohort") + " " + row.getAs("era") + " ";
    }

    private static boolean isOf(Row row, String metric, String cohort, String era) {
        return is(row, "metric", metric) && is(row, "cohort", cohort) && is(row, "era", era);
    }

    private static List<Row> rows(String run, String table) {
        return ROWS.computeIfAbsent(
                run + "/tables/" + table,
                path -> TestSession.collect(TestSession.get().read().parquet(folder + "/" + path)));
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }
}
