package org.computetrends.table;

import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TrendOnVintage;
import org.computetrends.domain.TrendOnVintage.Estimate;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/** The {@code trend_history} table: each trend, fitted on each vintage up to the run's. */
public final class TrendHistoryTable {

    public static final RecordTable<TrendOnVintage> TREND_HISTORY = RecordTable.<TrendOnVintage>named(
                    "trend_history", "An exponential trend on a vintage, the run's own or an earlier one.")
            .trend(TrendOnVintage::trend)
            .text("variant", TrendOnVintage::variant)
            .meaning("As in `sensitivity`: baseline, or the releases left out.")
            .date("values_vintage", TrendOnVintage::vintage)
            .meaning("The vintage that the trend is fitted on.")
            .key()
            .text("scope", TrendOnVintage::scope)
            .oneOf(KnowledgeTables.SCOPES)
            .meaning("The scope fitted, as in `threshold_counts`.")
            .column(VintageTables.SEAM, TrendOnVintage::seam)
            .oneOf("status", TrendOnVintage::status, TrendStatus.values())
            .meaning("FITTED, or why not: TOO_FEW_OBSERVATIONS (under 3), TOO_FEW_DATES (under 2).")
            .count("n", TrendOnVintage::n)
            .meaning("Observations.")
            .optionalDate("first_date", TrendOnVintage::firstDate)
            .meaning("Date of the first observation; null when there is none.")
            .optionalDate("last_date", TrendOnVintage::lastDate)
            .meaning("Date of the last observation; null when there is none.")
            .optionalNumber("slope_oom_per_year", TrendHistoryTable::line, LineFit::slope)
            .meaning("Growth in orders of magnitude a year; null when not fitted.")
            .optionalText("interval_method", TrendHistoryTable::slope, SlopeInterval::method)
            .oneOf(new SlopeInterval.Method[] {SlopeInterval.Method.CR3, SlopeInterval.Method.OLS})
            .meaning("The method of the 95% intervals: CR3 by first-named organization, or"
                    + " OLS where one organization determines the slope; null when not fitted.")
            .optionalNumber("slope_ci95_low", TrendHistoryTable::slope, SlopeInterval::low)
            .meaning("95% interval of the slope, lower end.")
            .optionalNumber("slope_ci95_high", TrendHistoryTable::slope, SlopeInterval::high)
            .meaning("95% interval of the slope, upper end.")
            .optionalNumber("growth_factor_per_year", TrendHistoryTable::line, line -> Math.pow(10, line.slope()))
            .meaning("Factor of growth in a year: 10 to the slope.")
            .optionalNumber("growth_factor_ci95_low", TrendHistoryTable::slope, slope -> Math.pow(10, slope.low()))
            .meaning("95% interval of growth_factor_per_year, lower end.")
            .optionalNumber("growth_factor_ci95_high", TrendHistoryTable::slope, slope -> Math.pow(10, slope.high()))
            .meaning("95% interval of growth_factor_per_year, upper end.")
            .optionalNumber("doubling_time_months", TrendHistoryTable::doublingTime, DoublingTime::months)
            .meaning("Months in which the metric doubles; null when not fitted, or when the metric does not grow.")
            .optionalNumber("doubling_time_ci95_low", TrendHistoryTable::doublingTime, DoublingTime::low)
            .meaning("95% interval of doubling_time_months, lower end.")
            .optionalNumber("doubling_time_ci95_high", TrendHistoryTable::doublingTime, DoublingTime::high)
            .meaning("95% interval of doubling_time_months, upper end; null when growth is not certain.")
            .optionalNumber("start_value", TrendOnVintage::estimate, Estimate::startValue)
            .meaning("The line at the first date, in the metric's unit; null when not fitted.")
            .optionalNumber("end_value", TrendOnVintage::estimate, Estimate::endValue)
            .meaning("The line at the last date, in the metric's unit; null when not fitted.")
            .optionalNumber("r_squared", TrendHistoryTable::line, LineFit::rSquared)
            .meaning("Share of the variance of log10 value explained; null when all values are equal.")
            .build();

    private TrendHistoryTable() {}

    private static @Nullable LineFit line(TrendOnVintage row) {
        return row.estimate() == null ? null : row.estimate().line();
    }

    private static @Nullable SlopeInterval slope(TrendOnVintage row) {
        return row.estimate() == null ? null : row.estimate().slope();
    }

    private static @Nullable DoublingTime doublingTime(TrendOnVintage row) {
        return row.estimate() == null ? null : row.estimate().doublingTime();
    }
}
