package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.TestDefaults.PATHS;
import static org.computetrends.domain.TimeScale.JULIAN;
import static org.computetrends.evaluate.BacktestSeries.METRIC;
import static org.computetrends.evaluate.BacktestSeries.START;
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

    /** What a vintage knows: a release a month on the line 5 + 0.6 t, plus an error, and one larger release. */
    private static List<AnalysedRelease> known(LocalDate vintage, double error, double largest) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (LocalDate date = START; date.isBefore(vintage); date = date.plusMonths(1)) {
            releases.add(release("r" + date, date, line(date) + error, true));
        }
        releases.add(release("largest", LocalDate.of(2019, 6, 15), largest, true));
        return releases;
    }

    private static double line(LocalDate date) {
        return 5 + 0.6 * JULIAN.yearsSince2000(date);
    }

    /** The newest vintage has the values of the line; those of older vintages are too high. */
    private static ForecastEvaluator.Result evaluate(Coverage coverage) {
        return evaluate(
                coverage,
                vintage(NEWEST, known(NEWEST, 0, 17)),
                vintage(EARLY, known(EARLY, 0.3, 17.6)),
                vintage(MIDDLE, known(MIDDLE, 0.1, 17.2)));
    }

    private static ForecastEvaluator.Result evaluate(Coverage coverage, LoadedVintage newest, LoadedVintage... older) {
        return evaluator(METHODS)
                .evaluate(new LoadedVintages(newest.date(), Optional.of(newest), List.of(older)), coverage);
    }

    /** The forecast that a method made at a vintage for a year later. */
    private static Backtest realTime(
            ForecastEvaluator.Result result,
            String method,
            ForecastTarget target,
            LocalDate vintage,
            ScoredOn scoredOn) {
        return find(result, method, target, Mode.REAL_TIME, scoredOn, vintage);
    }

    /** The forecast that a method makes in hindsight for a year after an origin. */
    private static Backtest hindsight(
            ForecastEvaluator.Result result, String method, ForecastTarget target, LocalDate origin) {
        return find(result, method, target, Mode.HINDSIGHT, ScoredOn.FINAL, origin);
    }

    private static Backtest find(
            ForecastEvaluator.Result result,
            String method,
            ForecastTarget target,
            Mode mode,
            ScoredOn scoredOn,
            LocalDate origin) {
        List<Backtest> found = result.backtests().stream()
                .filter(backtest -> backtest.key().method().equals(method)
                        && backtest.key().target() == target
                        && backtest.key().mode() == mode
                        && backtest.key().scoredOn() == scoredOn
                        && backtest.key().origin().equals(origin)
                        && backtest.key().horizonMonths() == 12)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void originsInRealTimeAreVintagesWithTheirOwnValues() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        List<Backtest> inRealTime = ofMode(result, Mode.REAL_TIME);
        assertThat(inRealTime.stream().map(backtest -> backtest.key().origin()).distinct())
                .containsExactlyInAnyOrder(EARLY, MIDDLE);
        assertThat(inRealTime)
                .allMatch(backtest ->
                        backtest.key().valuesVintage().equals(backtest.key().origin()));
        assertThat(ofMode(result, Mode.HINDSIGHT))
                .allMatch(backtest -> backtest.key().valuesVintage().equals(NEWEST)
                        && backtest.key().scoredOn() == ScoredOn.FINAL
                        && backtest.knownTo() == null);
        // Values of the early vintage are 0.3 OOM too high, and so is the line through them. The largest release lifts
        // the line a little more.
        assertThat(realTime(result, "recent-line", ForecastTarget.FRONTIER, EARLY, ScoredOn.FINAL)
                        .scored()
                        .error())
                .isBetween(0.25, 0.45);
    }

    private static List<Backtest> ofMode(ForecastEvaluator.Result result, Mode mode) {
        return result.backtests().stream()
                .filter(backtest -> backtest.key().mode() == mode)
                .toList();
    }

    @Test
    void anOutcomeIsThatOfTheNewestVintageAndOfTheFirstThatCouldHaveIt() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        // The record of 2021-03-15 is the release of 2021-03-01. The first vintage after it is that of 2021-05-01,
        // whose values are 0.1 OOM too high.
        double record = line(LocalDate.of(2021, 3, 1));
        assertThat(realTime(result, "last", ForecastTarget.RECORD, EARLY, ScoredOn.FINAL)
                        .actual())
                .isCloseTo(record, within(1e-9));
        assertThat(realTime(result, "last", ForecastTarget.RECORD, EARLY, ScoredOn.FIRST)
                        .actual())
                .isCloseTo(record + 0.1, within(1e-9));
        // The frontier of that day is complete on 2021-09-15, so the first vintage that can have it is the newest.
        assertThat(realTime(result, "recent-line", ForecastTarget.FRONTIER, EARLY, ScoredOn.FIRST)
                        .actual())
                .isEqualTo(realTime(result, "recent-line", ForecastTarget.FRONTIER, EARLY, ScoredOn.FINAL)
                        .actual());
    }

    @Test
    void anOutcomeIsProvisionalForAYearAfterItIsComplete() {
        ForecastEvaluator.Result result = evaluate(Coverage.NONE);
        // The newest vintage is of 2023-01-01. A record is complete on its date: 2022-01-01 is a year before.
        LocalDate january = LocalDate.of(2021, 1, 1);
        assertThat(hindsight(result, "last", ForecastTarget.RECORD, january).isProvisional())
                .isFalse();
        // 2022-07-01 is half a year before.
        LocalDate july = LocalDate.of(2021, 7, 1);
        assertThat(hindsight(result, "last", ForecastTarget.RECORD, july).isProvisional())
                .isTrue();
        // The frontier of 2022-01-01 is complete half a year later.
        assertThat(hindsight(result, "recent-line", ForecastTarget.FRONTIER, january)
                        .isProvisional())
                .isTrue();
    }

    @Test
    void aRecordThatIsRevisedDownwardHadAProbabilityInRealTime() {
        // The line is two OOM lower, so one release remains the record. It is revised by 0.15 OOM.
        double record = 17.6;
        double revisedRecord = 17.45;
        ForecastEvaluator.Result result = evaluate(
                Coverage.NONE,
                vintage(NEWEST, known(NEWEST, -2, revisedRecord)),
                vintage(EARLY, known(EARLY, -2, record)));
        Backtest softened = realTime(result, "simulation", ForecastTarget.RECORD, EARLY, ScoredOn.FINAL);
        assertThat(softened.actual()).isCloseTo(revisedRecord, within(1e-9));
        assertThat(softened.forecast().p025()).isLessThan(revisedRecord);
        // Revisions do not widen the forecast upward.
        assertThat(softened.forecast().p975()).isLessThan(record + 1.5);
        // In hindsight the record is certain.
        Backtest firm = hindsight(result, "simulation", ForecastTarget.RECORD, LocalDate.of(2020, 1, 1));
        assertThat(firm.forecast().p025()).isGreaterThanOrEqualTo(revisedRecord - 1e-9);
        // Published forecasts are not below the record either.
        assertThat(result.forecasts())
                .filteredOn(forecast -> forecast.key().target() == ForecastTarget.RECORD)
                .isNotEmpty()
                .allMatch(forecast -> forecast.quantiles().p025() >= revisedRecord - 1e-9);
    }

    @Test
    void pathsStartWhereCoverageEndedIfThatIsLongBefore() {
        int lagDays = PATHS.coverageLagDays();
        LocalDate endOfMiddle = MIDDLE.minusDays(lagDays + 1L);
        LocalDate endOfNewest = NEWEST.minusDays(400);
        Coverage coverage = new Coverage(Map.of(
                EARLY, Map.of(METRIC.id(), EARLY.minusDays(lagDays)), // not long before
                MIDDLE, Map.of(METRIC.id(), endOfMiddle),
                NEWEST, Map.of(METRIC.id(), endOfNewest)));
        ForecastEvaluator.Result result = evaluate(coverage);
        for (Backtest backtest : result.backtests()) {
            Backtest.Key key = backtest.key();
            boolean startsAtCoverageEnd = key.method().equals("simulation-from-coverage")
                    && key.mode() == Mode.REAL_TIME
                    && key.origin().equals(MIDDLE);
            assertThat(backtest.start()).isEqualTo(startsAtCoverageEnd ? endOfMiddle : key.origin());
        }
        Backtest fromCoverage =
                realTime(result, "simulation-from-coverage", ForecastTarget.RECORD, MIDDLE, ScoredOn.FINAL);
        Backtest fromVintage = realTime(result, "simulation", ForecastTarget.RECORD, MIDDLE, ScoredOn.FINAL);
        assertThat(fromCoverage.knownTo()).isEqualTo(endOfMiddle);
        // More releases come between the start and the date.
        assertThat(fromCoverage.forecast().median())
                .isGreaterThan(fromVintage.forecast().median());
        assertThat(result.forecasts().stream().filter(Forecast::isDefault))
                .isNotEmpty()
                .allMatch(forecast -> forecast.key().method().equals("simulation-from-coverage")
                        && forecast.start().equals(endOfNewest)
                        && forecast.origin().equals(NEWEST));
        assertThat(evaluate(Coverage.NONE).forecasts().stream().filter(Forecast::isDefault))
                .isNotEmpty()
                .allMatch(forecast -> forecast.key().method().equals("simulation"));
    }

    @Test
    void sevenReleasesOfTheFrontierAreAStatusAndEightAreAForecast() {
        for (int count : new int[] {7, 8}) {
            List<AnalysedRelease> few = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                few.add(release("r" + i, LocalDate.of(2018, 1, 1).plusMonths(3L * i), 10 + 0.1 * i, true));
            }
            ForecastEvaluator.Result result = evaluate(Coverage.NONE, vintage(LocalDate.of(2021, 6, 1), few));
            Backtest backtest = hindsight(result, "simulation", ForecastTarget.RECORD, LocalDate.of(2020, 1, 1));
            assertThat(backtest.n()).isEqualTo(count);
            assertThat(backtest.status())
                    .isEqualTo(count == 7 ? Backtest.Status.TOO_FEW_OBSERVATIONS : Backtest.Status.SCORED);
            assertThat(backtest.forecast() == null).isEqualTo(count == 7);
            assertThat(backtest.crps() == null).isEqualTo(count == 7);
        }
    }
}
