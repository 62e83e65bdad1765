package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.stats.PredictiveDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Says how forecasts would have fared: made at rolling origins from the releases published before them, the rules of
 * selection included, and scored against what came.
 *
 * <p>Values are those of a vintage: at the rolling origins of the newest, so that estimates revised since, notability
 * and releases listed late are known too early. A vintage that is older makes one forecast more, at its own date, from
 * releases and values as they then were: nothing in it is known too early.
 *
 * <p>Targets are {@link ForecastTarget}s, shapes of methods those of {@link CourseFitter}, and {@link TargetForecaster}
 * makes them speak of the targets. A line through records is a line through the days on which records were made; what
 * stands on any day is older and less, which no method that draws lines allows for.
 */
public final class BacktestEvaluator {
    private final Settings settings;

    /** @param settings what is forecast, how, and when */
    public BacktestEvaluator(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is forecast, how, and when.
     *
     * @param selection the run's selection
     * @param metric what is measured
     * @param methods the ways to forecast
     * @param targets what is forecast
     * @param fitFrom the first date that curves are fitted from and walks look back to, or null for no bound
     * @param from the first origin
     * @param everyMonths months between origins, and between the dates at which walks look
     * @param horizonsYears years from an origin to the dates forecast
     * @param windowMonths months on either side of a date whose frontier releases are its frontier
     * @param recentYears how far back releases tell how a course lies to a target
     * @param trim the share of releases that a segment of a piecewise line must have
     * @param calibration how 80% intervals are calibrated
     * @param decisiveHorizonYears the horizon at which the winner is told
     * @param releasesLimit releases of a vintage that are held at most; one with more is not backtested
     */
    public record Settings(
            Selection selection,
            Metric metric,
            List<ForecastMethod> methods,
            List<ForecastTarget> targets,
            @Nullable LocalDate fitFrom,
            LocalDate from,
            int everyMonths,
            List<Integer> horizonsYears,
            int windowMonths,
            int recentYears,
            double trim,
            IntervalCalibrator calibration,
            int decisiveHorizonYears,
            long releasesLimit) {

        public Settings {
            methods = List.copyOf(methods);
            targets = List.copyOf(targets);
            horizonsYears = List.copyOf(horizonsYears);
        }
    }

    /**
     * Forecasts and how they fared.
     *
     * @param backtests every forecast
     * @param summaries by method, target, horizon and vintage of the values
     * @param winners the method with the least mean CRPS at the decisive horizon by target, from the newest vintage's
     *     values; a target without scores has none
     */
    public record Result(
            List<Backtest> backtests, List<BacktestSummary> summaries, Map<ForecastTarget, BacktestSummary> winners) {

        public Result {
            backtests = List.copyOf(backtests);
            summaries = List.copyOf(summaries);
            winners = Collections.unmodifiableMap(winners);
        }

        /** Where nothing was evaluated. */
        public static Result none() {
            return new Result(List.of(), List.of(), Map.of());
        }
    }

    /**
     * Evaluates.
     *
     * @param newest the newest vintage's releases
     * @param older those of older vintages
     */
    public Result evaluate(HeldVintage newest, List<HeldVintage> older) {
        Outcomes outcomes = new Outcomes(
                newest.selector(),
                settings.metric().id(),
                settings.selection(),
                settings.windowMonths(),
                newest.date());
        List<Backtest> backtests = new ArrayList<>(
                settings.calibration().calibrated(atOrigins(newest, origins(newest), outcomes), outcomes));
        LocalDate end = Outcomes.endOf(settings.selection().rules(), newest.date());
        for (HeldVintage vintage : older) {
            // Where the analysis ends before the vintage, nothing is learnt from forecasting at its date.
            if (vintage.date().isBefore(end)) {
                backtests.addAll(atOrigins(vintage, List.of(vintage.date()), outcomes));
            }
        }
        BacktestSummarizer summarizer = new BacktestSummarizer(settings.calibration());
        List<BacktestSummary> summaries = summarizer.summaries(backtests);
        Map<ForecastTarget, BacktestSummary> winners = new EnumMap<>(ForecastTarget.class);
        for (BacktestSummary summary : summaries) {
            if (summary.wins()
                    && summary.horizonYears() == settings.decisiveHorizonYears()
                    && summary.valuesVintage().equals(newest.date())) {
                winners.put(summary.target(), summary);
            }
        }
        return new Result(backtests, summaries, winners);
    }

    private List<LocalDate> origins(HeldVintage vintage) {
        List<LocalDate> origins = new ArrayList<>();
        LocalDate end = Outcomes.endOf(settings.selection().rules(), vintage.date());
        LocalDate origin = settings.from();
        while (!origin.isAfter(end)) {
            origins.add(origin);
            origin = settings.from().plusMonths((long) origins.size() * settings.everyMonths());
        }
        return origins;
    }

    private List<Backtest> atOrigins(HeldVintage vintage, List<LocalDate> origins, Outcomes outcomes) {
        return origins.parallelStream()
                .flatMap(origin -> at(vintage, origin, outcomes).stream())
                .toList();
    }

    /** Every forecast made at an origin. */
    private List<Backtest> at(HeldVintage vintage, LocalDate origin, Outcomes outcomes) {
        Selection known =
                settings.selection().withRules(settings.selection().rules().withTo(origin));
        CourseFitter fitter = new CourseFitter(
                known.rules().timeScale(), settings.fitFrom(), settings.everyMonths(), settings.trim());
        TargetForecaster forecaster = new TargetForecaster(settings.recentYears());
        Map<ForecastTarget, Population> targets = new HashMap<>();
        for (ForecastTarget target : settings.targets()) {
            targets.put(target, select(vintage, target.cohort(), known));
        }
        List<Backtest> backtests = new ArrayList<>();
        for (ForecastMethod method : settings.methods()) {
            Population own = lookedAt(method, select(vintage, method.cohort(), known), origin);
            List<CourseFitter.Weighted> courses = fitter.fit(method.shape(), own, origin);
            for (ForecastTarget target : settings.targets()) {
                boolean isOwn = method.cohort().equals(target.cohort());
                for (int horizon : settings.horizonsYears()) {
                    Backtest.Key key = new Backtest.Key(
                            method.id(), settings.metric().id(), target, origin, horizon, vintage.date());
                    Optional<PredictiveDistribution> forecast = forecaster.forecast(
                            courses, isOwn, Objects.requireNonNull(targets.get(target)), origin, key.targetDate());
                    backtests.add(backtest(key, own.size(), forecast, outcomes));
                }
            }
        }
        return backtests;
    }

    private Population select(HeldVintage vintage, Cohort cohort, Selection known) {
        return vintage.selector().select(settings.metric().id(), cohort, Era.ALL_TIME, known);
    }

    /** The releases of a cohort that a method looks at: a walk, which starts from those before its era, at all. */
    private Population lookedAt(ForecastMethod method, Population cohort, LocalDate origin) {
        return switch (method.shape()) {
            case RANDOM_WALK, LAST_VALUE -> cohort;
            case LINE, BEST_PIECEWISE, BIC_ENSEMBLE -> {
                LocalDate from = settings.fitFrom();
                if (method.years() != null) {
                    LocalDate recent = origin.minusYears(method.years());
                    from = from == null || recent.isAfter(from) ? recent : from;
                }
                yield cohort.between(from, origin);
            }
        };
    }

    private static Backtest backtest(
            Backtest.Key key, long n, Optional<PredictiveDistribution> forecast, Outcomes outcomes) {
        boolean isKnown = outcomes.isKnown(key.target(), key.targetDate());
        OptionalDouble actual = isKnown ? outcomes.value(key.target(), key.targetDate()) : OptionalDouble.empty();
        Backtest.Status status = forecast.isEmpty()
                ? Backtest.Status.TOO_FEW_OBSERVATIONS
                : !isKnown
                        ? Backtest.Status.NOT_YET_KNOWN
                        : actual.isEmpty() ? Backtest.Status.NO_RELEASE : Backtest.Status.SCORED;
        return new Backtest(
                key,
                n,
                status,
                forecast.map(ForecastQuantiles::of).orElse(null),
                actual.isPresent() ? (Double) actual.getAsDouble() : null,
                status == Backtest.Status.SCORED
                        ? (Double) forecast.orElseThrow().crps(actual.getAsDouble())
                        : null,
                null);
    }
}
