package org.computetrends.evaluate;

import java.util.function.UnaryOperator;
import org.computetrends.forecast.ForecastSettings;

/** A value that replaces the run's value of a setting of the release process, like {@link Alternative}. */
public record ForecastAlternative(String setting, String value, UnaryOperator<ForecastSettings> change) {}
