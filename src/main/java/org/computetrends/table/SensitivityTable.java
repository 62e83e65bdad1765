package org.computetrends.table;

import static org.computetrends.table.Column.optional;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.VariedTrend;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
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
            .trend(VariedTrend::trend)
            .text("variant", VariedTrend::variant)
            .meaning("The settings that differ from the run's, and their values; baseline for none.")
            .key()
            .text("setting", VariedTrend::setting)
            .meaning("The one setting that differs; baseline for none, grid for several.")
            .optionalText("value", VariedTrend::value)
            .meaning("The value of the setting that differs; null for the baseline and the grid.")
            .oneOf("status", VariedTrend::status, TrendStatus.values())
            .meaning("FITTED, or why not: TOO_FEW_OBSERVATIONS (under 3), TOO_FEW_DATES (under 2).")
            .count("n", VariedTrend::n)
            .meaning("Observations.")
            .optionalDate("first_date", VariedTrend::firstDate)
            .meaning("Date of the first observation; null when there is none.")
            .optionalDate("last_date", VariedTrend::lastDate)
            .meaning("Date of the last observation; null when there is none.")
            .optionalNumber("slope_oom_per_year", SensitivityTable::line, LineFit::slope)
            .meaning("Growth in orders of magnitude a year; null when not fitted.")
            .optionalNumber("slope_se", SensitivityTable::line, LineFit::slopeSe)
            .meaning("Classical standard error of the slope, OOM a year.")
            .interval("slope_ci95", "Classical 95% interval of the slope (Student t)", SensitivityTable::slopeInterval)
            .optionalNumber("growth_factor_per_year", SensitivityTable::line, line -> Math.pow(10, line.slope()))
            .meaning("Factor of growth in a year: 10 to the slope.")
            .optionalNumber("doubling_time_months", SensitivityTable::doublingTime, DoublingTime::months)
            .meaning("Months in which the metric doubles; null when not fitted, or when the metric does not grow.")
            .optionalNumber("doubling_time_ci95_low", SensitivityTable::doublingTime, DoublingTime::low)
            .meaning("Classical 95% interval of the doubling time, lower end, in months.")
            .optionalNumber("doubling_time_ci95_high", SensitivityTable::doublingTime, DoublingTime::high)
            .meaning("95% interval of the doubling time, upper end, in months; null when growth is not certain.")
            .column(DOUBLING_TIME_STATUS, RecordTable.ofPart(SensitivityTable::doublingTime, DoublingTime::status))
            .optionalNumber("doubling_time_ratio", VariedTrend::estimate, VariedTrend.Estimate::ratioToBaseline)
            .meaning("The doubling time divided by that of the trend's baseline; null where either is null.")
            .build();

    private SensitivityTable() {}

    private static @Nullable LineFit line(VariedTrend row) {
        return row.estimate() == null ? null : row.estimate().line();
    }

    private static @Nullable Interval slopeInterval(VariedTrend row) {
        return row.estimate() == null ? null : row.estimate().line().slopeInterval(0.95);
    }

    private static @Nullable DoublingTime doublingTime(VariedTrend row) {
        return row.estimate() == null ? null : row.estimate().doublingTime();
    }
}
