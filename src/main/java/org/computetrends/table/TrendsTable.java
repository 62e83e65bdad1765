package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Trend;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/** The {@code trends} table: a row for every metric, cohort, era and growth model, fitted or not. */
public final class TrendsTable {

    public static final RecordTable<Trend> TRENDS = RecordTable.<Trend>named(
                    "trends", "How fast a metric grew over a cohort within an era.")
            .key(
                    text("metric", "The metric's id."),
                    trend -> trend.specification().metric().id())
            .key(
                    text("cohort", "Which releases: the cohort's id."),
                    trend -> trend.specification().cohort().id())
            .key(
                    text("era", "When: the era's id."),
                    trend -> trend.specification().era().id())
            .key(
                    text("growth_model", "The shape assumed: exponential is a line in log10 of the value."),
                    trend -> trend.specification().growthModel().id())
            .column(
                    text("status", "FITTED, or why not: TOO_FEW_OBSERVATIONS (under 3), TOO_FEW_DATES (under 2)."),
                    trend -> trend.status().name())
            .column(count("n", "Observations."), Trend::n)
            .column(count("n_dates", "Distinct dates."), Trend::nDates)
            .column(count("n_organizations", "Distinct first-named organizations."), Trend::nOrganizations)
            .column(date("first_date", "Date of the first observation; null when there is none."), Trend::firstDate)
            .column(date("last_date", "Date of the last observation; null when there is none."), Trend::lastDate)
            .column(
                    number("slope_oom_per_year", "Growth in orders of magnitude a year; null when not fitted."),
                    line(LineFit::slope))
            .column(number("slope_se", "Classical standard error of the slope, OOM a year."), line(LineFit::slopeSe))
            .column(
                    number("slope_se_hc3", "HC3 standard error of the slope, OOM a year: allows unequal spread."),
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
                            "Organizations, and releases without one, each a cluster; null when not fitted."),
                    estimate(Trend.Estimate::clusters))
            .column(
                    number("slope_ci95_low", "Classical 95% interval of the slope (Student t), lower end."),
                    line(fit -> fit.slopeInterval(0.95).low()))
            .column(
                    number("slope_ci95_high", "Classical 95% interval of the slope (Student t), upper end."),
                    line(fit -> fit.slopeInterval(0.95).high()))
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
                    line(fit -> Math.pow(10, fit.slopeInterval(0.95).low())))
            .column(
                    number("growth_factor_ci95_high", "95% interval of the growth factor, upper end."),
                    line(fit -> Math.pow(10, fit.slopeInterval(0.95).high())))
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
                    Column.optional(
                            "doubling_time_status",
                            DataTypes.StringType,
                            "BOUNDED; UNBOUNDED_ABOVE when the slope's interval reaches zero; NOT_GROWING when the slope"
                                    + " is not positive; null when not fitted."),
                    estimate(estimate -> estimate.doublingTime().status().name()))
            .column(
                    number("start_value", "The line at the first date, in the metric's unit."),
                    estimate(Trend.Estimate::startValue))
            .column(
                    number("end_value", "The line at the last date, in the metric's unit."),
                    estimate(Trend.Estimate::endValue))
            .column(
                    number("r_squared", "Share of the variance of log10 value explained; null when all are equal."),
                    line(LineFit::rSquared))
            .column(
                    number("residual_sd_oom", "Residual standard deviation with n - 2, in OOM."),
                    line(LineFit::residualSd))
            .column(
                    number(
                            "aicc",
                            "Akaike's criterion, small-sample corrected, sigma counted; null for n <= 4 or a perfect fit."),
                    line(LineFit::aicc))
            .column(number("bic", "Schwarz's criterion, sigma counted; null for a perfect fit."), line(LineFit::bic))
            .column(
                    number(
                            "loo_log_score",
                            "Mean log density of each observation given the others; null if too many or a perfect fit."),
                    robustness(Robustness::looLogScore))
            .column(
                    number(
                            "huber_slope_oom_per_year",
                            "Huber's slope (epsilon 1.345); null but for the headline trends."),
                    robustness(Robustness::huberSlope))
            .column(
                    number("theil_sen_slope_oom_per_year", "Theil and Sen's slope; null where pairs are too many."),
                    robustness(Robustness::theilSenSlope))
            .column(
                    number("median_slope_oom_per_year", "Slope of the line that half of the observations lie below."),
                    robustness(Robustness::medianSlope))
            .column(
                    number("upper_decile_slope_oom_per_year", "Slope of the line that nine tenths lie below."),
                    robustness(Robustness::upperDecileSlope))
            .column(
                    number("max_cooks_distance", "The largest Cook's distance; null for a perfect fit."),
                    robustness(Robustness::maxCooksDistance))
            .column(
                    Column.optional("most_influential_release", DataTypes.StringType, "The release whose it is."),
                    robustness(Robustness::mostInfluentialRelease))
            .column(
                    number("slope_without_it_oom_per_year", "The slope without that release."),
                    robustness(Robustness::slopeWithoutIt))
            .build();

    private TrendsTable() {}

    private static Function<Trend, @Nullable Object> interval(
            SlopeInterval.Method method, Function<SlopeInterval, Double> value) {
        return estimate(estimate -> {
            SlopeInterval interval = estimate.interval(method);
            return interval == null ? null : value.apply(interval);
        });
    }

    private static Function<Trend, @Nullable Object> robustness(Function<Robustness, @Nullable Object> value) {
        return estimate(estimate -> value.apply(estimate.robustness()));
    }

    private static Function<Trend, @Nullable Object> line(Function<LineFit, Double> value) {
        return estimate(estimate -> value.apply(estimate.line()));
    }

    private static Function<Trend, @Nullable Object> estimate(Function<Trend.Estimate, @Nullable Object> value) {
        return trend -> {
            Trend.Estimate estimate = trend.estimate();
            return estimate == null ? null : value.apply(estimate);
        };
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
