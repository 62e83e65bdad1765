package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Trends on every vintage that the project ships, what changed between them, and how often values are revised. */
class VintageComparisonIT {
    private static final String NEWEST = "2026-08-19";

    @TempDir
    private static Path folder;

    private static TrendJob.Result newest;
    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();

    @BeforeAll
    static void runTheNewestVintageAndOneFromOtherRules() {
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

    /** The rows of a kind of {@code reference/vintages.csv}, made by statsmodels: see vintages.py. */
    private static Stream<Arguments> reference(String kind) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/reference/vintages.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[0].equals(kind))
                .map(cells -> Arguments.of((Object[]) Arrays.copyOfRange(cells, 1, kind.equals("trend") ? 9 : 10)));
    }

    static Stream<Arguments> referenceTrends() throws IOException {
        return reference("trend");
    }

    static Stream<Arguments> referenceChanges() throws IOException {
        return reference("change");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("referenceTrends")
    void trendsAgreeWithStatsmodels(
            String cohort,
            String excludedReleases,
            String vintage,
            long n,
            double slope,
            double low,
            double high,
            double rSquared) {
        String variant = excludedReleases.isEmpty() ? "baseline" : "excluded-releases=" + excludedReleases;
        Row row = one("newest", "trend_history", cohort, eraOf(cohort), "values_vintage", vintage, "variant", variant);
        assertThat(row.<Long>getAs("n")).isEqualTo(n);
        assertThat(row.<String>getAs("interval_method")).isEqualTo("CR3");
        assertClose(row.getAs("slope_oom_per_year"), slope);
        assertClose(row.getAs("slope_ci95_low"), low);
        assertClose(row.getAs("slope_ci95_high"), high);
        assertClose(row.getAs("growth_factor_per_year"), Math.pow(10, slope));
        assertClose(row.getAs("r_squared"), rSquared);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("referenceChanges")
    void changesAgreeWithStatsmodels(
            String cohort,
            String from,
            String vintages,
            long nBefore,
            double before,
            double after,
            double revised,
            double added,
            double withdrawn) {
        // Rows of regular scale are of the run from the rules of Sevilla et al. 2022.
        boolean otherRules = cohort.equals("regular-scale");
        String[] ends = vintages.split(" to ", 2);
        Row row = one(
                otherRules ? "from-rules" : "newest",
                "vintage_changes",
                cohort,
                eraOf(cohort),
                "from_vintage",
                ends[0],
                "to_vintage",
                ends[1]);
        assertThat(row.<Long>getAs("n_before")).isEqualTo(nBefore);
        assertClose(row.getAs("slope_before_oom_per_year"), before);
        assertClose(row.getAs("slope_after_oom_per_year"), after);
        assertThat(row.<Double>getAs("part_revised_oom_per_year")).isCloseTo(revised, within(1e-11));
        assertThat(row.<Double>getAs("part_added_oom_per_year")).isCloseTo(added, within(1e-11));
        assertThat(row.<Double>getAs("part_withdrawn_oom_per_year")).isCloseTo(withdrawn, within(1e-11));
        double rules = after - before - revised - added - withdrawn;
        assertThat(row.<Double>getAs("part_rules_oom_per_year")).isCloseTo(rules, within(1e-11));
        assertThat(Math.abs(rules) > 1e-3).isEqualTo(otherRules);
    }

    private static String eraOf(String cohort) {
        return cohort.equals("large-scale") ? "large-scale" : "deep-learning";
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
        for (Trend trend : newest.trends()) {
            Row row = newestOfHistory(trend);
            assertThat(row.<Long>getAs("n")).isEqualTo(trend.n());
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
    }

    @Test
    void endValuesFollowFromStartValuesAndSlopes() {
        for (Trend trend : newest.trends()) {
            if (trend.estimate() != null) {
                Row row = newestOfHistory(trend);
                assertClose(
                        Math.log10(row.<Double>getAs("end_value") / row.<Double>getAs("start_value")),
                        row.<Double>getAs("slope_oom_per_year")
                                * ChronoUnit.DAYS.between(trend.firstDate(), trend.lastDate())
                                / 365.25);
            }
        }
    }

    private static Row newestOfHistory(Trend trend) {
        TrendKey key = trend.specification().key();
        return rows("newest", "trend_history").stream()
                .filter(row -> isOf(row, key.metric(), key.cohort(), key.era())
                        && is(row, "values_vintage", NEWEST)
                        && is(row, "variant", "baseline"))
                .findFirst()
                .orElseThrow();
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
    void aVintageAfterASeamNamesIt(String vintage, String seam) {
        Set<String> seams = rows("newest", "trend_history").stream()
                .filter(row -> is(row, "values_vintage", vintage))
                .map(row -> String.valueOf(row.<String>getAs("seam")))
                .collect(Collectors.toSet());
        assertThat(seams).containsExactly(String.valueOf(seam));
    }

    /**
     * AlphaGo Zero's compute was revised down more than 500-fold. GPT-4 was renamed to GPT-4 (Mar 2023), so it is not
     * withdrawn.
     */
    @Test
    void valueChangesHaveWhatWasRevisedAndWhatWasRenamed() {
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
    void ratesOfRevisionCountValueChanges(String metric) {
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
            // Kind WITHDRAWN: the release is gone, which revisions call delisted. Column n_withdrawn also counts values
            // gone from releases still listed.
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
