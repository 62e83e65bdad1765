package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.ForecastQuantiles;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Odds;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.stats.LargestFirst;
import org.computetrends.stats.SampledPrediction;

/**
 * Says of the metric that is forecast how its frontier and record go on under scenarios, and how probable it is that
 * thresholds are exceeded, from every start of the paths.
 *
 * @param settings how paths are drawn
 * @param scenarios what is supposed of the future
 * @param grid the questions of odds
 * @param trends the trends that scenarios refer to
 */
record ScenarioForecaster(
        ForecastSettings settings, List<Scenario> scenarios, OddsGrid grid, Map<TrendKey, Trend> trends) {

    /** Forecasts under other scenarios than continue, and odds under all. */
    record Result(List<Forecast> forecasts, List<Odds> odds) {
        static final Result NONE = new Result(List.of(), List.of());
    }

    /** The frontier of the metric as a method simulates it, under a scenario. */
    private record Task(ForecastMethod method, ProcessPaths process, Scenario scenario) {}

    /**
     * Forecasts.
     *
     * @param frontier the trend of the metric's frontier
     * @param allTime the same, or its records', over all time
     * @param fitter fits the processes
     * @param dates the dates forecast
     */
    Result forecast(Trend frontier, Trend allTime, ProcessFitter fitter, List<LocalDate> dates) {
        List<Task> tasks = new ArrayList<>();
        for (ForecastMethod method : settings.simulations()) {
            ProcessPaths process = fitter.ofFrontier(frontier.specification(), allTime.ascent(), method);
            scenarios.stream()
                    .filter(scenario -> scenario.concerns(settings.metric().id()))
                    .forEach(scenario -> tasks.add(new Task(method, process, scenario)));
        }
        List<Result> results = LargestFirst.map(
                tasks.size(), task -> 1, task -> result(tasks.get(task), allTime, fitter.knowledge(), dates));
        return new Result(
                results.stream().flatMap(each -> each.forecasts().stream()).toList(),
                results.stream().flatMap(each -> each.odds().stream()).toList());
    }

    private Result result(Task task, Trend allTime, Knowledge knowledge, List<LocalDate> dates) {
        Optional<ReleasePaths> paths = task.process().under(task.scenario(), trends);
        List<Odds> odds = new ArrayList<>();
        odds(task, allTime, knowledge, paths, Odds.Event.PUBLISHED, Optional.empty(), odds);
        knowledge
                .delays()
                .ifPresent(delays ->
                        odds(task, allTime, knowledge, paths, Odds.Event.IN_DATABASE, Optional.of(delays), odds));
        boolean isDefault = isDefault(task, knowledge);
        return new Result(
                isDefault && !task.scenario().id().equals(Scenario.CONTINUE)
                        ? forecasts(task, knowledge, paths, dates)
                        : List.of(),
                odds);
    }

    private boolean isDefault(Task task, Knowledge knowledge) {
        return task.method()
                .id()
                .equals(settings.defaultAt(
                        knowledge.origin(), knowledge.coverageEnd(settings.metric().id())));
    }

    private List<Forecast> forecasts(
            Task task, Knowledge knowledge, Optional<ReleasePaths> paths, List<LocalDate> dates) {
        List<Forecast> forecasts = new ArrayList<>();
        for (ForecastTarget target : settings.targets()) {
            double[][] values = paths.isEmpty() ? new double[0][] : paths.get().values(target, dates);
            for (int d = 0; d < dates.size(); d++) {
                forecasts.add(new Forecast(
                        new Forecast.Key(
                                task.method().id(),
                                settings.metric().id(),
                                target,
                                task.scenario().id(),
                                dates.get(d)),
                        false,
                        knowledge.origin(),
                        task.process().known().start(),
                        knowledge.coverageEnd(settings.metric().id()),
                        task.process().releases(),
                        paths.isEmpty() ? null : ForecastQuantiles.of(new SampledPrediction(values[d])),
                        null,
                        null));
            }
        }
        return forecasts;
    }

    private void odds(
            Task task,
            Trend allTime,
            Knowledge knowledge,
            Optional<ReleasePaths> paths,
            Odds.Event event,
            Optional<ReportingDelays> delays,
            List<Odds> odds) {
        List<LocalDate> dates = grid.dates(knowledge.origin());
        double[] log10 = grid.log10Thresholds();
        double[][] shares =
                paths.map(found -> found.exceedance(dates, log10, delays)).orElseGet(() -> new double[0][]);
        boolean isDefault = isDefault(task, knowledge)
                && event == Odds.Event.PUBLISHED
                && task.scenario().id().equals(Scenario.CONTINUE);
        for (int k = 0; k < log10.length; k++) {
            double threshold = OddsGrid.threshold(log10[k]);
            boolean isObserved = allTime.firstToReach(threshold) != null;
            for (int d = 0; d < dates.size(); d++) {
                odds.add(Odds.of(
                        new Odds.Key(
                                settings.metric().id(),
                                event,
                                task.scenario().id(),
                                task.method().id(),
                                knowledge.origin(),
                                threshold,
                                dates.get(d)),
                        isDefault,
                        isObserved,
                        paths.isEmpty() ? null : (Double) shares[d][k],
                        settings.paths().paths(),
                        task.process().known().start(),
                        knowledge.coverageEnd(settings.metric().id())));
            }
        }
    }
}
