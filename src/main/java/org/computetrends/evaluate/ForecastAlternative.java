package org.computetrends.evaluate;

import java.util.function.UnaryOperator;
import org.computetrends.forecast.ForecastSettings;

/**
 * A setting of the process of releases in place of the run's.
 *
 * @param setting the setting's name, such as {@code slope-deviation}
 * @param value its value, such as {@code 0.24}
 * @param change makes the run's settings those with this value
 */
public record ForecastAlternative(String setting, String value, UnaryOperator<ForecastSettings> change) {}
