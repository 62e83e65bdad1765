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
 * Reads the thresholds and dates of odds, and the variants of settings whose effect on crossing dates is measured (the
 * table {@code forecast_sensitivity}).
 *
 * @param source the run's configuration, from which variants are made
 */
record OddsReader(SettingsReader section, Config source, Vocabulary vocabulary) {
    /** Doubles range over about 300 orders of magnitude on either side of 1. */
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
     * Reads the variants of settings.
     *
     * @param selections the alternatives of settings of populations
     */
    ForecastSensitivityEvaluator.Settings sensitivity(List<List<Alternative>> selections) {
        SettingsReader sensitivity = section.section("sensitivity");
        return new ForecastSensitivityEvaluator.Settings(
                sensitivity.positiveNumbers("thresholds"),
                sensitivity.dates("before"),
                sensitivity.wholeNumber("paths", 100, 1_000_000),
                selections,
                process(sensitivity.section("process")));
    }

    /**
     * The alternatives of the release process. {@code years} changes the simulation methods. The other keys are read as
     * if set in {@code forecast}, so they have the same bounds.
     */
    private List<ForecastAlternative> process(SettingsReader process) {
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
                .forEach(read -> alternatives.add(new ForecastAlternative(
                        key,
                        getter.apply(read.settings()).toString(),
                        // The number of paths stays as it is.
                        forecast -> forecast.withPaths(
                                read.settings().withPaths(forecast.paths().paths()))))));
        return alternatives;
    }
}
