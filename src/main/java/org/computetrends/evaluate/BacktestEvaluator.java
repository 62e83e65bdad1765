package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.computetrends.domain.Threshold;
import org.computetrends.held.HeldVintage;
import org.computetrends.held.Selection;
import org.computetrends.stats.LargestFirst;
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
 * makes them speak of the targets.
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
     * @param recentYears how far back outcomes tell how a target lies to a course
     * @param trim the share of releases that a segment of a piecewise line must have
     * @param calibration how 80% intervals are calibrated
     * @param decisiveHorizonYears the horizon at which the winner is told
     * @param until the last date forecast now
     * @param thresholds values whose crossing is dated
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
            LocalDate until,
            List<Threshold> thresholds,
            long releasesLimit) {

        public Settings {
            methods = List.copyOf(methods);
            targets = List.copyOf(targets);
            horizonsYears = List.copyOf(horizonsYears);
            thresholds = List.copyOf(thresholds);
        }
    }

    /**
     * Forecasts and how they fared.
     *
     * @param backtests every forecast made at an origin
     * @param summaries by method, target, horizon and vintage of the values
     * @param records the newest vintage's summaries, and what they speak for; null where nothing was backtested
     * @param forecasts what the methods forecast now
     * @param crossings when they have thresholds reached
     * @param odds how probable it is that a threshold is exceeded by a date
     * @param oddsBacktests odds as earlier vintages would have given them
     * @param oddsReliability how such odds fared
     */
    public record Result(
            List<Backtest> backtests,
            List<BacktestSummary> summaries,
            @Nullable TrackRecords records,
            List<Forecast> forecasts,
            List<ForecastCrossing> crossings,
            List<Odds> odds,
            List<OddsBacktest> oddsBacktests,
            List<OddsReliability> oddsReliability) {

        public Result {
            backtests = List.copyOf(backtests);
            summaries = List.copyOf(summaries);
            forecasts = List.copyOf(forecasts);
            crossings = List.copyOf(crossings);
        }

        /** Where nothing was evaluated. */
        public static Result none() {
            return new Result(List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of());
        }

        /** With the dates where a vintage's coverage of metrics ends. */
        public Result withCoverage(Coverage coverage, LocalDate vintage) {
            return new Result(
                    backtests,
                    summaries,
                    records,
                    forecasts,
                    crossings.stream()
                            .map(crossing -> crossing.within(coverage, vintage))
                            .toList(),
                    odds,
                    oddsBacktests,
                    oddsReliability);
        }

        /** The method with the least mean CRPS at the decisive horizon by target; a target without scores has none. */
        public Map<ForecastTarget, BacktestSummary> winners() {
            return records == null ? Map.of() : records.winners();
        }

        /** The method with the next CRPS over the same origins by target; a target with one method scored has none. */
        public Map<ForecastTarget, BacktestSummary> runnersUp() {
            return records == null ? Map.of() : records.runnersUp();
        }
    }

    /**
     * Evaluates.
     *
     * @param newest the newest vintage's releases
     * @param older those of older vintages
     */
    public Result evaluate(HeldVintage newest, List<HeldVintage> older) {
        Outcomes outcomes = Outcomes.of(settings, newest);
        List<Backtest> backtests = new ArrayList<>(
                settings.calibration().calibrated(atOrigins(newest, origins(newest), outcomes), outcomes));
        LocalDate end = settings.selection().rules().lastKnown(newest.date());
        for (HeldVintage vintage : older) {
            // Where the analysis ends before the vintage, nothing is learnt from forecasting at its date.
            if (vintage.date().isBefore(end)) {
                backtests.addAll(atOrigins(vintage, List.of(vintage.date()), outcomes));
            }
        }
        BacktestSummarizer summarizer = new BacktestSummarizer(settings.calibration(), outcomes);
        List<BacktestSummary> summaries = summarizer.summaries(backtests);
        TrackRecords records = new TrackRecords(settings, summaries, newest.date());
        ForecastEstimator.Result now = new ForecastEstimator(settings, records).estimate(newest);
        return new Result(
                backtests, summaries, records, now.forecasts(), now.crossings(), List.of(), List.of(), List.of());
    }

    private List<LocalDate> origins(HeldVintage vintage) {
        List<LocalDate> origins = new ArrayList<>();
        LocalDate end = settings.selection().rules().lastKnown(vintage.date());
        LocalDate origin = settings.from();
        while (!origin.isAfter(end)) {
            origins.add(origin);
            origin = settings.from().plusMonths((long) origins.size() * settings.everyMonths());
        }
        return origins;
    }

    private List<Backtest> atOrigins(HeldVintage vintage, List<LocalDate> origins, Outcomes outcomes) {
        // The later an origin, the more is known at it.
        return LargestFirst.map(origins.size(), k -> k, k -> at(vintage, origins.get(k), outcomes)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Every forecast made at an origin. */
    private List<Backtest> at(HeldVintage vintage, LocalDate origin, Outcomes outcomes) {
        OriginForecaster forecaster = new OriginForecaster(settings, vintage, origin);
        Map<LocalDate, Integer> horizons = new LinkedHashMap<>();
        settings.horizonsYears().forEach(years -> horizons.put(origin.plusYears(years), years));
        return forecaster.forecasts(List.copyOf(horizons.keySet())).stream()
                .map(made -> backtest(
                        new Backtest.Key(
                                made.method().id(),
                                settings.metric().id(),
                                made.target(),
                                origin,
                                Objects.requireNonNull(horizons.get(made.date())),
                                vintage.date()),
                        made.n(),
                        made.distribution(),
                        outcomes))
                .toList();
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
