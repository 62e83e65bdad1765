package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Odds;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.forecast.TrendProjector.Outlook;
import org.jspecify.annotations.Nullable;

/**
 * Reads projections, crossings, generations, forecasts and odds off the sample paths of a process, by scenario.
 *
 * @param dates the projection dates, after the origin, increasing
 */
record OutlookEstimator(
        TrendProjector.Settings settings,
        Map<TrendKey, Trend> trends,
        Knowledge knowledge,
        List<LocalDate> dates,
        ResourceEstimator resourceEstimator) {

    /**
     * A process, its scenarios, and the trends that are read off its paths.
     *
     * @param method the simulation that draws the paths
     * @param trends the trends whose outlook is wanted; may be empty
     * @param forecaster makes forecasts and odds; null for processes without them
     */
    record Task(
            ProcessPaths process,
            ForecastMethod method,
            List<Scenario> scenarios,
            List<TrendKey> trends,
            @Nullable ScenarioForecaster forecaster) {}

    /** The estimates of one task, under all its scenarios. */
    record Estimates(List<Outlook> outlooks, List<Forecast> forecasts, List<Odds> odds) {}

    /** The estimates of a task. Its paths are freed afterwards. */
    Estimates estimate(Task task) {
        boolean needsDelays = task.forecaster() != null && knowledge.delays().isPresent();
        return PathMemory.OF_JAVA.runWith(task.process().memoryBytes(needsDelays), () -> {
            Optional<PathDraws> drawn = task.process().draw(needsDelays);
            Estimates estimates = new Estimates(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (Scenario scenario : task.scenarios()) {
                add(
                        estimates,
                        task,
                        scenario,
                        drawn.flatMap(draws -> task.process().pathsUnder(scenario, draws, trends)));
            }
            return estimates;
        });
    }

    private void add(Estimates estimates, Task task, Scenario scenario, Optional<ReleasePaths> paths) {
        ScenarioForecaster forecaster = task.forecaster();
        if (forecaster != null) {
            // Only the default simulation has forecasts. The package evaluate makes those under CONTINUE.
            if (!scenario.id().equals(Scenario.CONTINUE) && forecaster.isDefault(task.method())) {
                estimates
                        .forecasts()
                        .addAll(forecaster.forecasts(task.method(), scenario, task.process(), paths, dates));
            }
            estimates.odds().addAll(forecaster.odds(task.method(), scenario, task.process(), paths));
        }
        task.trends().forEach(key -> estimates.outlooks().add(outlook(key, scenario, paths)));
    }

    private Outlook outlook(TrendKey key, Scenario scenario, Optional<ReleasePaths> paths) {
        CohortProjector projector = new CohortProjector(
                TrendProjector.require(trends, key),
                TrendProjector.require(trends, TrendProjector.allTime(key)),
                scenario,
                knowledge,
                settings.timeScale(),
                dates,
                paths);
        List<Threshold> thresholds = settings.thresholds().getOrDefault(key.metric(), List.of());
        return new Outlook(
                key,
                scenario.id(),
                projector.projections(),
                thresholds.stream().map(projector::crossing).toList(),
                key.equals(settings.generationTrend())
                        ? settings.generations().stream()
                                .map(generation -> arrival(generation, scenario, projector))
                                .toList()
                        : List.of());
    }

    private GenerationArrival arrival(Generation generation, Scenario scenario, CohortProjector projector) {
        Double floor = generation.computeLowFlop();
        if (floor == null) {
            return new GenerationArrival(generation, scenario.id(), null, null);
        }
        Crossing crossing = projector.crossing(new Threshold(floor, generation.id()));
        return new GenerationArrival(
                generation,
                scenario.id(),
                crossing,
                resourceEstimator.resources(floor, crossing.date(), knowledge.origin()));
    }
}
