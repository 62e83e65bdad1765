package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.forecast.TrendProjector.Outlook;
import org.jspecify.annotations.Nullable;

/**
 * Computes the outlook of trends under scenarios, which is projections, crossings, forecasts and odds, from the sample paths
 * of their processes.
 *
 * @param dates the projection dates, after the origin, increasing
 */
record OutlookEstimator(
        TrendProjector.Settings settings,
        Map<TrendKey, Trend> trends,
        Knowledge knowledge,
        List<LocalDate> dates,
        ResourceEstimator resources) {

    /**
     * A process, its scenarios, and the trends that are read off its paths.
     *
     * @param method the simulation that gives the start of paths
     * @param forecaster forecasts and odds of the forecast metric; null for other metrics
     */
    record Task(
            ProcessPaths process,
            ForecastMethod method,
            List<Scenario> scenarios,
            List<TrendKey> trends,
            @Nullable ScenarioForecaster forecaster) {}

    /** The outlooks of one process. Its paths are freed afterwards. */
    List<Outlook> outlooks(Task task) {
        boolean hasDelays = task.forecaster() != null && knowledge.delays().isPresent();
        return PathMemory.OF_JAVA.runWith(task.process().memoryBytes(hasDelays), () -> {
            Optional<PathDraws> drawn = task.process().draw(hasDelays);
            List<Outlook> outlooks = new ArrayList<>();
            for (Scenario scenario : task.scenarios()) {
                outlooks.addAll(outlooks(
                        task, scenario, drawn.flatMap(draws -> task.process().pathsUnder(scenario, draws, trends))));
            }
            return outlooks;
        });
    }

    private List<Outlook> outlooks(Task task, Scenario scenario, Optional<ReleasePaths> paths) {
        List<Outlook> outlooks = new ArrayList<>();
        ScenarioForecaster forecaster = task.forecaster();
        if (forecaster != null) {
            boolean isAlternative = !scenario.id().equals(Scenario.CONTINUE);
            outlooks.add(new Outlook(
                    settings.trends().get(0),
                    scenario.id(),
                    List.of(),
                    List.of(),
                    List.of(),
                    isAlternative && forecaster.isDefault(task.method())
                            ? forecaster.forecasts(task.method(), scenario, task.process(), paths, dates)
                            : List.of(),
                    forecaster.odds(task.method(), scenario, task.process(), paths)));
        }
        task.trends().forEach(key -> outlooks.add(outlook(key, scenario, paths)));
        return outlooks;
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
                        : List.of(),
                List.of(),
                List.of());
    }

    private GenerationArrival arrival(Generation generation, Scenario scenario, CohortProjector projector) {
        Double floor = generation.computeLowFlop();
        if (floor == null) {
            return new GenerationArrival(generation, scenario.id(), null, null);
        }
        Crossing crossing = projector.crossing(new Threshold(floor, generation.id()));
        return new GenerationArrival(
                generation, scenario.id(), crossing, resources.resources(floor, crossing.date(), knowledge.origin()));
    }
}
