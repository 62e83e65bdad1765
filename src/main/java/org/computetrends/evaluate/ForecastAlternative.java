package org.computetrends.evaluate;

import java.util.function.UnaryOperator;
import org.computetrends.forecast.ForecastSettings;

/** A setting of forecasts with a value that replaces the run's value. The components are as in {@link Alternative}. */
public record ForecastAlternative(String setting, String value, UnaryOperator<ForecastSettings> change) {}
