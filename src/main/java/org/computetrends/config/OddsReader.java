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
import org.computetrends.forecast.OddsGrid;
import org.computetrends.forecast.PathSettings;

/** Reads the thresholds and dates of odds, and the settings by which dates of thresholds are varied. */
final class OddsReader {
    private static final int MOST_MONTHS = 1200;
    private static final int MOST_OOM = 300;

    private final SettingsReader section;
    private final Config source;
    private final Vocabulary vocabulary;

    /**
     * @param root the run's settings
     * @param source the settings of the run as a raw configuration, from which variants are made
     */
    OddsReader(SettingsReader root, Config source, Vocabulary vocabulary) {
        this.section = root.section("odds");
        this.source = source;
        this.vocabulary = vocabulary;
    }

    OddsGrid odds() {
        int from = (int) section.integer("from-oom", -MOST_OOM, MOST_OOM);
        return new OddsGrid(
                from,
                (int) section.integer("to-oom", from, MOST_OOM),
                (int) section.integer("per-oom", 1, 100),
                section.date("until"),
                section.wholeNumbers("leads-months", 1, MOST_MONTHS),
                section.number("scored-oom", 0, 2 * MOST_OOM),
                (int) section.integer("older-paths", 100, 1_000_000));
    }

    /**
     * Reads the settings by which dates of thresholds are varied.
     *
     * @param selections the alternatives of settings of populations
     */
    ForecastSensitivityEvaluator.Settings sensitivity(List<List<Alternative>> selections) {
        SettingsReader sensitivity = section.section("sensitivity");
        return new ForecastSensitivityEvaluator.Settings(
                sensitivity.positiveNumbers("thresholds"),
                sensitivity.dates("before"),
                (int) sensitivity.integer("paths", 100, 1_000_000),
                selections,
                process(sensitivity.section("process")));
    }

    /**
     * The alternatives of the release process. {@code years} changes the simulation methods. The others are settings of
     * {@code forecast}, and the same code reads them as reads the run's.
     */
    private List<ForecastAlternative> process(SettingsReader section) {
        List<ForecastAlternative> alternatives = new ArrayList<>();
        section.wholeNumbers("years", 1, BacktestReader.MOST_YEARS)
                .forEach(years -> alternatives.add(new ForecastAlternative(
                        "years", Integer.toString(years), settings -> settings.withSimulatedYears(years))));
        Map<String, Function<PathSettings, Number>> settings = new TreeMap<>(Map.of(
                "slope-deviation", PathSettings::slopeDeviation,
                "rate-years", PathSettings::rateYears,
                "rate-lag-months", PathSettings::rateLagMonths));
        settings.forEach((key, value) -> new Overlay(source)
                .read(section, key, List.of("forecast." + key), root -> new BacktestReader(root, vocabulary).paths())
                .forEach(read -> alternatives.add(new ForecastAlternative(
                        key,
                        value.apply(read.settings()).toString(),
                        forecast -> forecast.withPaths(
                                read.settings().withPaths(forecast.paths().paths()))))));
        return alternatives;
    }
}
