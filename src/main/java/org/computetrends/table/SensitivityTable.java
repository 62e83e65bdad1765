package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.text;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.jspecify.annotations.Nullable;

/** The {@code sensitivity} table: trends under other settings. */
public final class SensitivityTable {

    /** Whether a doubling time is bounded. */
    static final Column DOUBLING_TIME_STATUS = optional(
                    "doubling_time_status",
                    DataTypes.StringType,
                    "BOUNDED; UNBOUNDED_ABOVE when the slope's interval reaches zero; NOT_GROWING when the slope"
                            + " is not positive; null when not fitted.")
            .oneOf(DoublingTime.Status.values());

    public static final RecordTable<VariedTrend> SENSITIVITY = RecordTable.<VariedTrend>named(
                    "sensitivity", "A trend under other settings.")
            .key(text("metric", "The metric's id."), row -> row.trend().metric())
            .key(text("cohort", "The cohort's id."), row -> row.trend().cohort())
            .key(text("era", "The era's id."), row -> row.trend().era())
            .key(
                    text("variant", "The settings that differ from the run's, and their values; baseline for none."),
                    VariedTrend::variant)
            .column(
                    text("setting", "The one setting that differs; baseline for none, grid for several."),
                    VariedTrend::setting)
            .column(
                    optional(
                            "value", DataTypes.StringType, "That setting's value; null for the baseline and the grid."),
                    VariedTrend::value)
            .column(
                    text("status", "FITTED, or why not: TOO_FEW_OBSERVATIONS (under 3), TOO_FEW_DATES (under 2).")
                            .oneOf(TrendStatus.values()),
                    row -> row.status().name())
            .column(count("n", "Observations."), VariedTrend::n)
            .column(
                    date("first_date", "Date of the first observation; null when there is none."),
                    VariedTrend::firstDate)
            .column(date("last_date", "Date of the last observation; null when there is none."), VariedTrend::lastDate)
            .column(
                    number("slope_oom_per_year", "Growth in orders of magnitude a year; null when not fitted."),
                    estimate(estimate -> estimate.line().slope()))
            .column(
                    number("slope_se", "Classical standard error of the slope, OOM a year."),
                    estimate(estimate -> estimate.line().slopeSe()))
            .column(
                    number("slope_ci95_low", "Classical 95% interval of the slope (Student t), lower end."),
                    estimate(estimate -> estimate.line().slopeInterval(0.95).low()))
            .column(
                    number("slope_ci95_high", "Classical 95% interval of the slope (Student t), upper end."),
                    estimate(estimate -> estimate.line().slopeInterval(0.95).high()))
            .column(
                    number("growth_factor_per_year", "Factor of growth in a year: 10 to the slope."),
                    estimate(estimate -> Math.pow(10, estimate.line().slope())))
            .column(
                    number("doubling_time_months", "The variant's months to double; null when it does not grow."),
                    estimate(estimate -> orNull(estimate.doublingTime().months())))
            .column(
                    number(
                            "doubling_time_ci95_low",
                            "Classical 95% interval of the doubling time, lower end, in months."),
                    estimate(estimate -> orNull(estimate.doublingTime().low())))
            .column(
                    number(
                            "doubling_time_ci95_high",
                            "95% interval of the doubling time, upper end, in months; null when growth is not certain."),
                    estimate(estimate -> orNull(estimate.doublingTime().high())))
            .column(
                    DOUBLING_TIME_STATUS,
                    estimate(estimate -> estimate.doublingTime().status().name()))
            .column(
                    number(
                            "doubling_time_ratio",
                            "The doubling time divided by that of the trend's baseline; null where either is null."),
                    estimate(VariedTrend.Estimate::ratioToBaseline))
            .build();

    private SensitivityTable() {}

    private static Function<VariedTrend, @Nullable Object> estimate(
            Function<VariedTrend.Estimate, @Nullable Object> value) {
        return row -> {
            VariedTrend.Estimate estimate = row.estimate();
            return estimate == null ? null : value.apply(estimate);
        };
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
