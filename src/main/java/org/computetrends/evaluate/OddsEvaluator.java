package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.Scenario;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OddsSettings;
import org.computetrends.forecast.OriginForecaster;
import org.computetrends.forecast.Outcomes;
import org.computetrends.population.LoadedVintage;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Backtests odds on older vintages. A question is whether a threshold is exceeded before a date. Odds are its
 * probability.
 *
 * <p>Odds come from simulations of the scenario in which growth continues. Odds of the simulation from the end of
 * coverage are omitted where it starts on the vintage's date: with equal years it then equals the plain one. A question
 * is scored if it was open at its vintage: the threshold is above the published record of the vintage, by at most the
 * limit in the settings. The question's date is at most the end of the newest vintage's coverage, or the last known day
 * if that end is unknown.
 */
record OddsEvaluator(ForecastSettings forecasting, OddsSettings grid) {

    /** Odds and backtests by vintage, in order of date. */
    record Result(List<Odds> odds, List<OddsBacktest> backtests) {}

    /** Evaluates every older vintage; {@code newest} provides the outcomes. */
    Result evaluate(LoadedVintage newest, List<LoadedVintage> older, Coverage coverage) {
        String metric = forecasting.metric().id();
        LocalDate lastKnown = forecasting.selection().rules().lastKnown(newest.date());
        LocalDate coverageEnd = coverage.end(newest.date(), metric);
        Outcomes outcomes = Outcomes.of(forecasting, newest);
        LocalDate scoredUntil = coverageEnd == null || coverageEnd.isAfter(lastKnown) ? lastKnown : coverageEnd;
        List<Result> byVintage = ParallelTasks.map(
                older.size(),
                k -> k,
                k -> new OlderVintage(older.get(k), coverage.end(older.get(k).date(), metric), outcomes, scoredUntil)
                        .evaluate());
        return new Result(
                byVintage.stream().map(Result::odds).flatMap(List::stream).toList(),
                byVintage.stream().map(Result::backtests).flatMap(List::stream).toList());
    }

    /** An older vintage, from which odds are computed. */
    private final class OlderVintage {
        private final LocalDate origin;
        private final @Nullable LocalDate knownTo;
        private final Outcomes outcomes;
        private final OriginForecaster forecaster;
        private final double record;
        private final double[] log10Thresholds = grid.log10Thresholds();
        private final List<LocalDate> dates;

        /** The dates of scored questions, by their lead in months. */
        private final Map<Integer, LocalDate> leads = new HashMap<>();

        OlderVintage(LoadedVintage vintage, @Nullable LocalDate knownTo, Outcomes outcomes, LocalDate scoredUntil) {
            this.origin = vintage.date();
            this.knownTo = knownTo;
            this.outcomes = outcomes;
            this.forecaster = new OriginForecaster(forecasting, vintage, origin, knownTo);
            this.record = forecaster.publishedRecord().orElse(Double.NEGATIVE_INFINITY);
            this.dates = grid.dates(origin);
            for (int months : grid.scoredLeadMonths()) {
                if (!origin.plusMonths(months).isAfter(scoredUntil)) {
                    leads.put(months, origin.plusMonths(months));
                }
            }
        }

        Result evaluate() {
            List<Odds> odds = new ArrayList<>();
            List<OddsBacktest> backtests = new ArrayList<>();
            Map<PathsKey, Map<LocalDate, double[]>> byPaths = new HashMap<>();
            for (ForecastMethod method : forecasting.simulations()) {
                LocalDate start = forecaster.start(method);
                Map<LocalDate, double[]> probabilities = byPaths.computeIfAbsent(
                        new PathsKey(start, method.years()), paths -> probabilities(method, dates));
                if (method.shape() == ForecastMethod.Shape.SIMULATION || !start.equals(origin)) {
                    odds.addAll(odds(method, probabilities));
                }
                backtests.addAll(backtests(method, probabilities));
            }
            ForecastMethod benchmark = forecasting.method(forecasting.choice().benchmark());
            if (!benchmark.shape().isSimulation()) {
                backtests.addAll(backtests(benchmark, probabilities(benchmark, List.of())));
            }
            return new Result(odds, backtests);
        }

        /**
         * A method's probabilities by threshold, for the given dates and those of scored questions; empty if there are
         * too few releases.
         */
        private Map<LocalDate, double[]> probabilities(ForecastMethod method, Collection<LocalDate> extraDates) {
            SortedSet<LocalDate> all = new TreeSet<>(extraDates);
            all.addAll(leads.values());
            List<LocalDate> ordered = List.copyOf(all);
            Map<LocalDate, double[]> byDate = new HashMap<>();
            if (!ordered.isEmpty()) {
                double[][] shares =
                        forecaster.exceedance(method, ordered, log10Thresholds).orElseGet(() -> new double[0][]);
                for (int d = 0; d < shares.length; d++) {
                    byDate.put(ordered.get(d), shares[d]);
                }
            }
            return byDate;
        }

        private static @Nullable Double probability(Map<LocalDate, double[]> probabilities, LocalDate date, int k) {
            double[] byThreshold = probabilities.get(date);
            return byThreshold == null ? null : Double.valueOf(byThreshold[k]);
        }

        private List<Odds> odds(ForecastMethod method, Map<LocalDate, double[]> probabilities) {
            LocalDate start = forecaster.start(method);
            boolean isDefault = forecaster.defaultMethod().equals(method.id());
            List<Odds> odds = new ArrayList<>();
            for (int k = 0; k < log10Thresholds.length; k++) {
                for (LocalDate date : dates) {
                    odds.add(Odds.of(
                            new Odds.Key(
                                    forecasting.metric().id(),
                                    Odds.Event.PUBLISHED,
                                    Scenario.CONTINUE,
                                    method.id(),
                                    origin,
                                    OddsSettings.threshold(log10Thresholds[k]),
                                    date),
                            isDefault,
                            log10Thresholds[k] <= record,
                            probability(probabilities, date, k),
                            forecasting.paths().paths(),
                            start,
                            knownTo));
                }
            }
            return odds;
        }

        private List<OddsBacktest> backtests(ForecastMethod method, Map<LocalDate, double[]> probabilities) {
            return grid.scoredLeadMonths().stream()
                    .filter(leads::containsKey)
                    .flatMap(months -> IntStream.range(0, log10Thresholds.length)
                            .filter(k -> log10Thresholds[k] > record
                                    && log10Thresholds[k] <= record + grid.scoredOomAboveRecord())
                            .boxed()
                            .flatMap(k -> backtest(method, probabilities, months, k)))
                    .toList();
        }

        private Stream<OddsBacktest> backtest(
                ForecastMethod method, Map<LocalDate, double[]> probabilities, int months, int k) {
            LocalDate before = origin.plusMonths(months);
            Double probability = probability(probabilities, before, k);
            return probability == null
                    ? Stream.empty()
                    : Stream.of(new OddsBacktest(
                            new OddsBacktest.Key(
                                    forecasting.metric().id(),
                                    method.id(),
                                    origin,
                                    OddsSettings.threshold(log10Thresholds[k]),
                                    months),
                            before,
                            probability,
                            outcomes.firstAtLeast(log10Thresholds[k]).orElse(null)));
        }
    }

    /** The key of sampled paths: equal starts and years of releases give equal paths. */
    private record PathsKey(LocalDate start, @Nullable Integer years) {}
}
