package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.evaluate.BacktestSeries.START;
import static org.computetrends.evaluate.BacktestSeries.TIME;
import static org.computetrends.evaluate.BacktestSeries.evaluator;
import static org.computetrends.evaluate.BacktestSeries.method;
import static org.computetrends.evaluate.BacktestSeries.release;
import static org.computetrends.evaluate.BacktestSeries.vintage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Backtest.Mode;
import org.computetrends.domain.Backtest.ScoredOn;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.OutlierRule;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastMethod.Shape;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.junit.jupiter.api.Test;

/** Real time and hindsight, on vintages whose values are revised. */
class BacktestModesTest {
    private static final LocalDate EARLY = LocalDate.of(2020, 3, 15);
    private static final LocalDate MIDDLE = LocalDate.of(2021, 5, 1);
    private static final LocalDate NEWEST = LocalDate.of(2023, 1, 1);

    private static final List<ForecastMethod> METHODS = List.of(
            method("simulation", "frontier", Shape.SIMULATION, 5),
            method("simulation-from-coverage", "frontier", Shape.SIMULATION_FROM_COVERAGE, 5),
            method("recent-line", "frontier", Shape.LINE, 5),
            method("last", "record", Shape.LAST_VALUE, null));

    /** A release a month on the line 5 + 0.6 t before a vintage, moved by a revision, and one larger one. */
    private static List<AnalysedRelease> known(LocalDate vintage, double revision, double largest) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (LocalDate date = START; date.isBefore(vintage); date = date.plusMonths(1)) {
            releases.add(release("r" + date, date, 5 + 0.6 * TIME.yearsSince2000(date) + revision, true));
        }
        releases.add(release("largest", LocalDate.of(2019, 6, 15), largest, true));
        return releases;
    }

    private static ForecastEvaluator.Result evaluate(Coverage coverage) {
        LoadedVintage newest = vintage(NEWEST, known(NEWEST, 0, 17));
        List<LoadedVintage> older =
                List.of(vintage(EARLY, known(EARLY, 0.3, 17.6)), vintage(MIDDLE, known(MIDDLE, 0.1, 17.2)));
        return evaluator(METHODS, OutlierRule.KEEP, 10, START, 6)
                .evaluate(new LoadedVintages(NEWEST, Optional.of(newest), older), coverage);
    }

    private static Backtest find(
            ForecastEvaluator.Result result,
            String method,
            ForecastTarget target,
            Mode mode,
            ScoredOn scoredOn,
            LocalDate origin,
            int horizonMonths) {
        List<Backtest> found = result.backtests().stream()
                .filter(each -> each.key().method().equals(method)
                        && each.key().target() == target
                        && each.key().mode() == mode
                        && each.key().scoredOn() == scoredOn
                        && each.key().origin().equals(origin)
                        && each.key().horizonMonths() == horizonMonths)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void originsInRealTimeAreVintagesWithTheirOwnValues() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        assertThat(result.backtests().stream()
                        .filter(each -> each.key().mode() == Mode.REAL_TIME)
                        .map(each -> each.key().origin())
                        .distinct())
                .containsExactlyInAnyOrder(EARLY, MIDDLE);
        assertThat(result.backtests().stream().filter(each -> each.key().mode() == Mode.REAL_TIME))
                .allMatch(each -> each.key().valuesVintage().equals(each.key().origin()));
        assertThat(result.backtests().stream().filter(each -> each.key().mode() == Mode.HINDSIGHT))
                .allMatch(each -> each.key().valuesVintage().equals(NEWEST)
                        && each.key().scoredOn() == ScoredOn.FINAL
                        && each.knownTo() == null);
        // The first vintage is 0.3 OOM too high, and so is its line. One release far above lifts the line further.
        Backtest early =
                find(result, "recent-line", ForecastTarget.FRONTIER, Mode.REAL_TIME, ScoredOn.FINAL, EARLY, 12);
        assertThat(early.scoredForecast().error()).isBetween(0.25, 0.45);
    }

    @Test
    void aRealTimeForecastIsScoredOnTheNewestVintageAndOnTheFirstWithTheOutcome() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        // The record of 2021-03-15 is known on that day. The first later vintage is of 2021-05-01; its values are 0.1
        // OOM higher.
        assertThat(find(result, "last", ForecastTarget.RECORD, Mode.REAL_TIME, ScoredOn.FINAL, EARLY, 12)
                        .actual())
                .isCloseTo(5 + 0.6 * TIME.yearsSince2000(LocalDate.of(2021, 3, 1)), within(1e-9));
        assertThat(find(result, "last", ForecastTarget.RECORD, Mode.REAL_TIME, ScoredOn.FIRST, EARLY, 12)
                        .actual())
                .isCloseTo(5.1 + 0.6 * TIME.yearsSince2000(LocalDate.of(2021, 3, 1)), within(1e-9));
        // The window of this day's frontier ends on 2021-09-15. The first later vintage is the newest.
        Double newest = find(result, "recent-line", ForecastTarget.FRONTIER, Mode.REAL_TIME, ScoredOn.FINAL, EARLY, 12)
                .actual();
        assertThat(find(result, "recent-line", ForecastTarget.FRONTIER, Mode.REAL_TIME, ScoredOn.FIRST, EARLY, 12)
                        .actual())
                .isEqualTo(newest);
    }

    @Test
    void anOutcomeIsProvisionalForAYear() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        // Records of 2022-01-01 and 2022-07-01, frontiers complete half a year later, in a vintage of 2023-01-01.
        Map<LocalDate, Boolean> records = Map.of(LocalDate.of(2021, 1, 1), false, LocalDate.of(2021, 7, 1), true);
        records.forEach((origin, provisional) -> assertThat(
                        find(result, "last", ForecastTarget.RECORD, Mode.HINDSIGHT, ScoredOn.FINAL, origin, 12)
                                .isProvisional())
                .isEqualTo(provisional));
        assertThat(find(
                                result,
                                "recent-line",
                                ForecastTarget.FRONTIER,
                                Mode.HINDSIGHT,
                                ScoredOn.FINAL,
                                LocalDate.of(2021, 1, 1),
                                12)
                        .isProvisional())
                .isTrue();
    }

    @Test
    void aRecordThatIsRevisedDownwardHadAProbabilityInRealTime() {
        // Other releases are far below the early vintage's record of 17.6. The outcome is that record as revised: 0.15
        // OOM lower.
        List<AnalysedRelease> flat = known(EARLY, -2, 17.6);
        LoadedVintage newest = vintage(NEWEST, known(NEWEST, -2, 17.45));
        ForecastEvaluator.Result result = evaluator(METHODS, OutlierRule.KEEP, 10, START, 6)
                .evaluate(
                        new LoadedVintages(NEWEST, Optional.of(newest), List.of(vintage(EARLY, flat))), Coverage.NONE);
        Backtest softened =
                find(result, "simulation", ForecastTarget.RECORD, Mode.REAL_TIME, ScoredOn.FINAL, EARLY, 12);
        assertThat(softened.actual()).isCloseTo(17.45, within(1e-9));
        assertThat(softened.forecast().p025()).isLessThan(17.45);
        // A loose bound: no jump beyond 1.5 OOM above the record.
        assertThat(softened.forecast().p975()).isLessThan(17.6 + 1.5);
        // In hindsight no quantile is below the record.
        Backtest firm = find(
                result,
                "simulation",
                ForecastTarget.RECORD,
                Mode.HINDSIGHT,
                ScoredOn.FINAL,
                LocalDate.of(2020, 1, 1),
                12);
        assertThat(firm.forecast().p025()).isGreaterThanOrEqualTo(17.45 - 1e-9);
        // No published quantile is below the record.
        for (Forecast forecast : result.forecasts()) {
            if (forecast.key().target() == ForecastTarget.RECORD) {
                assertThat(forecast.quantiles().p025()).isGreaterThanOrEqualTo(17.45 - 1e-9);
            }
        }
    }

    @Test
    void pathsStartWhereCoverageEndedIfThatIsLongBefore() {
        LocalDate longBefore = MIDDLE.minusDays(181);
        Coverage coverage = new Coverage(Map.of(
                EARLY, Map.of("size", EARLY.minusDays(180)),
                MIDDLE, Map.of("size", longBefore),
                NEWEST, Map.of("size", NEWEST.minusDays(400))));
        ForecastEvaluator.Result result = evaluate(coverage);
        for (Backtest each : result.backtests()) {
            boolean isEarlier = each.key().method().equals("simulation-from-coverage")
                    && each.key().mode() == Mode.REAL_TIME
                    && each.key().origin().equals(MIDDLE);
            assertThat(each.start())
                    .isEqualTo(isEarlier ? longBefore : each.key().origin());
        }
        Backtest from = find(
                result, "simulation-from-coverage", ForecastTarget.RECORD, Mode.REAL_TIME, ScoredOn.FINAL, MIDDLE, 12);
        Backtest usual = find(result, "simulation", ForecastTarget.RECORD, Mode.REAL_TIME, ScoredOn.FINAL, MIDDLE, 12);
        assertThat(from.knownTo()).isEqualTo(longBefore);
        // More releases come between the start and the date.
        assertThat(from.forecast().median()).isGreaterThan(usual.forecast().median());
        assertThat(result.forecasts().stream().filter(Forecast::isDefault))
                .isNotEmpty()
                .allMatch(each -> each.key().method().equals("simulation-from-coverage")
                        && each.start().equals(NEWEST.minusDays(400))
                        && each.origin().equals(NEWEST));
        assertThat(evaluate(Coverage.NONE).forecasts().stream().filter(Forecast::isDefault))
                .isNotEmpty()
                .allMatch(each -> each.key().method().equals("simulation"));
    }

    @Test
    void sevenReleasesOfTheFrontierAreAStatusAndEightAreAForecast() {
        for (int count : new int[] {7, 8}) {
            List<AnalysedRelease> few = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                few.add(release("r" + i, LocalDate.of(2018 + i / 4, 1 + 3 * (i % 4), 1), 10 + 0.1 * i, true));
            }
            ForecastEvaluator.Result result = BacktestSeries.evaluate(
                    evaluator(METHODS, OutlierRule.KEEP, 10, START, 6), vintage(LocalDate.of(2021, 6, 1), few));
            Backtest backtest = find(
                    result,
                    "simulation",
                    ForecastTarget.RECORD,
                    Mode.HINDSIGHT,
                    ScoredOn.FINAL,
                    LocalDate.of(2020, 1, 1),
                    12);
            assertThat(backtest.n()).isEqualTo(count);
            assertThat(backtest.status())
                    .isEqualTo(count == 7 ? Backtest.Status.TOO_FEW_OBSERVATIONS : Backtest.Status.SCORED);
            assertThat(backtest.forecast() == null).isEqualTo(count == 7);
            assertThat(backtest.crps() == null).isEqualTo(count == 7);
        }
    }
}
