package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Odds of the vintages that the project ships, and how they fared. */
class OddsIT {
    private static final LocalDate NEWEST = LocalDate.of(2026, 8, 19);
    private static final LocalDate END_OF_2026 = LocalDate.of(2027, 1, 1);

    private static List<Row> summaries;
    private static List<Row> sensitivity;

    @BeforeAll
    static void runEveryVintage() {
        ShippedRuns.result("2026-08-19");
        summaries = TestSession.collect(table("odds_backtest_summary"));
        sensitivity = TestSession.collect(table("forecast_sensitivity"));
    }

    private static Dataset<Row> table(String name) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/out-all/tables/" + name)
                .drop("vintage");
    }

    private static LocalDate day(Row row, String column) {
        return row.getAs(column);
    }

    private static Row only(List<Row> rows, Predicate<Row> condition) {
        List<Row> foundRows = rows.stream().filter(condition).toList();
        assertThat(foundRows).hasSize(1);
        return foundRows.get(0);
    }

    @Test
    void oddsOfOlderVintagesFallInTheThresholdAndRiseInTheDate() {
        List<Row> odds = TestSession.collect(table("odds")
                .where("origin_vintage < '2026-08-19' and method = 'simulation'")
                .orderBy("origin_vintage", "threshold", "before"));
        Set<LocalDate> vintages =
                odds.stream().map(row -> day(row, "origin_vintage")).collect(Collectors.toSet());
        assertThat(vintages).hasSize(24); // 25 vintages are shipped; one is the newest.
        Map<List<Object>, Double> lower = new HashMap<>();
        Row last = null;
        for (Row row : odds) {
            double probability = row.getAs("probability");
            assertThat(probability).isBetween(0.0, 1.0);
            assertThat(row.<String>getAs("status").equals("OBSERVED") ? probability : 1)
                    .isEqualTo(1);
            List<Object> question = List.of(day(row, "origin_vintage"), day(row, "before"));
            assertThat(probability).isLessThanOrEqualTo(lower.getOrDefault(question, 1.0));
            lower.put(question, probability);
            if (last != null
                    && day(last, "origin_vintage").equals(day(row, "origin_vintage"))
                    && last.<Double>getAs("threshold").equals(row.<Double>getAs("threshold"))) {
                assertThat(probability).isGreaterThanOrEqualTo(last.<Double>getAs("probability"));
            }
            last = row;
        }
    }

    @Test
    void thresholdsBelowTheLargestReleaseAreObserved() {
        // Since Grok 4, with 5e26, thresholds below are observed.
        assertThat(TestSession.collect(table("odds").where("method = 'simulation'")).stream()
                        .filter(row -> day(row, "origin_vintage").equals(LocalDate.of(2025, 11, 1))
                                && row.<String>getAs("status").equals("OBSERVED"))
                        .map(row -> row.<Double>getAs("threshold"))
                        .collect(Collectors.toSet()))
                .contains(1e25, 1e26)
                .doesNotContain(1e27);
    }

    @Test
    void questionsScoredWereOpenAndAreDecided() {
        LocalDate knownTo = table("odds")
                .where("origin_vintage = '2026-08-19' and known_to is not null")
                .head()
                .getAs("known_to");
        List<Row> askedRows = TestSession.collect(table("odds_backtest"));

        Set<String> observed = TestSession.collect(table("odds").filter("status = 'OBSERVED'")).stream()
                .map(row -> day(row, "origin_vintage") + " " + row.<Double>getAs("threshold"))
                .collect(Collectors.toSet());
        assertThat(observed).isNotEmpty();
        assertThat(askedRows).isNotEmpty().allSatisfy(row -> {
            assertThat(day(row, "before")).isBeforeOrEqualTo(knownTo);
            LocalDate crossed = day(row, "crossed_on");
            assertThat(row.<Boolean>getAs("happened"))
                    .isEqualTo(crossed != null && crossed.isBefore(day(row, "before")));
            // It was open: the origin did not know a release at the threshold or above.
            assertThat(observed).doesNotContain(day(row, "origin_vintage") + " " + row.<Double>getAs("threshold"));
            double happened = row.<Boolean>getAs("happened") ? 1 : 0;
            double miss = row.<Double>getAs("probability") - happened;
            assertThat(row.<Double>getAs("brier")).isCloseTo(miss * miss, within(1e-12));
        });
    }

    @Test
    void oddsBeatTheBenchmarksOnTheSameQuestions() {
        for (String method : List.of("simulation", "simulation-from-coverage")) {
            Row rowOfAll = only(
                    summaries,
                    row -> row.getAs("method").equals(method)
                            && row.getAs("lead_months").equals(0)
                            && row.getAs("probabilities").equals("all"));
            // Our bounds.
            assertThat(rowOfAll.<Long>getAs("n")).isGreaterThan(200);
            assertThat(rowOfAll.<Double>getAs("relative_brier")).as(method).isBetween(0.5, 0.9);
        }
    }

    @Test
    void everyVintageOf2025And2026HasOddsOf1e27ByTheEndOf2026() {
        Set<String> vintages = sensitivity.stream()
                .filter(row -> row.<Boolean>getAs("is_default")
                        && row.getAs("variant").equals("baseline")
                        && row.<Double>getAs("threshold") == 1e27
                        && day(row, "before").equals(END_OF_2026)
                        && row.getAs("probability") != null)
                .map(row -> day(row, "origin_vintage"))
                .filter(vintage -> vintage.getYear() >= 2025)
                .map(LocalDate::toString)
                .collect(Collectors.toSet());

        assertThat(vintages)
                .containsExactlyInAnyOrder(
                        "2025-02-24",
                        "2025-03-14",
                        "2025-05-20",
                        "2025-06-13",
                        "2025-06-20",
                        "2025-11-01",
                        "2025-12-02",
                        "2026-01-20",
                        "2026-03-30",
                        "2026-05-02",
                        "2026-06-15",
                        "2026-08-19");
    }

    @Test
    void theLaterPathsStartTheLowerTheOddsOfTheNewestVintage() {
        // Within four standard errors of 2,000 paths of what a program in NumPy gave with 200,000:
        // reference/path-starts.py.
        assertThat(from("vintage_day")).isCloseTo(0.598, within(0.045));
        assertThat(from("last_value")).isCloseTo(0.697, within(0.045));
        assertThat(from("known_to")).isCloseTo(0.835, within(0.045));
    }

    private static double from(String start) {
        return only(
                        sensitivity,
                        row -> day(row, "origin_vintage").equals(NEWEST)
                                && row.getAs("variant").equals("baseline")
                                && row.getAs("start").equals(start)
                                && row.<Double>getAs("threshold") == 1e27
                                && day(row, "before").equals(END_OF_2026))
                .getAs("probability");
    }

    @Test
    void theOddsOfTheNewestVintageAreVariedByTheseSettings() {
        Set<String> settings = sensitivity.stream()
                .filter(row -> day(row, "origin_vintage").equals(NEWEST))
                .map(row -> row.<String>getAs("setting"))
                .collect(Collectors.toSet());

        assertThat(settings)
                .contains(
                        "baseline",
                        "frontier-size",
                        "excluded-confidence",
                        "years",
                        "slope-deviation",
                        "rate-years",
                        "rate-lag-months");
    }
}
