package org.computetrends.table;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * The {@code trends} table: one row for each metric, cohort, era and growth model. A trend that cannot be fitted has
 * one row, with the growth model of its specification.
 */
public final class TrendsTable {

    public static final String METRIC = "metric";
    public static final String COHORT = "cohort";
    public static final String ERA = "era";
    public static final String GROWTH_MODEL = "growth_model";
    public static final String SLOPE_OOM_PER_YEAR = "slope_oom_per_year";

    public static final RecordTable<ModelledTrend> TRENDS = RecordTable.<ModelledTrend>named(
                    "trends", "How fast a metric grew over a cohort within an era, by one shape of growth.")
            .text(METRIC, row -> row.trend().specification().metric().id())
            .meaning("The metric's id.")
            .text(COHORT, row -> row.trend().specification().cohort().id())
            .meaning("The cohort's id: which releases.")
            .text(ERA, row -> row.trend().specification().era().id())
            .meaning("The era's id: which dates.")
            .oneOf(GROWTH_MODEL, ModelledTrend::model, GrowthModel.values(), GrowthModel::id)
            .meaning("The shape assumed for log10 of the value: exponential (a line), polynomial-2 and -3, logarithmic"
                    + " (a line in log10 of 1 + years since the first), logistic, piecewise-1 and -2 (lines that meet"
                    + " at one or two breaks), and these with -jump. Columns of the slope, its intervals, growth"
                    + " factor, doubling time and robust slopes are the exponential's and null elsewhere.")
            .key()
            .text("status", ModelledTrend::status)
            .oneOf(GrowthFit.Status.values())
            .meaning("FITTED, or why not: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES; AT_LIMIT for a shape whose best fit is"
                    + " at its limit, such as a ceiling that the data do not show.")
            .count("n", row -> row.trend().n())
            .meaning("Observations.")
            .count("n_dates", row -> row.trend().nDates())
            .meaning("Distinct dates.")
            .count("n_organizations", row -> row.trend().nOrganizations())
            .meaning("Distinct first-named organizations. In very large inputs several organizations count as one: see"
                    + " scale.driver-megabytes.")
            .optionalDate("first_date", row -> row.trend().firstDate())
            .meaning("Date of the first observation; null when there is none.")
            .optionalDate("last_date", row -> row.trend().lastDate())
            .meaning("Date of the last observation; null when there is none.")
            .optionalDate(
                    "mean_date",
                    exponential((row, estimate) ->
                            row.timeScale().dateAt(estimate.line().meanTime())))
            .meaning("Mean date of the observations, to the day, where the line's 95%"
                    + " confidence band is narrowest; null in rows of other growth models.")
            .flag("ends_under_reported", ModelledTrend::endsUnderReported)
            .meaning("Whether the trend's era includes an under-reported year (see `reporting`). Its last observations"
                    + " may then be missing.")
            .optionalNumber(SLOPE_OOM_PER_YEAR, line(LineFit::slope))
            .meaning("Growth in orders of magnitude a year; null when not fitted.")
            .optionalNumber("slope_se", line(LineFit::slopeSe))
            .meaning("Classical standard error of the slope, OOM a year.")
            .optionalNumber("slope_se_hc3", interval(SlopeInterval.Method.HC3, SlopeInterval::standardError))
            .meaning("HC3 standard error of the slope, OOM a year: allows for unequal variance.")
            .optionalNumber("slope_se_cluster", interval(SlopeInterval.Method.CR1, SlopeInterval::standardError))
            .meaning("CR1 standard error of the slope by first-named organization, OOM a year; null for one cluster.")
            .optional("n_clusters", DataTypes.LongType, estimate(Trend.Estimate::clusters))
            .meaning("Clusters: each organization, and each release without one. In trends too large for memory, and in"
                    + " trends compared with one, the releases of a day without an organization are one cluster. Null"
                    + " when not fitted.")
            .optionalText("interval_method", publishedInterval(SlopeInterval::method))
            .oneOf(SlopeInterval.Method.values())
            .meaning("The method of the 95% intervals of slope, growth factor and doubling time; see `intervals`.")
            .optionalNumber("slope_ci95_low", publishedInterval(SlopeInterval::low))
            .meaning("95% interval of the slope, lower end.")
            .optionalNumber("slope_ci95_high", publishedInterval(SlopeInterval::high))
            .meaning("95% interval of the slope, upper end.")
            .optionalNumber(
                    "slope_bootstrap95_low", interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::low))
            .meaning("Pairs bootstrap, 95% percentile interval of the slope, lower end.")
            .optionalNumber(
                    "slope_bootstrap95_median", interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::median))
            .meaning("Pairs bootstrap, median of the slope.")
            .optionalNumber(
                    "slope_bootstrap95_high", interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::high))
            .meaning("Pairs bootstrap, 95% percentile interval of the slope, upper end.")
            .optionalNumber("growth_factor_per_year", line(fit -> Math.pow(10, fit.slope())))
            .meaning("Factor of growth in a year: 10 to the slope.")
            .optionalNumber("growth_factor_ci95_low", publishedInterval(interval -> Math.pow(10, interval.low())))
            .meaning("95% interval of the growth factor, lower end.")
            .optionalNumber("growth_factor_ci95_high", publishedInterval(interval -> Math.pow(10, interval.high())))
            .meaning("95% interval of the growth factor, upper end.")
            .optionalNumber("doubling_time_months", doublingTime(DoublingTime::months))
            .meaning("Months in which the metric doubles; null when not fitted, or when the metric does not grow.")
            .optionalNumber("doubling_time_ci95_low", doublingTime(DoublingTime::low))
            .meaning("95% interval of the doubling time, lower end, in months; null if even the"
                    + " steepest slope of the interval does not grow.")
            .optionalNumber("doubling_time_ci95_high", doublingTime(DoublingTime::high))
            .meaning("95% interval of the doubling time, upper end, in months; null when growth is not certain.")
            .column(SensitivityTable.DOUBLING_TIME_STATUS, doublingTime(DoublingTime::status))
            .optionalNumber("start_value", row -> row.valueOn(row.trend().firstDate()))
            .meaning("The curve at the first date, in the metric's unit.")
            .optionalNumber("end_value", row -> row.valueOn(row.trend().lastDate()))
            .meaning("The curve at the last date, in the metric's unit.")
            .optionalNumber("end_slope_oom_per_year", ModelledTrend::endSlope)
            .meaning("Growth at the last date by this shape, OOM a year.")
            .optionalNumber("end_doubling_time_months", row -> row.doublingTimeMonths(row.endSlope()))
            .meaning("Doubling time at end_slope_oom_per_year, in months; null when not fitted, or when the metric does"
                    + " not grow.")
            .optionalNumber("saturation_value", ModelledTrend::fit, GrowthFit::saturationValue)
            .meaning("The saturation level of the logistic, in the metric's unit; null for other shapes, at the"
                    + " limit of the shape, or beyond double's range.")
            .optionalNumber("r_squared", TrendsTable::rSquared)
            .meaning("Share of the variance of log10 value explained; null when all values are equal.")
            .optionalNumber("residual_sd_oom", curve(GrowthCurve::residualSd))
            .meaning("Residual standard deviation with n minus the curve's parameters as degrees of freedom, in OOM.")
            .optional("n_parameters", DataTypes.IntegerType, curve(GrowthCurve::parameters))
            .meaning("Parameters as the criteria count them: coefficients, dates of breaks, and the spread.")
            .optionalNumber("aicc", curve(GrowthCurve::aicc))
            .meaning("Akaike's criterion, small-sample corrected; null where undefined or a perfect fit.")
            .optionalNumber("bic", curve(GrowthCurve::bic))
            .meaning("Schwarz's criterion; null for a perfect fit.")
            .optionalNumber("loo_log_score", ModelledTrend::fit, GrowthFit::looLogScore)
            .meaning("Mean log density of each observation given the others, with dates of"
                    + " breaks fixed; null if there are too many or too few observations, for a perfect fit, or"
                    + " where one observation determines a coefficient.")
            .optionalNumber("akaike_weight", ModelledTrend::fit, GrowthFit::akaikeWeight)
            .meaning("Akaike weight among the shapes fitted, by AICc, from 0 to 1. Too high for breaks, because their"
                    + " dates were searched: see breakpoints. Null at the limit of a shape or without AICc, and for all"
                    + " shapes if one fits perfectly.")
            .optionalNumber("huber_slope_oom_per_year", robustness(Robustness::huberSlope))
            .meaning("Huber's slope (epsilon 1.345). Null with too many observations. Also null if the scale is 0,"
                    + " because about 45% or more of the observations, but not all, are on one line.")
            .optionalNumber("theil_sen_slope_oom_per_year", robustness(Robustness::theilSenSlope))
            .meaning("Theil and Sen's slope; null where there are too many observations.")
            .optionalNumber("median_slope_oom_per_year", robustness(Robustness::medianSlope))
            .meaning("Slope of the median regression line; null where there are too many observations.")
            .optionalNumber("upper_decile_slope_oom_per_year", robustness(Robustness::upperDecileSlope))
            .meaning("Slope of the 90% quantile regression line; null where there are too many observations.")
            .optionalNumber("max_cooks_distance", influential(InfluentialRelease::cooksDistance))
            .meaning("The largest Cook's distance; null for a perfect fit, where one release"
                    + " determines the slope, or if fitting.influential-releases is 0.")
            .optionalText("most_influential_release", influential(InfluentialRelease::releaseId))
            .references("releases", "release_id")
            .meaning("The release with the largest Cook's distance; see `influence` for more.")
            .optionalNumber("slope_without_it_oom_per_year", influential(InfluentialRelease::slopeWithoutIt))
            .meaning("The slope without most_influential_release, OOM a year.")
            .optionalNumber(
                    "doubling_time_without_one_low",
                    exponential((row, estimate) ->
                            row.doublingTimeMonths(estimate.robustness().greatestSlopeWithoutOne())))
            .meaning("The shortest doubling time with one release left out, in months; null if the metric never grows"
                    + " then, or if one release determines the slope.")
            .optionalNumber(
                    "doubling_time_without_one_high",
                    exponential((row, estimate) ->
                            row.doublingTimeMonths(estimate.robustness().leastSlopeWithoutOne())))
            .meaning("The longest doubling time with one release left out, in months; null"
                    + " if the metric may not grow then, or if one release determines the slope.")
            .build();

    private TrendsTable() {}

    private static Function<ModelledTrend, @Nullable Object> interval(
            SlopeInterval.Method method, Function<SlopeInterval, Double> value) {
        return estimate(RecordTable.ofPart(estimate -> estimate.interval(method), value));
    }

    private static Function<ModelledTrend, @Nullable Object> publishedInterval(Function<SlopeInterval, Object> value) {
        return estimate(estimate -> value.apply(estimate.interval()));
    }

    private static Function<ModelledTrend, @Nullable Object> doublingTime(
            Function<DoublingTime, @Nullable Object> value) {
        return estimate(estimate -> value.apply(estimate.doublingTime()));
    }

    private static Function<ModelledTrend, @Nullable Object> robustness(Function<Robustness, @Nullable Object> value) {
        return estimate(estimate -> value.apply(estimate.robustness()));
    }

    private static Function<ModelledTrend, @Nullable Object> influential(
            Function<InfluentialRelease, @Nullable Object> value) {
        return estimate(RecordTable.ofPart(estimate -> estimate.robustness().mostInfluential(), value));
    }

    private static Function<ModelledTrend, @Nullable Object> line(Function<LineFit, Double> value) {
        return estimate(estimate -> value.apply(estimate.line()));
    }

    private static Function<ModelledTrend, @Nullable Object> estimate(
            Function<Trend.Estimate, @Nullable Object> value) {
        return exponential((row, estimate) -> value.apply(estimate));
    }

    /** A value that only the exponential model has; null in rows of other models. */
    private static Function<ModelledTrend, @Nullable Object> exponential(
            BiFunction<ModelledTrend, Trend.Estimate, @Nullable Object> value) {
        return row -> {
            Trend.Estimate estimate = row.trend().estimate();
            return estimate == null || row.model() != GrowthModel.EXPONENTIAL ? null : value.apply(row, estimate);
        };
    }

    private static Function<ModelledTrend, @Nullable Object> curve(Function<GrowthCurve, Object> value) {
        return RecordTable.ofPart(ModelledTrend::curve, value);
    }

    private static @Nullable Double rSquared(ModelledTrend row) {
        Trend.Estimate estimate = row.trend().estimate();
        GrowthCurve curve = row.curve();
        return estimate == null || curve == null
                ? null
                : (Double) (1 - curve.residualSumOfSquares() / estimate.line().totalSumOfSquares());
    }
}
