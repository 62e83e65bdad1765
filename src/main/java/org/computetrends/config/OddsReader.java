package org.computetrends.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.computetrends.evaluate.Alternative;
import org.computetrends.evaluate.ForecastAlternative;
import org.computetrends.evaluate.ForecastSensitivityEvaluator;
import org.computetrends.forecast.ForecastSettings;
import org.computetrends.forecast.OddsGrid;
import org.computetrends.forecast.PathSettings;

/** Reads the thresholds and dates that odds are given for, and what dates of thresholds are varied by. */
final class OddsReader {
    private static final int MOST_YEARS = 100;
    private static final int MOST_MONTHS = 12 * MOST_YEARS;
    private static final int MOST_OOM = 300;

    private final SettingsReader section;

    OddsReader(SettingsReader root) {
        this.section = root.section("odds");
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
     * Reads what dates of thresholds are varied by.
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

    private static List<ForecastAlternative> process(SettingsReader section) {
        return Stream.of(
                        whole(section, "years", 1, MOST_YEARS, ForecastSettings::withSimulatedYears),
                        alternatives(section, "slope-deviation", 0, 10, inPaths(PathSettings::withSlopeDeviation)),
                        whole(section, "rate-years", 1, MOST_YEARS, inPaths(PathSettings::withRateYears)),
                        whole(section, "rate-lag-months", 0, MOST_MONTHS, inPaths(PathSettings::withRateLagMonths)))
                .flatMap(List::stream)
                .toList();
    }

    private static <T> BiFunction<ForecastSettings, T, ForecastSettings> inPaths(
            BiFunction<PathSettings, T, PathSettings> change) {
        return (settings, value) -> settings.withPaths(change.apply(settings.paths(), value));
    }

    private static List<ForecastAlternative> whole(
            SettingsReader section,
            String key,
            int least,
            int most,
            BiFunction<ForecastSettings, Integer, ForecastSettings> change) {
        return section.wholeNumbers(key, least, most).stream()
                .map(value -> new ForecastAlternative(
                        key, Integer.toString(value), settings -> change.apply(settings, value)))
                .toList();
    }

    private static List<ForecastAlternative> alternatives(
            SettingsReader section,
            String key,
            double least,
            double most,
            BiFunction<ForecastSettings, Double, ForecastSettings> change) {
        return section.numbers(key, least, most).stream()
                .map(value ->
                        new ForecastAlternative(key, Double.toString(value), settings -> change.apply(settings, value)))
                .toList();
    }
}
