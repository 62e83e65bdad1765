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
 * Computes the odds on older vintages, and backtests them. A question is whether a threshold is reached before a date.
 * Odds are the probability that it is. The lead time of a question is the number of months from the vintage to the
 * date.
 *
 * <p>Odds come from simulations of the scenario in which growth continues. If a simulation from the end of coverage
 * starts on the vintage's date, it is the same as a plain simulation, so its odds are omitted. Backtests also score the
 * benchmark method if it is not a simulation; if it is, it is among the simulations. A question is scored if it was
 * open at its vintage: its threshold is above the published record of the vintage, by at most the limit in the
 * settings. Its date must not be after the last known day, nor after the end of the newest vintage's coverage if that
 * end is known.
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
                i -> i,
                i -> new OlderVintage(older.get(i), coverage.end(older.get(i).date(), metric), outcomes, scoredUntil)
                        .evaluate());
        return new Result(
                byVintage.stream().map(Result::odds).flatMap(List::stream).toList(),
                byVintage.stream().map(Result::backtests).flatMap(List::stream).toList());
    }

    /** An older vintage, from which odds are computed. */
    private final class OlderVintage {
        private final LocalDate origin;
        private final @Nullable LocalDate coverageEnd;
        private final Outcomes outcomes;
        private final OriginForecaster forecaster;
        private final double log10Record;
        private final double[] log10Thresholds = grid.log10Thresholds();
        /** The dates of published odds. */
        private final List<LocalDate> dates;

        /** The dates of scored questions, by lead time in months. */
        private final Map<Integer, LocalDate> scoredDates = new HashMap<>();

        OlderVintage(LoadedVintage vintage, @Nullable LocalDate coverageEnd, Outcomes outcomes, LocalDate scoredUntil) {
            this.origin = vintage.date();
            this.coverageEnd = coverageEnd;
            this.outcomes = outcomes;
            this.forecaster = new OriginForecaster(forecasting, vintage, origin, coverageEnd);
            this.log10Record = forecaster.knownRecord().orElse(Double.NEGATIVE_INFINITY);
            this.dates = grid.dates(origin);
            for (int months : grid.scoredLeadMonths()) {
                if (!origin.plusMonths(months).isAfter(scoredUntil)) {
                    scoredDates.put(months, origin.plusMonths(months));
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
         * A method's probabilities by date, then by threshold, for the given dates and the dates of scored questions.
         * Empty if there are no dates or too few releases.
         */
        private Map<LocalDate, double[]> probabilities(ForecastMethod method, Collection<LocalDate> publishedDates) {
            SortedSet<LocalDate> allDates = new TreeSet<>(publishedDates);
            allDates.addAll(scoredDates.values());
            List<LocalDate> ordered = List.copyOf(allDates);
            Map<LocalDate, double[]> byDate = new HashMap<>();
            if (!ordered.isEmpty()) {
                double[][] probabilities =
                        forecaster.exceedance(method, ordered, log10Thresholds).orElseGet(() -> new double[0][]);
                for (int d = 0; d < probabilities.length; d++) {
                    byDate.put(ordered.get(d), probabilities[d]);
                }
            }
            return byDate;
        }

        /** The probability of the k-th threshold; null if there are too few releases. */
        private static @Nullable Double probability(Map<LocalDate, double[]> probabilities, LocalDate date, int k) {
            double[] byThreshold = probabilities.get(date);
            return byThreshold == null ? null : Double.valueOf(byThreshold[k]);
        }

        private List<Odds> odds(ForecastMethod method, Map<LocalDate, double[]> probabilities) {
            LocalDate start = forecaster.start(method);
            boolean isDefault = forecaster.defaultMethod().equals(method.id());
            List<Odds> odds = new ArrayList<>();
            String metric = forecasting.metric().id();
            int paths = forecasting.paths().pathCount();
            for (int k = 0; k < log10Thresholds.length; k++) {
                double threshold = OddsSettings.threshold(log10Thresholds[k]);
                boolean isObserved = log10Thresholds[k] <= log10Record;
                for (LocalDate date : dates) {
                    Odds.Key question = new Odds.Key(
                            metric, Odds.Event.PUBLISHED, Scenario.CONTINUE, method.id(), origin, threshold, date);
                    Double probability = probability(probabilities, date, k);
                    odds.add(Odds.ofPaths(question, isDefault, isObserved, probability, paths, start, coverageEnd));
                }
            }
            return odds;
        }

        private List<OddsBacktest> backtests(ForecastMethod method, Map<LocalDate, double[]> probabilities) {
            return grid.scoredLeadMonths().stream()
                    .filter(scoredDates::containsKey)
                    .flatMap(months -> IntStream.range(0, log10Thresholds.length)
                            .filter(k -> log10Thresholds[k] > log10Record
                                    && log10Thresholds[k] <= log10Record + grid.scoredOomAboveRecord())
                            .boxed()
                            .flatMap(k -> backtest(method, probabilities, months, k)))
                    .toList();
        }

        private Stream<OddsBacktest> backtest(
                ForecastMethod method, Map<LocalDate, double[]> probabilities, int months, int k) {
            LocalDate before = origin.plusMonths(months);
            Double probability = probability(probabilities, before, k);
            if (probability == null) {
                return Stream.empty();
            }
            double threshold = OddsSettings.threshold(log10Thresholds[k]);
            OddsBacktest.Key question =
                    new OddsBacktest.Key(forecasting.metric().id(), method.id(), origin, threshold, months);
            LocalDate crossedOn = outcomes.firstAtLeast(log10Thresholds[k]).orElse(null);
            return Stream.of(new OddsBacktest(question, before, probability, crossedOn));
        }
    }

    /** The key of sampled paths. Paths are equal if they start on the same day and are fitted to equally many years. */
    private record PathsKey(LocalDate start, @Nullable Integer years) {}
}
