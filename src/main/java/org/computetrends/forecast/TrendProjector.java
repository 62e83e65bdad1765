package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.computetrends.domain.UserException;
import org.computetrends.domain.WhatIf;
import org.computetrends.stats.LargestFirst;

/**
 * Says how trends go on under scenarios: fans, crossings, generations, forecasts and odds, all read off the same sample
 * paths. A metric's frontier and its records share the paths of one process; another cohort has a process of its own.
 *
 * <p>The scenario {@code continue} is the forecast itself; others say what they assume. Intervals speak of what paths draw,
 * not of whether a scenario comes true.
 *
 * @param settings what is projected, and how far
 * @param forecasting how sample paths are drawn
 * @param grid the questions of odds
 */
public record TrendProjector(Settings settings, ForecastSettings forecasting, OddsGrid grid) {

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
     * @param resources what the resources of a generation's run are estimated from
     * @param resources what runs of the past took
     * @param decompositions how growth is split
     * @param whatIfs what would make a generation's run smaller
     * @param rates how other quantities follow from parameters and energy
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
     * What is said of the future.
     *
     * @param projections each trend and scenario at every date, in order
     * @param crossings each trend, scenario and threshold, in order
     * @param generations each generation and scenario, in order
     * @param decompositions the parts of growth, in order
     * @param whatIfs what becomes of each generation's run, in order
     * @param forecasts of the metric that is forecast, under other scenarios than continue
     * @param odds of the metric that is forecast, under every scenario
     */
    public record Result(
            List<Projection> projections,
            List<Crossing> crossings,
            List<GenerationArrival> generations,
            List<ResourceFit> resources,
            List<Decomposition.Part> decompositions,
            List<WhatIf.Effect> whatIfs,
            List<Forecast> forecasts,
            List<Odds> odds) {}

    /**
     * Projects.
     *
     * @param trends fitted trends, among them those to project, each with its cohort over all time
     * @param members their releases
     * @param knowledge how far the data reach: projections begin after the origin
     * @param resources what runs of the past took
     */
    public Result project(
            List<Trend> trends, Map<TrendKey, TrendMembers> members, Knowledge knowledge, List<ResourceFit> resources) {
        List<LocalDate> dates = HalfYears.between(knowledge.origin(), settings.until());
        Map<TrendKey, Trend> byKey = byKey(trends);
        List<Outlook> outlooks = outlooks(byKey, members, knowledge, dates, resources, true);
        List<GenerationArrival> generations =
                outlooks.stream().flatMap(each -> each.generations().stream()).toList();
        return new Result(
                outlooks.stream().flatMap(each -> each.projections().stream()).toList(),
                outlooks.stream().flatMap(each -> each.crossings().stream()).toList(),
                generations,
                resources,
                new GrowthDecomposer(byKey).parts(settings.decompositions()),
                new WhatIfEstimator(settings.whatIfs(), settings.rates()).effects(generations),
                outlooks.stream().flatMap(each -> each.forecasts().stream()).toList(),
                outlooks.stream().flatMap(each -> each.odds().stream()).toList());
    }

    /**
     * Carries trends forward to other dates than half-years; says nothing of odds.
     *
     * @param trends fitted trends, among them those to project, each with its cohort over all time
     * @param members their releases
     * @param knowledge how far the data reach
     * @param dates after the origin, increasing
     */
    public List<Outlook> outlooks(
            List<Trend> trends, Map<TrendKey, TrendMembers> members, Knowledge knowledge, List<LocalDate> dates) {
        return outlooks(byKey(trends), members, knowledge, dates, List.of(), false);
    }

    /** What is said of a trend under a scenario, and of the metric that is forecast, with the first of its trends. */
    public record Outlook(
            TrendKey trend,
            String scenario,
            List<Projection> projections,
            List<Crossing> crossings,
            List<GenerationArrival> generations,
            List<Forecast> forecasts,
            List<Odds> odds) {}

    private List<Outlook> outlooks(
            Map<TrendKey, Trend> byKey,
            Map<TrendKey, TrendMembers> members,
            Knowledge knowledge,
            List<LocalDate> dates,
            List<ResourceFit> resources,
            boolean odds) {
        ProcessFitter fitter = new ProcessFitter(forecasting, members, knowledge, until(knowledge, dates, odds));
        List<OutlookReader.Task> tasks = new ArrayList<>();
        trendsByProcess().forEach((name, keys) -> tasks.addAll(tasks(byKey, keys, fitter, odds)));
        OutlookReader reader = new OutlookReader(
                settings,
                byKey,
                knowledge,
                dates,
                new ResourceEstimator(settings.resources(), resources, byKey, settings.timeScale(), settings.seed()));
        return LargestFirst.map(
                        tasks.size(),
                        task -> tasks.get(task).process().releasesDrawn(),
                        task -> reader.outlooks(tasks.get(task)))
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(outlook -> settings.trends().indexOf(outlook.trend())))
                .toList();
    }

    /** The day that paths have to reach: the end of the last window, and the last question. */
    private LocalDate until(Knowledge knowledge, List<LocalDate> dates, boolean odds) {
        LocalDate last = dates.isEmpty() ? knowledge.origin() : dates.get(dates.size() - 1);
        LocalDate end = last.plusMonths(forecasting.paths().windowMonths());
        return odds && grid.until().isAfter(end) ? grid.until() : end;
    }

    private static Map<TrendKey, Trend> byKey(List<Trend> trends) {
        Map<TrendKey, Trend> byKey = new HashMap<>();
        trends.forEach(trend -> byKey.put(trend.specification().key(), trend));
        return byKey;
    }

    private Map<ProcessPaths.Name, List<TrendKey>> trendsByProcess() {
        Map<ProcessPaths.Name, List<TrendKey>> byProcess = new LinkedHashMap<>();
        settings.trends()
                .forEach(key -> byProcess
                        .computeIfAbsent(ProcessFitter.name(key), name -> new ArrayList<>())
                        .add(key));
        return byProcess;
    }

    /** The process of some trends; of the metric that is forecast one from every start of its paths. */
    private List<OutlookReader.Task> tasks(
            Map<TrendKey, Trend> byKey, List<TrendKey> keys, ProcessFitter fitter, boolean odds) {
        Knowledge knowledge = fitter.knowledge();
        Trend trend = require(byKey, keys.get(0));
        Trend allTime = require(byKey, allTime(keys.get(0)));
        String metric = keys.get(0).metric();
        boolean isForecast = odds
                && metric.equals(forecasting.metric().id())
                && ProcessFitter.isOfFrontier(trend.specification().cohort());
        ForecastMethod usual = forecasting.simulationAt(knowledge.origin(), knowledge.coverageEnd(metric));
        List<Scenario> scenarios = settings.scenarios().stream()
                .filter(scenario -> scenario.concerns(metric))
                .toList();
        boolean hasRecords =
                keys.stream().anyMatch(key -> Cohort.parse(key.cohort()).rule() == Cohort.Rule.RECORD);
        return (isForecast ? forecasting.simulations() : List.of(usual))
                .stream()
                        .map(method -> new OutlookReader.Task(
                                isForecast || hasRecords
                                        ? process(byKey, trend, allTime, method, fitter)
                                        : process(byKey, trend, allTime, method, fitter)
                                                .withoutArrivals(),
                                method,
                                scenarios,
                                method.equals(usual) ? keys : List.of(),
                                isForecast ? new ScenarioForecaster(forecasting, grid, allTime, knowledge) : null))
                        .toList();
    }

    private ProcessPaths process(
            Map<TrendKey, Trend> byKey, Trend trend, Trend allTime, ForecastMethod method, ProcessFitter fitter) {
        return ProcessFitter.isOfFrontier(trend.specification().cohort())
                ? fitter.ofFrontier(
                        frontier(byKey, trend.specification().key()).specification(), allTime.ascent(), method)
                : fitter.ofCohort(trend.specification(), method);
    }

    /** The frontier that records come from, within the same era. */
    private static Trend frontier(Map<TrendKey, Trend> byKey, TrendKey key) {
        return require(byKey, frontierKey(key));
    }

    /** The trend of the same metric and cohort over all time, which knows every first release. */
    public static TrendKey allTime(TrendKey key) {
        return new TrendKey(key.metric(), key.cohort(), Era.ALL_TIME.id(), GrowthModel.EXPONENTIAL);
    }

    /** The trends whose releases a trend's paths are drawn from: of a metric's records its frontier within the same era. */
    public static List<TrendKey> sources(TrendKey key) {
        return ProcessFitter.isOfFrontier(Cohort.parse(key.cohort())) ? List.of(frontierKey(key)) : List.of(key);
    }

    private static TrendKey frontierKey(TrendKey key) {
        return new TrendKey(key.metric(), Cohort.frontier().id(), key.era(), GrowthModel.EXPONENTIAL);
    }

    /** A trend that has to be fitted. */
    static Trend require(Map<TrendKey, Trend> byKey, TrendKey key) {
        Trend trend = byKey.get(key);
        if (trend == null) {
            throw UserException.usage("the trend of " + key.metric() + " over " + key.cohort() + " in " + key.era()
                    + " is needed for projections, but was not fitted: add it to trends");
        }
        return trend;
    }
}
