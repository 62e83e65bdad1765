package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.Crossing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All that a run publishes of the future follows from the same sample paths. */
class SamePathsIT {
    private static final List<String> QUANTILES = List.of("p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5");
    private static final Set<String> SCENARIOS = Set.of("continue", "slowdown", "speedup", "reversion", "constrained");

    private static TrendJob.Result run;
    private static List<Row> forecasts;
    private static List<Row> odds;
    private static String defaultMethod;

    @BeforeAll
    static void runEveryVintage() {
        run = ShippedRuns.result("2026-08-19");
        forecasts = table("forecasts", "metric = 'training_compute' and p50 is not null");
        odds = table("odds", "metric = 'training_compute' and event = 'published' and origin_vintage = '2026-08-19'");
        Set<String> defaultIds = values(
                odds.stream().filter(row -> row.<Boolean>getAs("is_default")).toList(), "method");
        assertThat(defaultIds).hasSize(1);
        defaultMethod = defaultIds.iterator().next();
    }

    private static List<Row> table(String name, String condition) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/out-all/tables/" + name)
                .where(condition));
    }

    private static Set<String> values(List<Row> rows, String column) {
        return rows.stream().map(row -> row.<String>getAs(column)).collect(Collectors.toSet());
    }

    private static List<Crossing> recordCrossings() {
        return run.projections().crossings().stream()
                .filter(crossing -> crossing.metric().equals("training_compute")
                        && crossing.cohort().equals("record"))
                .toList();
    }

    /** In the first half year, the frontier's window (backtest.window-months = 6) begins before the paths. */
    @Test
    void noQuantileOfTheRecordIsBelowTheFrontiersFromHalfAYearAfterTheStart() {
        Map<List<Object>, Row> frontier = forecasts.stream()
                .filter(row -> row.getAs("target").equals("frontier"))
                .collect(Collectors.toMap(SamePathsIT::question, Function.identity()));
        List<Row> records = forecasts.stream()
                .filter(row -> row.getAs("target").equals("record")
                        && row.<String>getAs("method").startsWith("simulation")
                        && !row.<LocalDate>getAs("target_date")
                                .isBefore(row.<LocalDate>getAs("paths_start").plusMonths(6)))
                .toList();
        for (Row record : records) {
            Row frontierRow = Objects.requireNonNull(frontier.get(question(record)), record::toString);
            for (String quantile : QUANTILES) {
                assertThat(record.<Double>getAs(quantile))
                        .as("%s of %s", quantile, question(record))
                        .isGreaterThanOrEqualTo(frontierRow.<Double>getAs(quantile));
            }
        }
        assertThat(values(records, "scenario")).isEqualTo(SCENARIOS);
        assertThat(values(records, "method")).contains("simulation", "simulation-from-coverage");
    }

    private static List<Object> question(Row row) {
        return List.of(row.getAs("method"), row.getAs("scenario"), row.getAs("target_date"));
    }

    @Test
    void theFanOfTheRecordIsTheDefaultForecast() {
        Map<List<Object>, Row> fan = table("projections", "metric = 'training_compute' and cohort = 'record'").stream()
                .collect(Collectors.toMap(
                        row -> List.<Object>of(row.getAs("scenario"), row.getAs("target_date")), Function.identity()));
        List<Row> defaultRows = forecasts.stream()
                .filter(row -> row.getAs("target").equals("record")
                        && row.getAs("method").equals(defaultMethod)
                        && fan.containsKey(List.<Object>of(row.getAs("scenario"), row.getAs("target_date"))))
                .toList();
        assertThat(defaultRows).hasSizeGreaterThanOrEqualTo(fan.size());
        for (Row forecast : defaultRows) {
            Row projection = Objects.requireNonNull(
                    fan.get(List.<Object>of(forecast.getAs("scenario"), forecast.getAs("target_date"))));
            for (String quantile : QUANTILES) {
                double published = projection.<Double>getAs(quantile);
                assertThat(forecast.<Double>getAs(quantile))
                        .as("%s of %s", quantile, question(forecast))
                        .isCloseTo(published, within(published * 1e-9));
            }
        }
        assertThat(values(defaultRows, "scenario")).isEqualTo(SCENARIOS);
    }

    @Test
    void forecastCrossingsHaveTheDatesOfCrossings() {
        Map<Double, Crossing> crossingsAhead = recordCrossings().stream()
                .filter(crossing -> crossing.scenario().equals("continue") && crossing.firstObserved() == null)
                .collect(Collectors.toMap(Crossing::threshold, Function.identity()));
        List<Row> datedRows = table(
                "forecast_crossings",
                "metric = 'training_compute' and target = 'record' and is_default and status <> 'REACHED'");
        assertThat(datedRows).hasSameSizeAs(crossingsAhead.keySet()).isNotEmpty();
        for (Row row : datedRows) {
            Crossing.Simulated sameDates = Objects.requireNonNull(crossingsAhead.get(row.<Double>getAs("threshold")))
                    .simulated();
            assertThat(row.<LocalDate>getAs("ci80_low"))
                    .isEqualTo(sameDates.interval80().low());
            assertThat(row.<LocalDate>getAs("ci80_high"))
                    .isEqualTo(sameDates.interval80().high());
            if (row.getAs("status").equals("DATED")) {
                assertThat(row.<LocalDate>getAs("median_date")).isEqualTo(sameDates.median());
            }
        }
    }

    @Test
    void theMedianOfACrossingLiesInTheFirstMonthWithEvenOdds() {
        int datedCount = 0;
        for (Crossing crossing : recordCrossings()) {
            NavigableMap<LocalDate, Double> byDate = oddsByDate(crossing);
            if (crossing.firstObserved() != null || byDate.isEmpty()) {
                continue;
            }
            LocalDate median = crossing.simulated().median();
            LocalDate firstEven = firstDateWithEvenOdds(byDate);
            String which = crossing.scenario() + " " + crossing.label() + ": " + median + ", even before " + firstEven;
            if (firstEven == null) {
                assertThat(median == null || !median.isBefore(byDate.lastKey()))
                        .as(which)
                        .isTrue();
            } else {
                assertThat(median).as(which).isNotNull().isBefore(firstEven);
                if (!firstEven.equals(byDate.firstKey())) {
                    assertThat(median).as(which).isAfterOrEqualTo(firstEven.minusMonths(1));
                }
                datedCount++;
            }
        }
        assertThat(datedCount).isGreaterThanOrEqualTo(SCENARIOS.size());
    }

    /** The default method's odds of a crossing. */
    private static NavigableMap<LocalDate, Double> oddsByDate(Crossing crossing) {
        TreeMap<LocalDate, Double> byDate = new TreeMap<>();
        odds.stream()
                .filter(row -> row.getAs("method").equals(defaultMethod)
                        && row.getAs("scenario").equals(crossing.scenario())
                        && row.<Double>getAs("threshold") == crossing.threshold())
                .forEach(row -> byDate.put(row.getAs("before"), row.getAs("probability")));
        return byDate;
    }

    private static LocalDate firstDateWithEvenOdds(NavigableMap<LocalDate, Double> byDate) {
        return byDate.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0.5)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Test
    void noDateOfThePathsIsBeforeTheEndOfCoverage() {
        for (Crossing crossing : recordCrossings()) {
            LocalDate knownTo = Objects.requireNonNull(crossing.knownTo());
            Crossing.Simulated simulatedDates = crossing.simulated();
            for (LocalDate date : new LocalDate[] {
                simulatedDates.median(),
                simulatedDates.interval50().low(),
                simulatedDates.interval80().low(),
                simulatedDates.interval95().low()
            }) {
                assertThat(date == null || !date.isBefore(knownTo))
                        .as("%s after %s", crossing, knownTo)
                        .isTrue();
            }
        }
    }

    @Test
    void aMedianUpToTheVintagesDaySaysThatItMayHaveHappened() {
        for (Crossing crossing : run.projections().crossings()) {
            LocalDate median = crossing.simulated().median();
            assertThat(crossing.status() == Crossing.Status.MAY_HAVE_HAPPENED)
                    .as(crossing.toString())
                    .isEqualTo(median != null && !median.isAfter(run.vintage()));
            assertThat(crossing.status() == Crossing.Status.DATED)
                    .as(crossing.toString())
                    .isEqualTo(median != null && median.isAfter(run.vintage()));
        }
    }

    @Test
    void whatIsPublishedAlreadyIsObservedWithCertainty() {
        List<Crossing> observedCrossings = recordCrossings().stream()
                .filter(crossing -> crossing.firstObserved() != null)
                .toList();
        assertThat(observedCrossings).isNotEmpty().allSatisfy(crossing -> {
            assertThat(crossing.status()).isEqualTo(Crossing.Status.OBSERVED);
            assertThat(crossing.simulated().median()).isNull();
            assertThat(crossing.simulated().crossedBy().values()).isNotEmpty().containsOnly(1.0);
        });
        double highestValue = observedCrossings.stream()
                .mapToDouble(Crossing::threshold)
                .max()
                .orElseThrow();
        assertThat(odds)
                .filteredOn(row -> row.<Double>getAs("threshold") <= highestValue)
                .isNotEmpty()
                .allMatch(row -> row.getAs("status").equals("OBSERVED") && row.<Double>getAs("probability") == 1);
    }

    @Test
    void scenariosOfLessGrowthAreNoLikelierByAnyDate() {
        Map<List<Object>, Double> byQuestion = odds.stream()
                .collect(Collectors.toMap(
                        row -> List.<Object>of(
                                row.getAs("method"),
                                row.getAs("scenario"),
                                row.getAs("threshold"),
                                row.getAs("before")),
                        row -> row.<Double>getAs("probability")));
        Map<String, String> likelierScenario = Map.of(
                "slowdown", "continue", "continue", "speedup", "reversion", "continue", "constrained", "continue");
        byQuestion.forEach((question, probability) -> {
            String likelier = likelierScenario.get(question.get(1));
            if (likelier != null) {
                assertThat(probability)
                        .as(question.toString())
                        .isLessThanOrEqualTo(Objects.requireNonNull(
                                byQuestion.get(List.of(question.get(0), likelier, question.get(2), question.get(3)))));
            }
        });
    }
}
