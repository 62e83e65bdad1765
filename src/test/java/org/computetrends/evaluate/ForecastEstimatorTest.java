package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.evaluate.BacktestSeries.METHODS;
import static org.computetrends.evaluate.BacktestSeries.START;
import static org.computetrends.evaluate.BacktestSeries.TIME;
import static org.computetrends.evaluate.BacktestSeries.VINTAGE;
import static org.computetrends.evaluate.BacktestSeries.evaluator;
import static org.computetrends.evaluate.BacktestSeries.monthly;
import static org.computetrends.evaluate.BacktestSeries.noisy;
import static org.computetrends.evaluate.BacktestSeries.vintage;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Threshold;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.table.ForecastTables;
import org.junit.jupiter.api.Test;

/** What backtested methods forecast now. */
class ForecastEstimatorTest {
    private static double line(double time) {
        return 5 + 0.6 * time;
    }

    @Test
    void aPerfectLineGoesOn() {
        ForecastEvaluator.Result result = evaluate(monthly(ForecastEstimatorTest::line));
        for (Forecast forecast : ofMethod(result, "frontier-line", ForecastTarget.FRONTIER)) {
            double expected = line(TIME.yearsSince2000(forecast.key().targetDate()));
            assertThat(forecast.quantiles().median()).isCloseTo(expected, within(1e-9));
        }
        // The line is at 20 OOM after 25 years, or a day later if rounding puts it just below.
        assertThat(crossing(result, "frontier-line", ForecastTarget.FRONTIER, 1e20)
                        .median())
                .isBetween(LocalDate.of(2024, 12, 31), LocalDate.of(2025, 1, 1));
    }

    @Test
    void forecastsAreForEveryHalfYearToTheLastDate() {
        ForecastEvaluator.Result result = evaluate(noisy());
        List<Forecast> forecasts = ofMethod(result, "walk", ForecastTarget.RECORD);
        assertThat(forecasts).extracting(each -> each.key().targetDate()).hasSize(13);
        assertThat(forecasts.get(0).key().targetDate()).isEqualTo(LocalDate.of(2024, 7, 1));
        assertThat(forecasts.get(12).key().targetDate()).isEqualTo(LocalDate.of(2030, 7, 1));
        assertThat(forecasts).extracting(Forecast::origin).containsOnly(VINTAGE);
    }

    @Test
    void theKnownRecordIsReachedForCertain() {
        ForecastSettings forecasting =
                BacktestSeries.settings(METHODS, OutlierRule.KEEP, 10, START, 6).forecasting();
        OriginForecaster forecaster = new OriginForecaster(forecasting, vintage(VINTAGE, noisy()), VINTAGE, null);
        double record = forecaster.knownRecord().orElseThrow();
        List<LocalDate> dates = List.of(VINTAGE.plusYears(1));
        for (String method : List.of("walk", "simulation")) {
            double[][] probabilities = forecaster
                    .exceedance(forecasting.method(method), dates, new double[] {record, record + 0.5})
                    .orElseThrow();
            assertThat(probabilities[0][0]).as(method).isEqualTo(1);
            assertThat(probabilities[0][1]).as(method).isLessThan(1);
        }
    }

    @Test
    void theTrackRecordIsThatOfTheShortestHorizonThatReaches() {
        ForecastEvaluator.Result result = evaluate(noisy());
        List<Forecast> forecasts = ofMethod(result, "record-line", ForecastTarget.RECORD);
        assertThat(forecasts.stream()
                        .map(Forecast::hindsight)
                        .filter(Objects::nonNull)
                        .map(summary -> summary.key().horizonMonths()))
                .containsExactly(12, 12, 24, 24, 36, 36);
        assertThat(forecasts.get(5).key().targetDate()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(forecasts.get(0).hindsight())
                .isIn(result.summaries())
                .extracting(summary -> summary.key().method())
                .isEqualTo("record-line");
    }

    @Test
    void theDefaultMethodIsTheOneInTheSettings() {
        ForecastEvaluator.Result result = evaluate(noisy());
        for (ForecastTarget target : ForecastTarget.values()) {
            assertThat(result.forecasts().stream()
                            .filter(each -> each.key().target() == target && each.isDefault())
                            .map(each -> each.key().method())
                            .distinct())
                    .containsExactly("simulation");
        }
    }

    @Test
    void aThresholdIsReachedAheadOrFar() {
        ForecastEvaluator.Result result = evaluate(noisy());
        for (ForecastTarget target : ForecastTarget.values()) {
            assertThat(crossing(result, "record-line", target, 1e8).status())
                    .isEqualTo(ForecastCrossing.Status.REACHED);
            assertThat(crossing(result, "record-line", target, 1e200).status())
                    .isEqualTo(ForecastCrossing.Status.NOT_BY_LAST_DATE);
            ForecastCrossing ahead = crossing(result, "frontier-line", target, 1e21);
            assertThat(ahead.status()).isEqualTo(ForecastCrossing.Status.DATED);
            assertThat(ahead.interval80().low()).isBefore(ahead.median());
            assertThat(ahead.interval80().high()).isAfter(ahead.median());
        }
        assertThat(crossing(result, "last", ForecastTarget.RECORD, 1e20).median())
                .isNull();
    }

    @Test
    void aReleaseAtExactlyAThresholdHasReachedIt() {
        // Math.log10 of 2.49e29 is above StrictMath.log10, which gives the logarithms of values.
        double value = 2.49e29;
        ForecastCrossingEstimator estimator =
                new ForecastCrossingEstimator(List.of(), OptionalDouble.of(StrictMath.log10(value)));
        assertThat(estimator.crossingDates(new Threshold(value, "2.49e29")).status())
                .isEqualTo(ForecastCrossing.Status.REACHED);
    }

    @Test
    void aThresholdThatAMethodHasReachedAndTheTargetHasNotIsDue() {
        // Three OOM a year up to 1e19 in 2020, then no growth: fitted lines are far above 1e19 at the vintage.
        ForecastEvaluator.Result result = evaluate(monthly(time -> 3 * Math.min(time, 20) - 41));
        ForecastCrossing due = crossing(result, "frontier-line", ForecastTarget.RECORD, 1e20);
        assertThat(due.status()).isEqualTo(ForecastCrossing.Status.DUE);
        assertThat(due.median()).isEqualTo(VINTAGE);
        assertThat(crossing(result, "last", ForecastTarget.RECORD, 1e20).status())
                .isEqualTo(ForecastCrossing.Status.NOT_BY_LAST_DATE);
    }

    @Test
    void aThresholdBelowTheLastKnownFrontierIsReached() {
        List<AnalysedRelease> releases = monthly(ForecastEstimatorTest::line).stream()
                .filter(each -> each.publishedOn().isBefore(LocalDate.of(2023, 3, 1)))
                .toList();
        ForecastEvaluator.Result result = evaluate(releases);
        // All releases are above 1e8. The window before the vintage has no release, so the last known frontier counts.
        assertThat(crossing(result, "frontier-line", ForecastTarget.FRONTIER, 1e8)
                        .status())
                .isEqualTo(ForecastCrossing.Status.REACHED);
    }

    @Test
    void noRecordIsForecastBelowTheKnownRecord() {
        double record = noisy().stream()
                .mapToDouble(each -> Math.log10(each.value("size")))
                .max()
                .orElseThrow();
        for (Forecast forecast : evaluate(noisy()).forecasts()) {
            if (forecast.key().target() == ForecastTarget.RECORD) {
                assertThat(forecast.quantiles().p025()).isGreaterThanOrEqualTo(record);
            }
        }
    }

    @Test
    void nothingIsForecastAfterTheLastDate() {
        ForecastEvaluator.Result result = BacktestSeries.evaluate(
                evaluator(METHODS, OutlierRule.KEEP, 10, START, 6), vintage(LocalDate.of(2031, 2, 1), noisy()));
        assertThat(result.forecasts()).isEmpty();
        assertThat(result.crossings()).isNotEmpty();
    }

    @Test
    void everyRowCanBeWritten() {
        ForecastEvaluator.Result none = evaluate(List.of());
        assertThat(none.crossings())
                .isNotEmpty()
                .allMatch(each -> each.status() == ForecastCrossing.Status.TOO_FEW_OBSERVATIONS);
        for (ForecastEvaluator.Result result : List.of(evaluate(noisy()), none)) {
            assertThatNoException().isThrownBy(() -> {
                result.forecasts().forEach(row -> ForecastTables.FORECASTS.toRow(row, "run"));
                result.crossings().forEach(row -> ForecastTables.FORECAST_CROSSINGS.toRow(row, "run"));
            });
        }
    }

    private static ForecastEvaluator.Result evaluate(List<AnalysedRelease> releases) {
        return BacktestSeries.evaluate(evaluator(METHODS, OutlierRule.KEEP, 10, START, 6), vintage(VINTAGE, releases));
    }

    private static List<Forecast> ofMethod(ForecastEvaluator.Result result, String method, ForecastTarget target) {
        return result.forecasts().stream()
                .filter(each -> each.key().method().equals(method) && each.key().target() == target)
                .toList();
    }

    private static ForecastCrossing crossing(
            ForecastEvaluator.Result result, String method, ForecastTarget target, double threshold) {
        return result.crossings().stream()
                .filter(each -> each.key().method().equals(method)
                        && each.key().target() == target
                        && each.key().threshold().value() == threshold)
                .findFirst()
                .orElseThrow();
    }
}
