package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.Coverage;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Era;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Projection;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.UserException;
import org.computetrends.domain.WhatIf;
import org.computetrends.stats.LargestFirst;
import org.jspecify.annotations.Nullable;

/**
 * Carries trends forward under scenarios: the line with its confidence interval and the spread of a release about it,
 * the dates on which thresholds are reached, and the arrival of generations.
 *
 * <p>The scenario {@code continue} assumes that the fitted growth goes on; others say what they assume. Intervals speak of
 * the fit, of the scatter about it, and of what a scenario draws, not of whether the scenario comes true.
 */
public final class TrendProjector {

    private final Settings settings;

    /** @param settings what is projected, and how far */
    public TrendProjector(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is projected, and how far.
     *
     * @param timeScale how times become dates
     * @param trends the trends carried forward, at most one for a metric and cohort
     * @param scenarios what is supposed of the future, in order
     * @param until the last date projected to
     * @param paths how many paths are simulated of each trend and scenario
     * @param seed the run's seed
     * @param thresholds the values whose crossing is dated, by metric
     * @param generations the generations, in order
     * @param generationTrend the trend whose crossings of their compute floors date the generations
     * @param resources what the resources of a generation's run are reckoned from
     * @param decompositions how growth is split
     * @param whatIfs what would make a generation's run smaller
     * @param rates how what-ifs reckon quantities that no trend tells
     */
    public record Settings(
            TimeScale timeScale,
            List<TrendKey> trends,
            List<Scenario> scenarios,
            LocalDate until,
            int paths,
            long seed,
            Map<String, List<Threshold>> thresholds,
            List<Generation> generations,
            TrendKey generationTrend,
            RunResources.Basis resources,
            List<Decomposition> decompositions,
            List<WhatIf> whatIfs,
            WhatIf.Rates rates) {}

    /**
     * Projections.
     *
     * @param projections each trend and scenario at every half-year, in order
     * @param crossings each trend, scenario and threshold, in order
     * @param generations each generation and scenario, in order
     * @param decompositions the parts of growth, in order
     * @param whatIfs what becomes of each generation's run, in order
     */
    public record Result(
            List<Projection> projections,
            List<Crossing> crossings,
            List<GenerationArrival> generations,
            List<Decomposition.Part> decompositions,
            List<WhatIf.Effect> whatIfs) {

        /** With the dates where a vintage's coverage of metrics ends. */
        public Result withCoverage(Coverage coverage, LocalDate vintage) {
            return new Result(
                    projections,
                    crossings.stream()
                            .map(crossing -> crossing.within(coverage, vintage))
                            .toList(),
                    generations.stream()
                            .map(arrival -> arrival.within(coverage, vintage))
                            .toList(),
                    decompositions,
                    whatIfs);
        }
    }

    /**
     * Projects.
     *
     * @param trends fitted trends, among them those to project, each with its cohort over all time
     * @param known the date up to which releases are known: scenarios hold, and projections begin, after it
     */
    public Result project(List<Trend> trends, LocalDate known) {
        return project(trends, known, HalfYears.between(known, settings.until()));
    }

    /**
     * Projects to other dates than half-years.
     *
     * @param trends fitted trends, among them those to project, each with its cohort over all time
     * @param known the date up to which releases are known
     * @param dates after it, increasing
     */
    public Result project(List<Trend> trends, LocalDate known, List<LocalDate> dates) {
        Map<TrendKey, Trend> byKey = new HashMap<>();
        trends.forEach(trend -> byKey.put(trend.specification().key(), trend));
        List<Task> tasks = new ArrayList<>();
        for (TrendKey key : settings.trends()) {
            for (Scenario scenario : settings.scenarios()) {
                if (scenario.concerns(key.metric())) {
                    tasks.add(task(byKey, key, scenario));
                }
            }
        }
        ResourceEstimator resources =
                new ResourceEstimator(settings.resources(), byKey, settings.timeScale(), settings.seed());
        List<Outlook> outlooks =
                LargestFirst.map(tasks.size(), task -> 1, task -> outlook(tasks.get(task), known, dates, resources));
        List<GenerationArrival> generations =
                outlooks.stream().flatMap(each -> each.generations().stream()).toList();
        return new Result(
                outlooks.stream().flatMap(each -> each.projections().stream()).toList(),
                outlooks.stream().flatMap(each -> each.crossings().stream()).toList(),
                generations,
                new GrowthDecomposer(byKey).parts(settings.decompositions()),
                new WhatIfEstimator(settings.whatIfs(), settings.rates()).effects(generations));
    }

    /** A trend under a scenario, and what is needed to project it. */
    private record Task(Trend trend, Trend allTime, Scenario scenario, PathSimulator.Subject subject) {}

    private record Outlook(
            List<Projection> projections, List<Crossing> crossings, List<GenerationArrival> generations) {}

    private Task task(Map<TrendKey, Trend> byKey, TrendKey key, Scenario scenario) {
        Trend trend = require(byKey, key);
        Trend allTime = require(byKey, allTime(key));
        List<LargestSoFar> ascent = allTime.ascent();
        LargestSoFar largest = ascent.isEmpty() ? null : ascent.get(ascent.size() - 1);
        Trend fast = null;
        Trend slow = null;
        if (scenario.course() instanceof Scenario.Reverting reverting) {
            fast = require(byKey, reverting.fast());
            slow = require(byKey, reverting.slow());
        }
        return new Task(trend, allTime, scenario, new PathSimulator.Subject(trend, largest, fast, slow));
    }

    private Outlook outlook(Task task, LocalDate known, List<LocalDate> dates, ResourceEstimator resources) {
        boolean generationsToo = task.trend().specification().key().equals(settings.generationTrend());
        List<Threshold> thresholds = settings.thresholds()
                .getOrDefault(task.trend().specification().metric().id(), List.of());
        Paths paths = paths(task.subject(), task.scenario(), known, dates);
        CrossingEstimator crossings =
                new CrossingEstimator(settings.timeScale(), task.scenario().id(), paths);
        List<GenerationArrival> arrivals = new ArrayList<>();
        for (Generation generation : generationsToo ? settings.generations() : List.<Generation>of()) {
            Double floor = generation.computeLowFlop();
            Crossing crossing = floor == null ? null : crossing(crossings, task, new Threshold(floor, generation.id()));
            arrivals.add(new GenerationArrival(
                    generation,
                    task.scenario().id(),
                    crossing,
                    floor == null || crossing == null ? null : resources.resources(floor, dateOf(crossing), known)));
        }
        return new Outlook(
                paths == null
                        ? List.of()
                        : new FanEstimator(task.trend(), task.scenario(), settings.timeScale())
                                .projections(paths, dates),
                thresholds.stream()
                        .map(threshold -> crossing(crossings, task, threshold))
                        .toList(),
                arrivals);
    }

    /** The date of the first release, and where there is none yet, the projected one. */
    private static @Nullable LocalDate dateOf(Crossing crossing) {
        LargestSoFar first = crossing.firstObserved();
        return first == null ? crossing.medianDate() : first.publishedOn();
    }

    private static Crossing crossing(CrossingEstimator crossings, Task task, Threshold threshold) {
        return crossings.estimate(task.trend(), task.allTime().firstToReach(threshold.value()), threshold);
    }

    /** The simulated paths, or null where the trend, or one that the scenario refers to, could not be fitted. */
    private @Nullable Paths paths(
            PathSimulator.Subject subject, Scenario scenario, LocalDate known, List<LocalDate> dates) {
        Trend fast = subject.fast();
        Trend slow = subject.slow();
        boolean isFitted = subject.trend().estimate() != null
                && (fast == null || fast.estimate() != null)
                && (slow == null || slow.estimate() != null);
        return isFitted
                ? new PathSimulator(settings.timeScale(), settings.paths(), settings.seed())
                        .simulate(subject, scenario, known, dates)
                : null;
    }

    /** The trend of the same metric and cohort over all time, which knows every first release. */
    public static TrendKey allTime(TrendKey key) {
        return new TrendKey(key.metric(), key.cohort(), Era.ALL_TIME.id(), GrowthModel.EXPONENTIAL);
    }

    private static Trend require(Map<TrendKey, Trend> byKey, TrendKey key) {
        Trend trend = byKey.get(key);
        if (trend == null) {
            throw UserException.usage("the trend of " + key.metric() + " over " + key.cohort() + " in " + key.era()
                    + " is to be projected, but was not fitted: add it to trends");
        }
        return trend;
    }
}
