package org.computetrends.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.evaluate.BacktestSeries.METHODS;
import static org.computetrends.evaluate.BacktestSeries.START;
import static org.computetrends.evaluate.BacktestSeries.TIME;
import static org.computetrends.evaluate.BacktestSeries.VINTAGE;
import static org.computetrends.evaluate.BacktestSeries.evaluator;
import static org.computetrends.evaluate.BacktestSeries.find;
import static org.computetrends.evaluate.BacktestSeries.monthly;
import static org.computetrends.evaluate.BacktestSeries.noisy;
import static org.computetrends.evaluate.BacktestSeries.release;
import static org.computetrends.evaluate.BacktestSeries.vintage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.OutlierRule;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.table.BacktestTables;
import org.junit.jupiter.api.Test;

/** Backtests of series whose forecasts are known. */
class BacktestEvaluatorTest {
    @Test
    void aPerfectLineForecastsItself() {
        DoubleUnaryOperator line = time -> 5 + 0.6 * time;
        ForecastEvaluator.Result result = evaluate(monthly(line), OutlierRule.KEEP, 1000);
        for (String method : List.of("frontier-line", "recent-line", "notable-line", "piecewise", "ensemble")) {
            for (int horizon = 1; horizon <= 3; horizon++) {
                Backtest backtest =
                        find(result.backtests(), method, ForecastTarget.FRONTIER, "2018-01-01", 12 * horizon);
                LocalDate date = LocalDate.of(2018 + horizon, 1, 1);
                assertThat(backtest.forecast().median())
                        .as(method)
                        .isCloseTo(
                                line.applyAsDouble(TIME.yearsSince2000(date)),
                                within(method.equals("notable-line") ? 0.03 : 1e-9));
                // Medians of a window are up to half a month's growth from the line.
                assertThat(halfWidth80(backtest)).as(method).isLessThan(0.05);
                assertThat(backtest.scoredForecast().error()).as(method).isCloseTo(0, within(0.03));
                assertThat(backtest.crps()).as(method).isLessThan(0.03);
            }
        }
    }

    @Test
    void aWalkGrowsAsTheRecordDidAndTheLastValueStays() {
        // A record on every 1 January, one OOM above the last.
        List<AnalysedRelease> releases = new ArrayList<>();
        for (int year = 2005; year < 2024; year++) {
            releases.add(release("r" + year, LocalDate.of(year, 1, 1), year - 2000.0, true));
        }
        ForecastEvaluator.Result result = evaluate(releases, OutlierRule.KEEP, 10);
        Backtest walk = find(result.backtests(), "walk", ForecastTarget.RECORD, "2018-01-01", 24);
        // Known before 2018-01-01: 17, that of 2017; before 2010-01-01: 9. Eight OOM in as many years.
        assertThat(walk.forecast().median()).isCloseTo(19, within(2e-3));
        assertThat(walk.actual()).isEqualTo(19);
        assertThat(find(result.backtests(), "last", ForecastTarget.RECORD, "2018-01-01", 24)
                        .forecast()
                        .median())
                .isCloseTo(17, within(1e-9));
        // Of 16 half-year steps, 8 are 1 OOM and 8 are 0. Around the drift of 0.5 OOM the squared step is 0.25: 0.5 a
        // year, times 16 / 15 for the estimated drift. Without drift the mean square is 0.5: 1 a year.
        // In h years the walk's variance is h (1 + h / 8) times that, because the drift is estimated from 8 years.
        assertThat(variancePerYear(walk, 2 * (1 + 2.0 / 8), 15)).isCloseTo(0.5 * 16 / 15, within(0.01));
        assertThat(variancePerYear(find(result.backtests(), "last", ForecastTarget.RECORD, "2018-01-01", 24), 2, 16))
                .isCloseTo(1, within(0.01));
    }

    private static double variancePerYear(Backtest backtest, double years, double degreesOfFreedom) {
        // From the upper half, because the known record is a floor that cuts the lower half.
        double scale = (backtest.forecast().p90() - backtest.forecast().median())
                / org.apache.commons.statistics.distribution.TDistribution.of(degreesOfFreedom)
                        .inverseCumulativeProbability(0.9);
        return scale * scale / years;
    }

    @Test
    void aKinkIsFoundAndTheLastSlopeCarriedForward() {
        DoubleUnaryOperator kinked = time -> 10 + 0.2 * time + (time > 14 ? 0.8 * (time - 14) : 0);
        ForecastEvaluator.Result result = evaluate(monthly(kinked), OutlierRule.KEEP, 1000);
        double expected = kinked.applyAsDouble(TIME.yearsSince2000(LocalDate.of(2021, 1, 1)));
        for (String method : List.of("piecewise", "ensemble")) {
            assertThat(find(result.backtests(), method, ForecastTarget.FRONTIER, "2018-01-01", 36)
                            .forecast()
                            .median())
                    .as(method)
                    .isCloseTo(expected, within(0.01));
        }
        assertThat(find(result.backtests(), "frontier-line", ForecastTarget.FRONTIER, "2018-01-01", 36)
                        .scoredForecast()
                        .error())
                .isLessThan(-0.5);
    }

    @Test
    void anotherCohortIsMovedToTheTarget() {
        // Each day has a notable release, a factor of ten below the other release. The other release is a record, so it
        // is the frontier of size one.
        List<AnalysedRelease> releases = new ArrayList<>();
        for (AnalysedRelease each : monthly(time -> 5 + 0.6 * time)) {
            releases.add(release(each.id(), each.publishedOn(), Math.log10(each.value("size")), false));
            releases.add(release(each.id() + "n", each.publishedOn(), Math.log10(each.value("size")) - 1, true));
        }
        ForecastEvaluator.Result result = evaluate(releases, OutlierRule.KEEP, 1);
        double expected = 5 + 0.6 * TIME.yearsSince2000(LocalDate.of(2020, 1, 1));
        // The window has the releases of 2019-07-01 to 2020-06-01. Their median is half a month's growth below the
        // line. The record before the day is last month's release: one month's growth below.
        assertThat(find(result.backtests(), "notable-line", ForecastTarget.FRONTIER, "2018-01-01", 24)
                        .forecast()
                        .median())
                .isCloseTo(expected - 0.6 / 24, within(1e-3));
        assertThat(find(result.backtests(), "notable-line", ForecastTarget.RECORD, "2018-01-01", 24)
                        .forecast()
                        .median())
                .isCloseTo(expected - 0.6 / 12, within(2e-3));
    }

    @Test
    void intervalsCoverNormalNoiseAsTheySay() {
        // One release a year, on the date forecast: the frontier's median is a single release.
        List<BacktestSummary> summaries = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<AnalysedRelease> releases = new ArrayList<>();
            for (int year = 1990; year < 2024; year++) {
                double value = 0.5 * (year - 1990) + 0.3 * random.nextGaussian();
                releases.add(release("r" + year, LocalDate.of(year, 1, 1), value, true));
            }
            ForecastEvaluator yearly =
                    evaluator(METHODS.subList(0, 1), OutlierRule.KEEP, 1000, LocalDate.of(1990, 1, 1), 12);
            BacktestSeries.evaluate(yearly, vintage(VINTAGE, releases)).summaries().stream()
                    .filter(each -> each.key().target() == ForecastTarget.FRONTIER)
                    .forEach(summaries::add);
        }
        assertThat(mean(summaries, each -> each.accuracy().bias())).isCloseTo(0, within(0.03));
        // The scatter is that of five years of releases to which the line was fitted: intervals are a little narrow.
        assertThat(mean(summaries, each -> each.accuracy().coverage50())).isBetween(0.42, 0.54);
        assertThat(mean(summaries, each -> each.accuracy().coverage80())).isBetween(0.72, 0.84);
        assertThat(mean(summaries, each -> each.accuracy().coverage95())).isBetween(0.90, 0.97);
        // Normal noise of sd 0.3 scores 0.3 / sqrt(pi) at best.
        assertThat(mean(summaries, each -> each.accuracy().crps())).isBetween(0.165, 0.195);
    }

    @Test
    void whatComesAfterAnOriginChangesNoForecastMadeThere() {
        List<AnalysedRelease> releases = noisy();
        LocalDate cut = LocalDate.of(2019, 1, 1);
        List<AnalysedRelease> otherFuture = new ArrayList<>();
        for (AnalysedRelease each : releases) {
            otherFuture.add(
                    each.publishedOn().isBefore(cut)
                            ? each
                            : release(each.id(), each.publishedOn(), 30 - Math.log10(each.value("size")), false));
        }
        for (OutlierRule rule : OutlierRule.values()) {
            List<Backtest> ours = before(evaluate(releases, rule, 10), cut);
            List<Backtest> others = before(evaluate(otherFuture, rule, 10), cut);
            // 11 half-yearly origins, 3 horizons and 2 targets.
            assertThat(ours).hasSize(11 * 3 * 2 * METHODS.size());
            assertThat(others)
                    .extracting(Backtest::forecast)
                    .isEqualTo(ours.stream().map(Backtest::forecast).toList());
        }
    }

    @Test
    void anOlderVintageForecastsAtItsDateFromItsOwnValues() {
        LocalDate then = LocalDate.of(2020, 3, 15);
        List<AnalysedRelease> old = monthly(time -> 6 + 0.6 * time).stream()
                .filter(each -> !each.publishedOn().isAfter(then))
                .toList();
        ForecastEvaluator.Result result = BacktestSeries.evaluate(
                evaluator(METHODS, OutlierRule.KEEP, 1000, START, 6),
                vintage(VINTAGE, monthly(time -> 5 + 0.6 * time)),
                vintage(then, old));
        Backtest backtest = find(result.backtests(), "frontier-line", ForecastTarget.FRONTIER, "2020-03-15", 12);
        assertThat(backtest.key().valuesVintage()).isEqualTo(then);
        // The older vintage's values are a factor of ten higher.
        assertThat(backtest.scoredForecast().error()).isCloseTo(1, within(0.03));
        assertThat(backtest.key().mode()).isEqualTo(Backtest.Mode.REAL_TIME);
    }

    @Test
    void aRowSaysWhyItHasNoScore() {
        ForecastEvaluator.Result result = evaluate(sparse(), OutlierRule.KEEP, 10);
        assertThat(find(result.backtests(), "frontier-line", ForecastTarget.FRONTIER, "2014-01-01", 12)
                        .status())
                .isEqualTo(Backtest.Status.TOO_FEW_OBSERVATIONS);
        assertThat(find(result.backtests(), "frontier-line", ForecastTarget.FRONTIER, "2016-01-01", 12)
                        .status())
                .isEqualTo(Backtest.Status.NO_RELEASE);
        assertThat(find(result.backtests(), "walk", ForecastTarget.RECORD, "2023-07-01", 12)
                        .status())
                .isEqualTo(Backtest.Status.NOT_YET_KNOWN);
        assertThat(find(result.backtests(), "walk", ForecastTarget.RECORD, "2016-01-01", 12)
                        .status())
                .isEqualTo(Backtest.Status.SCORED);
    }

    @Test
    void everyRowCanBeWritten() {
        ForecastEvaluator.Result result = evaluate(sparse(), OutlierRule.KEEP, 10);
        assertThatNoException().isThrownBy(() -> {
            result.backtests().forEach(row -> BacktestTables.BACKTESTS.toRow(row, "run"));
            result.summaries().forEach(row -> BacktestTables.BACKTEST_SUMMARY.toRow(row, "run"));
        });
    }

    private static List<AnalysedRelease> sparse() {
        return List.of(
                release("a", LocalDate.of(2013, 3, 1), 1, true),
                release("b", LocalDate.of(2013, 6, 1), 2, true),
                release("c", LocalDate.of(2013, 9, 1), 3, true),
                release("d", LocalDate.of(2014, 2, 1), 4, true));
    }

    @Test
    void seriesWithoutGrowthSpreadOrDatesAreForecastOrSaySo() {
        List<DoubleUnaryOperator> shapes =
                List.of(time -> 7, time -> 20 - 0.5 * time, time -> 300 * Math.sin(time), time -> -250 + 20 * time);
        for (DoubleUnaryOperator shape : shapes) {
            for (int each : List.of(1, 25, 1000)) {
                List<AnalysedRelease> thinned = new ArrayList<>();
                List<AnalysedRelease> all = monthly(shape);
                for (int i = 0; i < all.size(); i += each) {
                    thinned.add(all.get(i));
                    thinned.add(all.get(i));
                }
                for (Backtest backtest : evaluate(thinned, OutlierRule.KEEP, 10).backtests()) {
                    assertThat(backtest.forecast() == null)
                            .isEqualTo(backtest.status() == Backtest.Status.TOO_FEW_OBSERVATIONS);
                    if (backtest.forecast() != null) {
                        assertThat(backtest.forecast().median()).isFinite();
                        assertThat(halfWidth80(backtest)).isFinite();
                    }
                    if (backtest.crps() != null) {
                        assertThat(backtest.crps()).isFinite().isNotNegative();
                    }
                }
            }
        }
    }

    private static double halfWidth80(Backtest backtest) {
        return (backtest.forecast().p90() - backtest.forecast().p10()) / 2;
    }

    private static List<Backtest> before(ForecastEvaluator.Result result, LocalDate cut) {
        return result.backtests().stream()
                .filter(each -> !each.key().origin().isAfter(cut))
                .toList();
    }

    private static double mean(
            List<BacktestSummary> summaries, java.util.function.ToDoubleFunction<BacktestSummary> value) {
        return summaries.stream().mapToDouble(value).average().orElseThrow();
    }

    private static ForecastEvaluator.Result evaluate(List<AnalysedRelease> releases, OutlierRule outliers, int size) {
        return BacktestSeries.evaluate(evaluator(METHODS, outliers, size, START, 6), vintage(VINTAGE, releases));
    }
}
