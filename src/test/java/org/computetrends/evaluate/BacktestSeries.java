package org.computetrends.evaluate;

import static org.computetrends.population.LoadedReleases.RULES;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.computetrends.TestDefaults;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastMethod.Shape;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OddsSettings;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.LoadedVintages;
import org.computetrends.population.Selection;

/** Series of releases, and the methods and settings that forecast them. */
final class BacktestSeries {
    static final TimeScale TIME = TimeScale.JULIAN;
    static final Metric METRIC = new Metric("size", "Size", "units", "size");
    static final LocalDate START = LocalDate.of(2010, 1, 1);
    static final LocalDate VINTAGE = LocalDate.of(2024, 1, 1);
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

    static List<AnalysedRelease> monthly(DoubleUnaryOperator log10) {
        List<AnalysedRelease> releases = new ArrayList<>();
        for (LocalDate date = START; date.isBefore(VINTAGE); date = date.plusMonths(1)) {
            releases.add(release("r" + date, date, log10.applyAsDouble(TIME.yearsSince2000(date)), true));
        }
        return releases;
    }

    /** The line 5 + 0.6 t with normal noise of 0.4 OOM. */
    static List<AnalysedRelease> noisy() {
        Random random = new Random(7);
        List<AnalysedRelease> releases = new ArrayList<>();
        for (AnalysedRelease each : monthly(time -> 5 + 0.6 * time)) {
            double noise = 0.4 * random.nextGaussian();
            releases.add(release(each.id(), each.publishedOn(), Math.log10(each.value("size")) + noise, true));
        }
        return releases;
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

    static ForecastEvaluator evaluator(
            List<ForecastMethod> methods, OutlierRule outliers, int size, LocalDate fitFrom, int everyMonths) {
        return new ForecastEvaluator(settings(methods, outliers, size, fitFrom, everyMonths));
    }

    static ForecastEvaluator.Settings settings(
            List<ForecastMethod> methods, OutlierRule outliers, int size, LocalDate fitFrom, int everyMonths) {
        Selection selection = RULES.withRules(RULES.rules().with(draft -> {
            draft.outliers = outliers;
            draft.frontierSize = size;
        }));
        ForecastSettings forecasting = new ForecastSettings(
                selection,
                METRIC,
                methods,
                List.of(ForecastTarget.values()),
                fitFrom,
                /* stepMonths= */ 6,
                /* recentYears= */ 5,
                /* trim= */ 0.15,
                TestDefaults.PATHS.withPathCount(500),
                new ForecastSettings.Choice("simulation", "simulation-from-coverage", "recent-line"),
                /* seed= */ 20260819);
        return new ForecastEvaluator.Settings(
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
                new OddsSettings(
                        /* fromOom= */ 20, 21, /* perOom= */ 1, UNTIL, List.of(12), 1, /* pathsOfOlderVintages= */ 500),
                new ForecastSensitivityEvaluator.Settings(List.of(), List.of(), 500, List.of(), List.of()),
                /* releasesLimit= */ 1000);
    }

    /** Evaluates the newest and the older vintages. The end of their coverage is unknown. */
    static ForecastEvaluator.Result evaluate(
            ForecastEvaluator evaluator, LoadedVintage newest, LoadedVintage... older) {
        return evaluator.evaluate(
                new LoadedVintages(newest.date(), Optional.of(newest), List.of(older)), Coverage.NONE);
    }

    /** The backtest scored on final values: in real time if the origin is an older vintage's day, else in hindsight. */
    static Backtest find(
            List<Backtest> backtests, String method, ForecastTarget target, String origin, int horizonMonths) {
        return backtests.stream()
                .filter(each -> each.key().method().equals(method)
                        && each.key().target() == target
                        && each.key().scoredOn() == Backtest.ScoredOn.FINAL
                        && each.key().origin().equals(LocalDate.parse(origin))
                        && each.key().horizonMonths() == horizonMonths)
                .findFirst()
                .orElseThrow();
    }
}
