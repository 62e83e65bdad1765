package org.computetrends.table;

import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;

/**
 * The {@code intervals} table: the 95% interval of each trend's slope by every method that is feasible for its
 * population.
 */
public final class IntervalsTable {

    /**
     * An interval of a trend's slope by one method.
     *
     * @param timeScale the conversion of slopes to doubling times in months
     */
    public record TrendInterval(TrendKey trend, SlopeInterval interval, TimeScale timeScale) {

        /** Every interval of every trend. */
        public static List<TrendInterval> of(List<Trend> trends, TimeScale timeScale) {
            List<TrendInterval> intervals = new ArrayList<>();
            for (Trend trend : trends) {
                Trend.Estimate estimate = trend.estimate();
                if (estimate != null) {
                    estimate.intervals()
                            .forEach(interval -> intervals.add(
                                    new TrendInterval(trend.specification().key(), interval, timeScale)));
                }
            }
            return intervals;
        }
    }

    public static final RecordTable<TrendInterval> INTERVALS = RecordTable.<TrendInterval>named(
                    "intervals", "The 95% interval of a trend's slope by one method.")
            .trend(TrendInterval::trend)
            .oneOf("growth_model", row -> row.trend().growthModel(), GrowthModel.values(), GrowthModel::id)
            .meaning("The growth model's id.")
            .oneOf("method", row -> row.interval().method(), SlopeInterval.Method.values())
            .meaning("OLS, HC3, CR1 and CR3 (by organization), PAIRS_PERCENTILE, PAIRS_BCA, CLUSTER_PERCENTILE,"
                    + " CLUSTER_BCA, WILD_PERCENTILE.")
            .key()
            .optionalNumber("slope_se", row -> row.interval().standardError())
            .meaning("Standard error of the slope, or standard deviation of the bootstrap replicates, OOM a year.")
            .optionalNumber("slope_ci95_low", row -> row.interval().low())
            .meaning("Lower end of the slope's 95% interval, OOM a year.")
            .optionalNumber("slope_median", row -> row.interval().median())
            .meaning("The slope, or the median of the bootstrap replicates, OOM a year.")
            .optionalNumber("slope_ci95_high", row -> row.interval().high())
            .meaning("Upper end of the slope's 95% interval, OOM a year.")
            .optionalNumber(
                    "doubling_time_ci95_low",
                    row -> DoublingTime.months(row.interval().high(), row.timeScale()))
            .meaning("Doubling time at slope_ci95_high, months; null if the metric does not grow at this slope.")
            .optionalNumber(
                    "doubling_time_ci95_high",
                    row -> DoublingTime.months(row.interval().low(), row.timeScale()))
            .meaning("Doubling time at slope_ci95_low, months; null if the metric does not grow at this slope.")
            .build();

    private IntervalsTable() {}
}
