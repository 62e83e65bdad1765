package org.computetrends.table;

import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.jspecify.annotations.Nullable;

/** The {@code intervals} table: the 95% interval of each trend's slope by every method that its population allows. */
public final class IntervalsTable {

    /**
     * A trend's interval by one method.
     *
     * @param trend the trend's key
     * @param interval the slope's interval
     * @param timeScale how slopes become months
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

        private @Nullable Double months(double slope) {
            return slope > 0 ? timeScale.doublingTimeMonths(slope) : null;
        }
    }

    public static final RecordTable<TrendInterval> INTERVALS = RecordTable.<TrendInterval>named(
                    "intervals", "The 95% interval of a trend's slope by one method.")
            .key(text("metric", "The metric's id."), row -> row.trend().metric())
            .key(text("cohort", "The cohort's id."), row -> row.trend().cohort())
            .key(text("era", "The era's id."), row -> row.trend().era())
            .key(
                    text("growth_model", "The growth model's id.").oneOf(GrowthModel.values(), GrowthModel::id),
                    row -> row.trend().growthModel().id())
            .key(
                    text(
                                    "method",
                                    "OLS, HC3, CR1 and CR3 (by organization), PAIRS_PERCENTILE, PAIRS_BCA, CLUSTER_PERCENTILE,"
                                            + " CLUSTER_BCA, WILD_PERCENTILE.")
                            .oneOf(SlopeInterval.Method.values()),
                    row -> row.interval().method().name())
            .column(
                    number("slope_se", "Standard error, or standard deviation of the replicates, OOM a year."),
                    row -> row.interval().standardError())
            .column(
                    number("slope_ci95_low", "Lower end, OOM a year."),
                    row -> row.interval().low())
            .column(
                    number("slope_median", "The slope, or the median of the replicates, OOM a year."),
                    row -> row.interval().median())
            .column(
                    number("slope_ci95_high", "Upper end, OOM a year."),
                    row -> row.interval().high())
            .column(
                    number(
                            "doubling_time_ci95_low",
                            "Doubling time at the slope's upper end, months; null if not growing."),
                    row -> row.months(row.interval().high()))
            .column(
                    number(
                            "doubling_time_ci95_high",
                            "Doubling time at the slope's lower end, months; null if not growing."),
                    row -> row.months(row.interval().low()))
            .build();

    private IntervalsTable() {}
}
