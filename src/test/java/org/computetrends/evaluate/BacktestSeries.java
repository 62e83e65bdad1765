package org.computetrends.evaluate;

import static org.computetrends.TestDefaults.PATHS;
import static org.computetrends.TestDefaults.RULES;
import static org.computetrends.TestDefaults.SELECTION;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Threshold;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastMethod.Shape;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OddsGrid;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;

/** Series of releases whose forecasts are known, and the methods that forecast them. */
final class BacktestSeries {
    static final Metric METRIC = new Metric("size", "Size", "units", "size");
    static final LocalDate START = LocalDate.of(2010, 1, 1);
    static final LocalDate VINTAGE = LocalDate.of(2024, 1, 1);

    /** The last date of forecasts and of odds. */
    private static final LocalDate UNTIL = LocalDate.of(2030, 12, 31);

    static final List<ForecastMethod> METHODS = List.of(
            method("frontier-line", "frontier", Shape.LINE, null),
            method("recent-line", "frontier", Shape.LINE, 5),
            method("record-line", "record", Shape.LINE, null),
            method("notable-line", "notable", Shape.LINE, null),
            method("piecewise", "frontier", Shape.BEST_PIECEWISE, null),
            method("ensemble", "frontier", Shape.BIC_ENSEMBLE, null),
            method("walk", "record", Shape.RANDOM_WALK, null),
            method("last", "record", Shape.LAST_VALUE, null),
            method("simulation", "frontier", Shape.SIMULATION, 5));

    private BacktestSeries() {}

    /**
     * A release on the first of each month from {@link #START} to {@link #VINTAGE}.
     *
     * @param log10 the log10 of a release's value, by its time in years since 2000-01-01
     */
    static List<AnalysedRelease> monthly(DoubleUnaryOperator log10) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (LocalDate date = START; date.isBefore(VINTAGE); date = date.plusMonths(1)) {
            releases.add(release("r" + date, date, log10.applyAsDouble(JULIAN.yearsSince2000(date)), true));
        }
        return releases;
    }

    /** Monthly releases that scatter about a line by 0.4 OOM. */
    static List<AnalysedRelease> noisy() {
        Random random = new Random(7);
        return monthly(time -> 5 + 0.6 * time + 0.4 * random.nextGaussian());
    }

    static AnalysedRelease release(String id, LocalDate date, double log10, boolean notable) {
        return new AnalysedRelease(
                id,
                id,
                date,
                DatePrecision.DAY,
                false,
                notable,
                null,
                null,
                Map.of(),
                Map.of("size", Math.pow(10, log10)));
    }

    static ForecastMethod method(String id, String cohort, Shape shape, Integer years) {
        return new ForecastMethod(id, id, Cohort.parse(cohort), shape, years);
    }

    static LoadedVintage vintage(LocalDate date, List<AnalysedRelease> releases) {
        return new LoadedVintage(date, releases);
    }

    /** Backtests methods twice a year, with a frontier of ten releases. */
    static ForecastEvaluator evaluator(List<ForecastMethod> methods) {
        return evaluator(methods, OutlierRule.KEEP, RULES.frontierSize());
    }

    /** Backtests methods twice a year. */
    static ForecastEvaluator evaluator(List<ForecastMethod> methods, OutlierRule outliers, int frontierSize) {
        return evaluator(methods, outliers, frontierSize, START, 6);
    }

    static ForecastEvaluator evaluator(
            List<ForecastMethod> methods, OutlierRule outliers, int frontierSize, LocalDate fitFrom, int everyMonths) {
        ForecastSettings forecasting = new ForecastSettings(
                SELECTION.withRules(RULES.with(draft -> {
                    draft.outliers = outliers;
                    draft.frontierSize = frontierSize;
                })),
                METRIC,
                methods,
                List.of(ForecastTarget.values()),
                fitFrom,
                /* stepMonths= */ 6,
                /* recentYears= */ 5,
                /* trim= */ 0.15,
                PATHS.withPaths(500),
                new ForecastSettings.Choice("simulation", "simulation-from-coverage", "recent-line"),
                /* seed= */ 20260819);
        return new ForecastEvaluator(new ForecastEvaluator.Settings(
                forecasting,
                /* from= */ LocalDate.of(2014, 1, 1),
                everyMonths,
                /* horizonsMonths= */ List.of(12, 24, 36),
                /* backtestPaths= */ 500,
                /* replicates= */ 200,
                UNTIL,
                List.of(
                        new Threshold(1e8, "reached"),
                        new Threshold(1e20, "near"),
                        new Threshold(1e21, "ahead"),
                        new Threshold(1e200, "far")),
                new OddsGrid(
                        /* fromOom= */ 20,
                        /* toOom= */ 21,
                        /* perOom= */ 1,
                        UNTIL,
                        /* leadsMonths= */ List.of(12),
                        /* scoredOom= */ 1,
                        /* olderPaths= */ 500),
                new ForecastSensitivityEvaluator.Settings(List.of(), List.of(), 500, List.of(), List.of()),
                /* releasesLimit= */ 1000));
    }

    /** Evaluates the methods at a vintage of unknown coverage, with older vintages for its real-time origins. */
    static ForecastEvaluator.Result evaluate(
            ForecastEvaluator evaluator, LoadedVintage newest, LoadedVintage... older) {
        return evaluator.evaluate(
                new LoadedVintages(newest.date(), Optional.of(newest), List.of(older)), Coverage.NONE);
    }

    /** The forecast of a method in hindsight, or in real time where the origin is a vintage's. */
    static Backtest find(
            List<Backtest> backtests, String method, ForecastTarget target, String origin, int horizonMonths) {
        return backtests.stream()
                .filter(backtest -> backtest.key().method().equals(method)
                        && backtest.key().target() == target
                        && backtest.key().scoredOn() == Backtest.ScoredOn.FINAL
                        && backtest.key().origin().equals(LocalDate.parse(origin))
                        && backtest.key().horizonMonths() == horizonMonths)
                .findFirst()
                .orElseThrow();
    }
}
