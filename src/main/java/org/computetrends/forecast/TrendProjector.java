package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Era;
import org.computetrends.domain.Forecast;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.HalfYears;
import org.computetrends.domain.Odds;
import org.computetrends.domain.Projection;
import org.computetrends.domain.ResourceFit;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.UserException;
import org.computetrends.domain.WhatIf;
import org.computetrends.forecast.OutlookEstimator.Estimates;
import org.computetrends.stats.ParallelTasks;

/**
 * Projects trends under scenarios: fans, crossings, generations, forecasts and odds, all read off the same sample
 * paths. A metric's frontier and its records share the paths of one process; another cohort has a process of its own.
 *
 * <p>The scenario {@code continue} is the default forecast. Every other scenario adds an assumption. Intervals cover
 * the variation between paths, given the scenario.
 */
public record TrendProjector(Settings settings, ForecastSettings forecasting, OddsSettings grid) {

    public TrendProjector {
        forecasting = forecasting.withPathCount(settings.paths());
    }

    /**
     * The settings of projections.
     *
     * @param trends the trends projected, at most one for a metric and cohort
     * @param until the last date of projections
     * @param paths paths sampled for each trend and scenario, instead of those of {@link ForecastSettings}
     * @param thresholds the thresholds whose crossing is dated, by metric
     * @param generationTrend a generation arrives when this trend reaches the generation's compute floor
     * @param resourceBasis the basis for the resources of a generation's run
     * @param whatIfs the changes that would make a generation's run smaller
     * @param rates conversion rates from parameters and energy to other quantities
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
            RunResources.Basis resourceBasis,
            List<Decomposition> decompositions,
            List<WhatIf> whatIfs,
            WhatIf.Rates rates) {}

    /**
     * The rows of the tables, in their order.
     *
     * @param generations by scenario and generation
     * @param whatIfs each generation's run under each what-if
     * @param forecasts forecasts of the forecast metric, under scenarios other than {@code continue}
     * @param odds odds of the forecast metric, under every scenario
     */
    public record Result(
            List<Projection> projections,
            List<Crossing> crossings,
            List<GenerationArrival> generations,
            List<ResourceFit> resourceFits,
            List<Decomposition.Part> decompositions,
            List<WhatIf.Effect> whatIfs,
            List<Forecast> forecasts,
            List<Odds> odds) {}

    /**
     * Projects the trends of the settings to half-years after the origin.
     *
     * @param trends fitted trends, including those to project, each with its cohort over all dates
     */
    public Result project(
            List<Trend> trends,
            Map<TrendKey, TrendMembers> members,
            Knowledge knowledge,
            List<ResourceFit> resourceFits) {
        List<LocalDate> dates = HalfYears.between(knowledge.origin(), settings.until());
        Map<TrendKey, Trend> byKey = byKey(trends);
        List<Estimates> estimates = estimates(byKey, members, knowledge, dates, resourceFits, /* withOdds= */ true);
        List<Outlook> outlooks = outlooks(estimates);
        List<GenerationArrival> generations = concatenated(outlooks, Outlook::generations);
        return new Result(
                concatenated(outlooks, Outlook::projections),
                concatenated(outlooks, Outlook::crossings),
                generations,
                resourceFits,
                new GrowthDecomposer(byKey).parts(settings.decompositions()),
                new WhatIfEstimator(settings.whatIfs(), settings.rates()).effects(generations),
                concatenated(estimates, Estimates::forecasts),
                concatenated(estimates, Estimates::odds));
    }

    private static <S, T> List<T> concatenated(List<S> parts, Function<S, List<T>> rows) {
        return parts.stream().flatMap(part -> rows.apply(part).stream()).toList();
    }

    /** Projects the trends of the settings to increasing dates after the origin, without forecasts and odds. */
    public List<Outlook> outlooks(
            List<Trend> trends, Map<TrendKey, TrendMembers> members, Knowledge knowledge, List<LocalDate> dates) {
        return outlooks(estimates(byKey(trends), members, knowledge, dates, List.of(), /* withOdds= */ false));
    }

    /** A trend's future under a scenario. Only the generation trend has generations. */
    public record Outlook(
            TrendKey trend,
            String scenario,
            List<Projection> projections,
            List<Crossing> crossings,
            List<GenerationArrival> generations) {}

    /** The outlooks in the order of the settings' trends. */
    private List<Outlook> outlooks(List<Estimates> estimates) {
        return concatenated(estimates, Estimates::outlooks).stream()
                .sorted(Comparator.comparingInt(outlook -> settings.trends().indexOf(outlook.trend())))
                .toList();
    }

    private List<Estimates> estimates(
            Map<TrendKey, Trend> byKey,
            Map<TrendKey, TrendMembers> members,
            Knowledge knowledge,
            List<LocalDate> dates,
            List<ResourceFit> resourceFits,
            boolean withOdds) {
        ProcessFitter fitter =
                new ProcessFitter(forecasting, members, knowledge, lastPathDay(knowledge, dates, withOdds));
        List<OutlookEstimator.Task> tasks = new ArrayList<>();
        trendsByProcess().forEach((name, keys) -> tasks.addAll(tasks(byKey, keys, fitter, withOdds)));
        OutlookEstimator estimator = new OutlookEstimator(
                settings,
                byKey,
                knowledge,
                dates,
                new ResourceEstimator(
                        settings.resourceBasis(), resourceFits, byKey, settings.timeScale(), settings.seed()));
        return ParallelTasks.map(
                tasks.size(),
                task -> tasks.get(task).process().expectedReleasesPerPath(),
                task -> estimator.estimate(tasks.get(task)));
    }

    /** The last day of paths: the end of the last date's window or, if later, the last date of odds. */
    private LocalDate lastPathDay(Knowledge knowledge, List<LocalDate> dates, boolean withOdds) {
        LocalDate last = dates.isEmpty() ? knowledge.origin() : dates.get(dates.size() - 1);
        LocalDate end = last.plusMonths(forecasting.paths().windowMonths());
        return withOdds && grid.until().isAfter(end) ? grid.until() : end;
    }

    private static Map<TrendKey, Trend> byKey(List<Trend> trends) {
        Map<TrendKey, Trend> byKey = new HashMap<>();
        trends.forEach(trend -> byKey.put(trend.specification().key(), trend));
        return byKey;
    }

    private Map<ProcessPaths.Name, List<TrendKey>> trendsByProcess() {
        return settings.trends().stream()
                .collect(Collectors.groupingBy(ProcessFitter::name, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * The tasks of trends that share a process: one, or one for each simulation if forecasts and odds are wanted.
     * Forecasts and odds are made only for the frontier and records of the forecast metric. Outlooks are read off the
     * default simulation only.
     *
     * @param keys the trends that share the process, at least one
     */
    private List<OutlookEstimator.Task> tasks(
            Map<TrendKey, Trend> byKey, List<TrendKey> keys, ProcessFitter fitter, boolean withOdds) {
        Knowledge knowledge = fitter.knowledge();
        TrendKey key = keys.get(0);
        TrendSpecification specification = require(byKey, key).specification();
        boolean hasForecasts = withOdds
                && key.metric().equals(forecasting.metric().id())
                && ProcessFitter.isOfFrontier(specification.cohort());
        boolean hasRecords =
                keys.stream().anyMatch(trend -> Cohort.parse(trend.cohort()).rule() == Cohort.Rule.RECORD);
        ForecastMethod defaultMethod =
                forecasting.simulationAt(knowledge.origin(), knowledge.coverageEnd(key.metric()));
        List<Scenario> scenarios = settings.scenarios().stream()
                .filter(scenario -> scenario.appliesTo(key.metric()))
                .toList();
        ScenarioForecaster forecaster = hasForecasts
                ? new ScenarioForecaster(forecasting, grid, require(byKey, allTime(key)), knowledge)
                : null;
        return (hasForecasts ? forecasting.simulations() : List.of(defaultMethod))
                .stream()
                        .map(method -> new OutlookEstimator.Task(
                                process(byKey, specification, fitter, method, hasForecasts || hasRecords),
                                method,
                                scenarios,
                                method.equals(defaultMethod) ? keys : List.of(),
                                forecaster))
                        .toList();
    }

    /** The process of a trend. Only forecasts and records need the arrivals of a frontier's releases. */
    private static ProcessPaths process(
            Map<TrendKey, Trend> byKey,
            TrendSpecification trend,
            ProcessFitter fitter,
            ForecastMethod method,
            boolean needsArrivals) {
        if (!ProcessFitter.isOfFrontier(trend.cohort())) {
            return fitter.ofCohort(trend, method);
        }
        ProcessPaths process = fitter.ofFrontier(
                require(byKey, frontierKey(trend.key())).specification(),
                require(byKey, allTime(trend.key())).maxima(),
                method);
        return needsArrivals ? process : process.withoutArrivals();
    }

    /** The trend of the same metric and cohort over all dates. */
    public static TrendKey allTime(TrendKey key) {
        return new TrendKey(key.metric(), key.cohort(), Era.ALL_TIME.id(), GrowthModel.EXPONENTIAL);
    }

    /** The trends whose releases determine a trend's paths: for records, the frontier of the same era. */
    public static List<TrendKey> sources(TrendKey key) {
        return ProcessFitter.isOfFrontier(Cohort.parse(key.cohort())) ? List.of(frontierKey(key)) : List.of(key);
    }

    /** The frontier of the same metric and era. */
    private static TrendKey frontierKey(TrendKey key) {
        return new TrendKey(key.metric(), Cohort.frontier().id(), key.era(), GrowthModel.EXPONENTIAL);
    }

    /** The trend of a key, which must be fitted. */
    static Trend require(Map<TrendKey, Trend> byKey, TrendKey key) {
        Trend trend = byKey.get(key);
        if (trend == null) {
            throw UserException.usage("the trend of " + key.metric() + " over " + key.cohort() + " in " + key.era()
                    + " is needed for projections, but was not fitted: add it to trends");
        }
        return trend;
    }
}
