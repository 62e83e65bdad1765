package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
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
 * The {@code trends} table: a row for every metric, cohort, era and growth model. A trend without a fit has only the row
 * of the exponential.
 */
public final class TrendsTable {

    public static final String METRIC = "metric";
    public static final String COHORT = "cohort";
    public static final String ERA = "era";
    public static final String GROWTH_MODEL = "growth_model";
    public static final String SLOPE_OOM_PER_YEAR = "slope_oom_per_year";

    public static final RecordTable<ModelledTrend> TRENDS = RecordTable.<ModelledTrend>named(
                    "trends", "How fast a metric grew over a cohort within an era, by one shape of growth.")
            .key(
                    text(METRIC, "The metric's id."),
                    row -> row.trend().specification().metric().id())
            .key(
                    text(COHORT, "Which releases: the cohort's id."),
                    row -> row.trend().specification().cohort().id())
            .key(
                    text(ERA, "When: the era's id."),
                    row -> row.trend().specification().era().id())
            .key(
                    text(
                                    GROWTH_MODEL,
                                    "The shape assumed for log10 of the value: exponential (a line), polynomial-2 and -3,"
                                            + " logarithmic (a line in log10 of 1 + years since the first), logistic, piecewise-1 and -2"
                                            + " (lines that meet at one or two breaks), and these with -jump. Columns of the slope,"
                                            + " its intervals, growth factor, doubling time and robust slopes are the exponential's"
                                            + " and null elsewhere.")
                            .oneOf(GrowthModel.values(), GrowthModel::id),
                    row -> row.model().id())
            .column(
                    text(
                                    "status",
                                    "FITTED, or why not: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES; AT_LIMIT for a shape whose best fit"
                                            + " is at its limit, such as a ceiling that the data do not show.")
                            .oneOf(GrowthFit.Status.values()),
                    ModelledTrend::status)
            .column(count("n", "Observations."), row -> row.trend().n())
            .column(count("n_dates", "Distinct dates."), row -> row.trend().nDates())
            .column(
                    count("n_organizations", "Distinct first-named organizations."),
                    row -> row.trend().nOrganizations())
            .column(
                    date("first_date", "Date of the first observation; null when there is none."),
                    row -> row.trend().firstDate())
            .column(
                    date("last_date", "Date of the last observation; null when there is none."),
                    row -> row.trend().lastDate())
            .column(
                    date(
                            "mean_date",
                            "Mean date of the observations, to the day; null elsewhere. A line's 95% band is narrowest there."),
                    exponential((row, estimate) ->
                            row.timeScale().dateAt(estimate.line().meanTime())))
            .column(
                    Column.required(
                            "ends_under_reported",
                            DataTypes.BooleanType,
                            "Whether its era includes a year that is under-reported by `reporting`, so that its last"
                                    + " observations may be missing."),
                    ModelledTrend::endsUnderReported)
            .column(
                    number(SLOPE_OOM_PER_YEAR, "Growth in orders of magnitude a year; null when not fitted."),
                    line(LineFit::slope))
            .column(number("slope_se", "Classical standard error of the slope, OOM a year."), line(LineFit::slopeSe))
            .column(
                    number("slope_se_hc3", "HC3 standard error of the slope, OOM a year: allows for unequal variance."),
                    interval(SlopeInterval.Method.HC3, SlopeInterval::standardError))
            .column(
                    number(
                            "slope_se_cluster",
                            "CR1 standard error of the slope by first-named organization, OOM a year; null for one cluster."),
                    interval(SlopeInterval.Method.CR1, SlopeInterval::standardError))
            .column(
                    Column.optional(
                            "n_clusters",
                            DataTypes.LongType,
                            "Clusters: organizations, and releases without one; null when not fitted."),
                    estimate(Trend.Estimate::clusters))
            .column(
                    Column.optional(
                                    "interval_method",
                                    DataTypes.StringType,
                                    "The method of the 95% intervals of slope, growth factor and doubling time; see `intervals`.")
                            .oneOf(SlopeInterval.Method.values()),
                    headline(interval -> interval.method().name()))
            .column(number("slope_ci95_low", "95% interval of the slope, lower end."), headline(SlopeInterval::low))
            .column(number("slope_ci95_high", "95% interval of the slope, upper end."), headline(SlopeInterval::high))
            .column(
                    number(
                            "slope_bootstrap95_low",
                            "Pairs bootstrap, 95% percentile interval of the slope, lower end."),
                    interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::low))
            .column(
                    number("slope_bootstrap95_median", "Pairs bootstrap, median of the slope."),
                    interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::median))
            .column(
                    number(
                            "slope_bootstrap95_high",
                            "Pairs bootstrap, 95% percentile interval of the slope, upper end."),
                    interval(SlopeInterval.Method.PAIRS_PERCENTILE, SlopeInterval::high))
            .column(
                    number("growth_factor_per_year", "Factor of growth in a year: 10 to the slope."),
                    line(fit -> Math.pow(10, fit.slope())))
            .column(
                    number("growth_factor_ci95_low", "95% interval of the growth factor, lower end."),
                    headline(interval -> Math.pow(10, interval.low())))
            .column(
                    number("growth_factor_ci95_high", "95% interval of the growth factor, upper end."),
                    headline(interval -> Math.pow(10, interval.high())))
            .column(
                    number("doubling_time_months", "Months in which the metric doubles; null when it does not grow."),
                    estimate(estimate -> orNull(estimate.doublingTime().months())))
            .column(
                    number("doubling_time_ci95_low", "95% interval of the doubling time, lower end, in months."),
                    estimate(estimate -> orNull(estimate.doublingTime().low())))
            .column(
                    number(
                            "doubling_time_ci95_high",
                            "95% interval of the doubling time, upper end, in months; null when growth is not certain."),
                    estimate(estimate -> orNull(estimate.doublingTime().high())))
            .column(
                    SensitivityTable.DOUBLING_TIME_STATUS,
                    estimate(estimate -> estimate.doublingTime().status().name()))
            .column(
                    number("start_value", "The curve at the first date, in the metric's unit."),
                    row -> row.valueOn(row.trend().firstDate()))
            .column(
                    number("end_value", "The curve at the last date, in the metric's unit."),
                    row -> row.valueOn(row.trend().lastDate()))
            .column(
                    number("end_slope_oom_per_year", "Growth at the last date by this shape, OOM a year."),
                    ModelledTrend::endSlope)
            .column(
                    number("end_doubling_time_months", "Doubling time at that slope; null when it does not grow."),
                    row -> row.months(row.endSlope()))
            .column(
                    number(
                            "saturation_value",
                            "The saturation level of the logistic, in the metric's unit; null for other shapes, or beyond"
                                    + " double's range."),
                    fit(GrowthFit::saturationValue))
            .column(
                    number("r_squared", "Share of the variance of log10 value explained; null when all are equal."),
                    row -> rSquared(row))
            .column(
                    number(
                            "residual_sd_oom",
                            "Residual standard deviation with n minus the curve's parameters as degrees of freedom, in OOM."),
                    curve(GrowthCurve::residualSd))
            .column(
                    Column.optional(
                            "n_parameters",
                            DataTypes.IntegerType,
                            "Parameters as the criteria count them: coefficients, dates of breaks, and the spread."),
                    curve(GrowthCurve::parameters))
            .column(
                    number(
                            "aicc",
                            "Akaike's criterion, small-sample corrected; null where undefined or a perfect fit."),
                    curve(GrowthCurve::aicc))
            .column(number("bic", "Schwarz's criterion; null for a perfect fit."), curve(GrowthCurve::bic))
            .column(
                    number(
                            "loo_log_score",
                            "Mean log density of each observation given the others, with dates of breaks fixed; null if"
                                    + " there are too many, or for a perfect fit."),
                    fit(GrowthFit::looLogScore))
            .column(
                    number(
                            "akaike_weight",
                            "Akaike weight among the shapes fitted, by AICc, from 0 to 1. Too high for breaks, because their"
                                    + " dates were searched: see breakpoints."),
                    fit(GrowthFit::akaikeWeight))
            .column(
                    number(
                            "huber_slope_oom_per_year",
                            "Huber's slope (epsilon 1.345); null where there are too many observations or nearly half are on"
                                    + " one line."),
                    robustness(Robustness::huberSlope))
            .column(
                    number(
                            "theil_sen_slope_oom_per_year",
                            "Theil and Sen's slope; null where there are too many pairs."),
                    robustness(Robustness::theilSenSlope))
            .column(
                    number("median_slope_oom_per_year", "Slope of the median regression line."),
                    robustness(Robustness::medianSlope))
            .column(
                    number("upper_decile_slope_oom_per_year", "Slope of the 90% quantile regression line."),
                    robustness(Robustness::upperDecileSlope))
            .column(
                    number(
                            "max_cooks_distance",
                            "The largest Cook's distance; null for a perfect fit, or where one release determines the slope."),
                    influential(InfluentialRelease::cooksDistance))
            .column(
                    Column.optional(
                                    "most_influential_release",
                                    DataTypes.StringType,
                                    "The release with the largest Cook's distance; see `influence` for more.")
                            .in("releases", "release_id"),
                    influential(InfluentialRelease::releaseId))
            .column(
                    number("slope_without_it_oom_per_year", "The slope without that release."),
                    influential(InfluentialRelease::slopeWithoutIt))
            .column(
                    number(
                            "doubling_time_without_one_low",
                            "The shortest doubling time with one release left out, in months."),
                    exponential(
                            (row, estimate) -> row.months(estimate.robustness().greatestSlopeWithoutOne())))
            .column(
                    number(
                            "doubling_time_without_one_high",
                            "The longest doubling time with one release left out; null when it may not grow."),
                    exponential(
                            (row, estimate) -> row.months(estimate.robustness().leastSlopeWithoutOne())))
            .build();

    private TrendsTable() {}

    private static Function<ModelledTrend, @Nullable Object> interval(
            SlopeInterval.Method method, Function<SlopeInterval, Double> value) {
        return estimate(estimate -> {
            SlopeInterval interval = estimate.interval(method);
            return interval == null ? null : value.apply(interval);
        });
    }

    private static Function<ModelledTrend, @Nullable Object> headline(Function<SlopeInterval, Object> value) {
        return estimate(estimate -> value.apply(estimate.interval()));
    }

    private static Function<ModelledTrend, @Nullable Object> robustness(Function<Robustness, @Nullable Object> value) {
        return estimate(estimate -> value.apply(estimate.robustness()));
    }

    private static Function<ModelledTrend, @Nullable Object> influential(
            Function<InfluentialRelease, @Nullable Object> value) {
        return estimate(estimate -> {
            InfluentialRelease most = estimate.robustness().mostInfluential();
            return most == null ? null : value.apply(most);
        });
    }

    private static Function<ModelledTrend, @Nullable Object> line(Function<LineFit, Double> value) {
        return estimate(estimate -> value.apply(estimate.line()));
    }

    private static Function<ModelledTrend, @Nullable Object> estimate(
            Function<Trend.Estimate, @Nullable Object> value) {
        return exponential((row, estimate) -> value.apply(estimate));
    }

    /** A value in the exponential's row only. */
    private static Function<ModelledTrend, @Nullable Object> exponential(
            BiFunction<ModelledTrend, Trend.Estimate, @Nullable Object> value) {
        return row -> {
            Trend.Estimate estimate = row.trend().estimate();
            return estimate == null || row.model() != GrowthModel.EXPONENTIAL ? null : value.apply(row, estimate);
        };
    }

    private static Function<ModelledTrend, @Nullable Object> fit(Function<GrowthFit, @Nullable Object> value) {
        return row -> {
            GrowthFit fit = row.fit();
            return fit == null ? null : value.apply(fit);
        };
    }

    private static Function<ModelledTrend, @Nullable Object> curve(Function<GrowthCurve, Object> value) {
        return fit(fit -> {
            GrowthCurve curve = fit.curve();
            return curve == null ? null : value.apply(curve);
        });
    }

    private static @Nullable Double rSquared(ModelledTrend row) {
        Trend.Estimate estimate = row.trend().estimate();
        GrowthCurve curve = row.fit() == null ? null : row.fit().curve();
        return estimate == null || curve == null
                ? null
                : (Double) (1 - curve.residualSumOfSquares() / estimate.line().totalSumOfSquares());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
