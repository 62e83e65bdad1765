package org.computetrends.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.evaluate.ForecastEvaluator;
import org.computetrends.evaluate.SensitivityEvaluator;
import org.computetrends.forecast.ForecastMethod;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.PathSettings;
import org.computetrends.forecast.TrendProjector;
import org.computetrends.population.Selection;

/** Reads the sections {@code forecast} and {@code backtest}: how forecasts are made, and how backtests score them. */
record BacktestReader(SettingsReader section, SettingsReader forecast, Vocabulary vocabulary) {

    static BacktestReader of(SettingsReader root, Vocabulary vocabulary) {
        return new BacktestReader(root.section("backtest"), root.section("forecast"), vocabulary);
    }

    /**
     * @param projection how far current forecasts reach, and how many paths they draw
     * @param odds the reader of odds, which are estimated from the same paths
     * @param sensitivity the alternatives under which forecasts of crossing dates are repeated
     * @param releasesLimit the most releases that may be in memory
     */
    ForecastEvaluator.Settings backtest(
            Selection selection,
            TrendProjector.Settings projection,
            OddsReader odds,
            SensitivityEvaluator.Settings sensitivity,
            long releasesLimit) {
        Metric metric = vocabulary.metric(section, "metric");
        PathSettings paths = paths().withPathCount(projection.paths());
        List<ForecastMethod> methods = methods();
        int everyMonths = section.wholeNumber("every-months", 1, SettingsReader.MOST_MONTHS);
        return new ForecastEvaluator.Settings(
                new ForecastSettings(
                        selection,
                        metric,
                        methods,
                        section.choices("targets", ForecastTarget.class).stream()
                                .sorted()
                                .toList(),
                        section.optionalDate("fit-from"),
                        everyMonths,
                        section.wholeNumber("recent-years", 1, SettingsReader.MOST_YEARS),
                        section.number("trim", 0.01, 0.3),
                        paths,
                        new ForecastSettings.Choice(
                                method("default", methods),
                                method("default-where-coverage-ended", methods),
                                method("benchmark", methods)),
                        projection.seed()),
                section.date("from"),
                everyMonths,
                // With a shorter horizon, the window around the target would contain releases known at the origin.
                section.wholeNumbers("horizons-months", paths.windowMonths(), SettingsReader.MOST_MONTHS),
                section.wholeNumber("paths", 100, 1_000_000),
                section.wholeNumber("replicates", 100, 1_000_000),
                projection.until(),
                projection.thresholds().getOrDefault(metric.id(), List.of()),
                odds.odds(),
                odds.sensitivity(sensitivity.alternatives()),
                releasesLimit);
    }

    /** Reads how sample paths are drawn. The number of paths is 0 here, and the caller sets it. */
    PathSettings paths() {
        return new PathSettings(
                forecast.number("slope-deviation", 0, 10),
                forecast.wholeNumber("rate-years", 1, SettingsReader.MOST_YEARS),
                forecast.wholeNumber("rate-lag-months", 0, SettingsReader.MOST_MONTHS),
                forecast.number("least-arrivals-per-year", 0.01, 1000),
                forecast.wholeNumber("fewest-releases", 3, 1_000_000),
                section.wholeNumber("window-months", 1, SettingsReader.MOST_MONTHS),
                forecast.wholeNumber("coverage-lag-days", 0, 100_000),
                forecast.number("record-softness", 0, 10),
                0);
    }

    /** Reads a key whose value must be the id of one of the methods. */
    private String method(String key, List<ForecastMethod> methods) {
        String id = forecast.filledText(key);
        if (methods.stream().noneMatch(method -> method.id().equals(id))) {
            forecast.fault(
                    key,
                    id,
                    "must be one of backtest.methods: "
                            + methods.stream().map(ForecastMethod::id).collect(Collectors.joining(", ")));
        }
        return id;
    }

    private List<ForecastMethod> methods() {
        List<ForecastMethod> methods = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (SettingsReader item : section.items("methods")) {
            String id = item.filledText("id");
            if (!ids.add(id)) {
                item.fault("id", id, "is a method already");
            }
            if (id.equals(BacktestSummary.NONE)) {
                item.fault("id", id, "means no method in backtest_summary");
            }
            String name = item.filledText("name");
            ForecastMethod.Shape shape = item.choice("shape", ForecastMethod.Shape.class);
            Cohort cohort = cohort(item);
            Integer years = item.isNull("years") ? null : item.wholeNumber("years", 1, SettingsReader.MOST_YEARS);
            if (shape.isSimulation() && cohort.rule() != Cohort.Rule.FRONTIER) {
                item.fault("cohort", cohort.id(), "must be frontier where sample paths are drawn");
            } else if (shape.isSimulation() && years == null) {
                item.fault("years", "null", "must be a number where sample paths are drawn");
            } else {
                methods.add(new ForecastMethod(id, name, cohort, shape, years));
            }
        }
        return methods;
    }

    private Cohort cohort(SettingsReader item) {
        Cohort cohort = vocabulary.cohort(item, "cohort", item.text("cohort"));
        if (cohort.rankedBy() != null || !cohort.filters().isEmpty()) {
            item.fault("cohort", cohort.id(), "must be a cohort without conditions");
        }
        return cohort;
    }
}
