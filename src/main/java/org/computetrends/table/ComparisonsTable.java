package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.text;

import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Era;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/** The {@code comparisons} table: whether one trend grows faster than another. */
public final class ComparisonsTable {
    public static final RecordTable<SlopeComparison> COMPARISONS = RecordTable.<SlopeComparison>named(
                    "comparisons", "Two trends of a metric, and the difference of their slopes.")
            .key(
                    text("metric", "The metric's id."),
                    row -> row.first().specification().metric().id())
            .key(
                    text("cohort", "The first trend's cohort."),
                    row -> row.first().specification().cohort().id())
            .key(
                    text("era", "The first trend's era."),
                    row -> row.first().specification().era().id())
            .key(
                    text("other_cohort", "The second trend's cohort."),
                    row -> row.second().specification().cohort().id())
            .key(
                    text("other_era", "The second trend's era."),
                    row -> row.second().specification().era().id())
            .column(
                    text("status", "FITTED, or why one of them could not be: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES.")
                            .oneOf(TrendStatus.values()),
                    row -> (row.first().estimate() == null ? row.first() : row.second())
                            .status()
                            .name())
            .column(count("n", "Observations of the first."), row -> row.first().n())
            .column(
                    count("other_n", "Observations of the second."),
                    row -> row.second().n())
            .column(count("n_shared", "Observations that are in both."), SlopeComparison::shared)
            .column(
                    number("doubling_time_months", "Doubling time of the first; null when it does not grow."),
                    row -> months(row.first()))
            .column(
                    number("other_doubling_time_months", "Doubling time of the second; null when it does not grow."),
                    row -> months(row.second()))
            .column(
                    optional(
                            "span",
                            DataTypes.StringType,
                            "The span of both trends; null where each has its own era, because the eras share no dates or by"
                                    + " the settings."),
                    span(Era::id))
            .column(date("span_from", "The span's first day; null for no bound."), span(Era::from))
            .column(date("span_to", "The day after the span's last; null for no bound."), span(Era::to))
            .column(
                    number("slope_difference", "The first slope minus the other, OOM a year; p-values are two-sided."),
                    row -> {
                        SlopeDifference difference = row.difference();
                        return difference == null ? null : difference.slopes();
                    })
            .column(
                    optional(
                                    "test_status",
                                    DataTypes.StringType,
                                    "TESTED; NOT_FITTED where a trend has no fit; NOT_IN_MEMORY where the method resamples releases"
                                            + " and there are too many; NO_STANDARD_ERROR where the method gives none: all releases are on the"
                                            + " lines, one organization determines a slope, or there are too few dates or organizations.")
                            .oneOf(SlopeComparison.Status.values()),
                    row -> row.status().name())
            .column(
                    optional(
                                    "method",
                                    DataTypes.StringType,
                                    "The method of the columns method_*: the setting fitting.interval, named as in intervals.")
                            .oneOf(SlopeInterval.Method.values()),
                    row -> row.method().name())
            .column(
                    number(
                            "method_se",
                            "Standard error of the difference by this method, or the standard deviation of replicates. Every"
                                    + " method allows for shared releases."),
                    configured(SlopeTest::standardError))
            .column(
                    number("method_degrees_of_freedom", "Of Student's t; null for a bootstrap."),
                    configured(ComparisonsTable::degreesOfFreedom))
            .column(
                    number("method_ci95_low", "95% interval by this method, lower end."),
                    configured(ComparisonsTable::low))
            .column(
                    number("method_ci95_high", "95% interval by this method, upper end."),
                    configured(ComparisonsTable::high))
            .column(
                    number("method_p_value", "P-value of equal slopes, two-sided, by this method."),
                    configured(SlopeTest::pValue))
            .column(
                    number(
                            "method_p_value_holm",
                            "method_p_value, corrected by Holm's method for all tests of this table in a run."),
                    SlopeComparison::pValueHolm)
            .column(
                    number("se", "Standard error of the difference by HC3; allows for shared observations."),
                    by(Method.HC3, SlopeTest::standardError))
            .column(
                    number(
                            "degrees_of_freedom",
                            "Of Student's t: Welch and Satterthwaite's, or the smaller of both where they share releases."),
                    by(Method.HC3, ComparisonsTable::degreesOfFreedom))
            .column(number("ci95_low", "95% interval by HC3, lower end."), by(Method.HC3, ComparisonsTable::low))
            .column(number("ci95_high", "95% interval by HC3, upper end."), by(Method.HC3, ComparisonsTable::high))
            .column(
                    number("p_value", "P-value of equal slopes, two-sided, by HC3: releases taken as independent."),
                    by(Method.HC3, SlopeTest::pValue))
            .column(
                    number("se_cluster", "Standard error by CR1 over organizations, which may be in both."),
                    by(Method.CR1, SlopeTest::standardError))
            .column(
                    number(
                            "cluster_degrees_of_freedom",
                            "Of Student's t: Welch and Satterthwaite's, or the smaller of both where they share organizations."),
                    by(Method.CR1, ComparisonsTable::degreesOfFreedom))
            .column(
                    number("cluster_ci95_low", "95% interval by CR1, lower end."),
                    by(Method.CR1, ComparisonsTable::low))
            .column(
                    number("cluster_ci95_high", "95% interval by CR1, upper end."),
                    by(Method.CR1, ComparisonsTable::high))
            .column(
                    number(
                            "cluster_p_value",
                            "Two-sided p-value by CR1, which allows for correlation within organizations; too small where a"
                                    + " few organizations dominate, see cr3_p_value."),
                    by(Method.CR1, SlopeTest::pValue))
            .column(
                    number(
                            "se_cr3",
                            "Standard error by CR3, the jackknife over organizations: each is left out of both trends at"
                                    + " once."),
                    by(Method.CR3, SlopeTest::standardError))
            .column(
                    number("cr3_degrees_of_freedom", "Of Student's t, as in cluster_degrees_of_freedom."),
                    by(Method.CR3, ComparisonsTable::degreesOfFreedom))
            .column(number("cr3_ci95_low", "95% interval by CR3, lower end."), by(Method.CR3, ComparisonsTable::low))
            .column(number("cr3_ci95_high", "95% interval by CR3, upper end."), by(Method.CR3, ComparisonsTable::high))
            .column(number("cr3_p_value", "Two-sided p-value by CR3."), by(Method.CR3, SlopeTest::pValue))
            .column(
                    number("bootstrap95_low", "Pairs bootstrap of both trends together, 95% interval, lower end."),
                    by(Method.PAIRS_PERCENTILE, ComparisonsTable::low))
            .column(
                    number("bootstrap95_high", "Pairs bootstrap of both trends together, 95% interval, upper end."),
                    by(Method.PAIRS_PERCENTILE, ComparisonsTable::high))
            .column(
                    number("bootstrap_p_value", "Twice the smaller share of replicates on one side of zero."),
                    by(Method.PAIRS_PERCENTILE, SlopeTest::pValue))
            .build();

    private ComparisonsTable() {}

    private static @Nullable Double months(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        return estimate == null || estimate.doublingTime().months().isEmpty()
                ? null
                : (Double) estimate.doublingTime().months().getAsDouble();
    }

    private static Double low(SlopeTest test) {
        return test.interval().low();
    }

    private static Double high(SlopeTest test) {
        return test.interval().high();
    }

    private static @Nullable Double degreesOfFreedom(SlopeTest test) {
        return test.degreesOfFreedom().isPresent()
                ? (Double) test.degreesOfFreedom().getAsDouble()
                : null;
    }

    private static Function<SlopeComparison, @Nullable Object> span(Function<Era, @Nullable Object> value) {
        return row -> row.span().isPresent() ? value.apply(row.span().get()) : null;
    }

    private static Function<SlopeComparison, @Nullable Object> configured(Function<SlopeTest, @Nullable Double> value) {
        return row -> of(row.test(), value);
    }

    private static Function<SlopeComparison, @Nullable Object> by(
            Method method, Function<SlopeTest, @Nullable Double> value) {
        return row -> of(row.test(method), value);
    }

    private static @Nullable Double of(Optional<SlopeTest> test, Function<SlopeTest, @Nullable Double> value) {
        return test.isPresent() ? value.apply(test.get()) : null;
    }
}
