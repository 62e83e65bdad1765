package org.computetrends.evaluate;

import java.util.function.UnaryOperator;
import org.computetrends.forecast.ForecastSettings;

/**
 * A value that replaces the run's value of a setting of the release process.
 *
 * @param setting the setting's name, such as {@code slope-deviation}
 * @param value the setting's value as text, such as {@code 0.24}
 * @param change returns the run's settings with this value
 */
public record ForecastAlternative(String setting, String value, UnaryOperator<ForecastSettings> change) {}
