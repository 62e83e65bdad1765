/**
 * Evaluations: trends under other settings and on other vintages, forecasts and their backtests, and comparisons with
 * published claims.
 *
 * <p>A vintage is the source's data as of a day. The run publishes the trends of the analysed vintage. A seam is a day
 * on which the source changed what it lists or how it determines values. The coverage of a metric ends on the day up to
 * which its values are known.
 *
 * <p>Where to start: {@link ForecastEvaluator} for forecasts, {@link SensitivityEvaluator} for other settings, {@link
 * TrendHistorian} and {@link VintageComparator} for other vintages, {@link ClaimEvaluator} for claims, {@link
 * Nowcaster} for missing compute, and {@link KnowledgeEstimator} for how complete vintages are.
 */
@NullMarked
package org.computetrends.evaluate;

import org.jspecify.annotations.NullMarked;
