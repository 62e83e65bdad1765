package org.computetrends.config;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.ForecastAlternative;
import org.computetrends.evaluate.ForecastSensitivityEvaluator;
import org.computetrends.forecast.OddsSettings;
import org.computetrends.forecast.PathSettings;

/**
 * Reads the thresholds and dates of odds, and the alternative settings under which crossing dates are forecast again,
 * for the table {@code forecast_sensitivity}.
 *
 * @param source the run's configuration, in which alternative values replace the run's
 */
record OddsReader(SettingsReader section, Config source, Vocabulary vocabulary) {
    /** The largest exponent of ten, because doubles range over about 300 orders of magnitude on either side of 1. */
    private static final int MOST_OOM = 300;

    OddsSettings odds() {
        int from = section.wholeNumber("from-oom", -MOST_OOM, MOST_OOM);
        return new OddsSettings(
                from,
                section.wholeNumber("to-oom", from, MOST_OOM),
                section.wholeNumber("per-oom", 1, 100),
                section.date("until"),
                section.wholeNumbers("leads-months", 1, SettingsReader.MOST_MONTHS),
                section.number("scored-oom", 0, 2 * MOST_OOM),
                section.wholeNumber("older-paths", 100, 1_000_000));
    }

    /**
     * Reads how the sensitivity of forecasts is evaluated.
     *
     * @param selections for each setting that selects populations, its alternatives
     */
    ForecastSensitivityEvaluator.Settings sensitivity(List<List<Alternative>> selections) {
        SettingsReader sensitivity = section.section("sensitivity");
        return new ForecastSensitivityEvaluator.Settings(
                sensitivity.positiveNumbers("thresholds"),
                sensitivity.dates("before"),
                sensitivity.wholeNumber("paths", 100, 1_000_000),
                selections,
                processAlternatives(sensitivity.section("process")));
    }

    /**
     * The alternative ways to simulate releases. The key {@code years} changes the methods that draw sample paths. The
     * other keys replace keys of the section {@code forecast}, with the same bounds.
     */
    private List<ForecastAlternative> processAlternatives(SettingsReader process) {
        List<ForecastAlternative> alternatives = new ArrayList<>();
        process.wholeNumbers("years", 1, SettingsReader.MOST_YEARS)
                .forEach(years -> alternatives.add(new ForecastAlternative(
                        "years", Integer.toString(years), settings -> settings.withSimulatedYears(years))));
        Map<String, Function<PathSettings, Number>> getters = new TreeMap<>(Map.of(
                "slope-deviation", PathSettings::slopeDeviation,
                "rate-years", PathSettings::rateYears,
                "rate-lag-months", PathSettings::rateLagMonths));
        getters.forEach((key, getter) -> new Overlay(source)
                .read(
                        process,
                        key,
                        List.of("forecast." + key),
                        root -> BacktestReader.of(root, vocabulary).paths())
                .forEach(variant -> alternatives.add(new ForecastAlternative(
                        key,
                        getter.apply(variant.settings()).toString(),
                        // BacktestReader.paths leaves the number of paths at 0: the forecast's number replaces it.
                        forecast -> forecast.withPaths(variant.settings()
                                .withPathCount(forecast.paths().pathCount()))))));
        return alternatives;
    }
}
