package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendOnVintage.Estimate;
import org.computetrends.domain.TrendStatus;
import org.jspecify.annotations.Nullable;

/** The {@code trend_history} table: each trend as each vintage up to the run's has it. */
public final class TrendHistoryTable {

    public static final RecordTable<TrendOnVintage> TREND_HISTORY = RecordTable.<TrendOnVintage>named(
                    "trend_history", "An exponential trend on a vintage, the run's own or an earlier one.")
            .key(text("metric", "The metric's id."), row -> row.trend().metric())
            .key(text("cohort", "The cohort's id."), row -> row.trend().cohort())
            .key(text("era", "The era's id."), row -> row.trend().era())
            .key(text("variant", "As in `sensitivity`: baseline, or the releases left out."), TrendOnVintage::variant)
            .key(
                    required("values_vintage", DataTypes.DateType, "The vintage that the trend is fitted on."),
                    TrendOnVintage::vintage)
            .column(
                    text("scope", "The scope fitted, as in `threshold_counts`.").oneOf(KnowledgeTables.SCOPES),
                    TrendOnVintage::scope)
            .column(VintageTables.SEAM, TrendOnVintage::seam)
            .column(
                    text("status", "FITTED, or why not: TOO_FEW_OBSERVATIONS (under 3), TOO_FEW_DATES (under 2).")
                            .oneOf(TrendStatus.values()),
                    row -> row.status().name())
            .column(count("n", "Observations."), TrendOnVintage::n)
            .column(
                    date("first_date", "Date of the first observation; null when there is none."),
                    TrendOnVintage::firstDate)
            .column(
                    date("last_date", "Date of the last observation; null when there is none."),
                    TrendOnVintage::lastDate)
            .column(
                    number("slope_oom_per_year", "Growth in orders of magnitude a year; null when not fitted."),
                    estimate(estimate -> estimate.line().slope()))
            .column(
                    optional(
                                    "interval_method",
                                    DataTypes.StringType,
                                    "The method of the 95% intervals: CR3 by first-named organization, or OLS where one of them"
                                            + " determines the slope; null when not fitted.")
                            .oneOf(new SlopeInterval.Method[] {SlopeInterval.Method.CR3, SlopeInterval.Method.OLS}),
                    estimate(estimate -> estimate.slope().method().name()))
            .column(
                    number("slope_ci95_low", "95% interval of the slope, lower end."),
                    estimate(estimate -> estimate.slope().low()))
            .column(
                    number("slope_ci95_high", "95% interval of the slope, upper end."),
                    estimate(estimate -> estimate.slope().high()))
            .column(
                    number("growth_factor_per_year", "Factor of growth in a year: 10 to the slope."),
                    factor(e -> e.line().slope()))
            .column(
                    number("growth_factor_ci95_low", "Its 95% interval, lower end."),
                    factor(e -> e.slope().low()))
            .column(
                    number("growth_factor_ci95_high", "Its 95% interval, upper end."),
                    factor(e -> e.slope().high()))
            .column(
                    number("doubling_time_months", "Months in which the metric doubles; null when it does not grow."),
                    months(DoublingTime::months))
            .column(
                    number("doubling_time_ci95_low", "Its 95% interval, lower end, in months."),
                    months(DoublingTime::low))
            .column(
                    number(
                            "doubling_time_ci95_high",
                            "Its 95% interval, upper end, in months; null when growth is not certain."),
                    months(DoublingTime::high))
            .column(
                    number("start_value", "The line at the first date, in the metric's unit; null when not fitted."),
                    estimate(Estimate::startValue))
            .column(
                    number("end_value", "The line at the last date, in the metric's unit; null when not fitted."),
                    estimate(Estimate::endValue))
            .column(
                    number("r_squared", "Share of the variance of log10 value explained; null when all are equal."),
                    estimate(estimate -> estimate.line().rSquared()))
            .build();

    private TrendHistoryTable() {}

    private static Function<TrendOnVintage, @Nullable Object> estimate(Function<Estimate, @Nullable Object> value) {
        return row -> {
            Estimate estimate = row.estimate();
            return estimate == null ? null : value.apply(estimate);
        };
    }

    private static Function<TrendOnVintage, @Nullable Object> factor(ToDoubleFunction<Estimate> slope) {
        return estimate(estimate -> Math.pow(10, slope.applyAsDouble(estimate)));
    }

    private static Function<TrendOnVintage, @Nullable Object> months(Function<DoublingTime, OptionalDouble> end) {
        return estimate(estimate -> {
            OptionalDouble months = end.apply(estimate.doublingTime());
            return months.isPresent() ? (Double) months.getAsDouble() : null;
        });
    }
}
