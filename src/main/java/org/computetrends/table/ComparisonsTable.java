package org.computetrends.table;

import java.util.function.Function;
import org.computetrends.domain.Era;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendStatus;
import org.computetrends.stats.Interval;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.jspecify.annotations.Nullable;

/** The {@code comparisons} table: whether one trend grows faster than another. */
public final class ComparisonsTable {
    public static final RecordTable<SlopeComparison> COMPARISONS = RecordTable.<SlopeComparison>named(
                    "comparisons", "Two trends of a metric, and the difference of their slopes.")
            .metric(row -> row.first().specification().metric().id())
            .text("cohort", row -> row.first().specification().cohort().id())
            .meaning("The first trend's cohort.")
            .text("era", row -> row.first().specification().era().id())
            .meaning("The first trend's era.")
            .text("other_cohort", row -> row.second().specification().cohort().id())
            .meaning("The second trend's cohort.")
            .text("other_era", row -> row.second().specification().era().id())
            .meaning("The second trend's era.")
            .key()
            .oneOf(
                    "status",
                    row -> (row.first().estimate() == null ? row.first() : row.second()).status(),
                    TrendStatus.values())
            .meaning("FITTED, or why one of the trends could not be fitted: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES.")
            .count("n", row -> row.first().n())
            .meaning("Observations of the first trend.")
            .count("other_n", row -> row.second().n())
            .meaning("Observations of the second trend.")
            .count("n_shared", SlopeComparison::shared)
            .meaning("Observations that are in both trends.")
            .optionalNumber("doubling_time_months", months(SlopeComparison::first))
            .meaning("Doubling time of the first trend, in months; null when not fitted, or when the metric does not"
                    + " grow.")
            .optionalNumber("other_doubling_time_months", months(SlopeComparison::second))
            .meaning("Doubling time of the second trend, in months; null when not fitted, or when the metric does not"
                    + " grow.")
            .optionalText("span", span(Era::id))
            .meaning("The span of both trends. Null where each trend has its own era: the settings say so, or the eras"
                    + " share no dates.")
            .optionalDate("span_from", span(Era::from))
            .meaning("The span's first day; null for no bound.")
            .optionalDate("span_to", span(Era::to))
            .meaning("The day after the span's last; null for no bound.")
            .optionalNumber(
                    "slope_difference", RecordTable.ofPart(SlopeComparison::difference, SlopeDifference::estimate))
            .meaning("The first slope minus the other, OOM a year; p-values are two-sided.")
            .optionalText("test_status", SlopeComparison::status)
            .oneOf(SlopeComparison.Status.values())
            .meaning("TESTED; NOT_FITTED where a trend has no fit; NOT_IN_MEMORY where the method resamples releases"
                    + " and there are too many; NO_STANDARD_ERROR where the method gives none: all releases are on the"
                    + " lines, both trends have the same releases, one organization determines a slope, or there are"
                    + " too few dates or organizations.")
            .optionalText("method", SlopeComparison::method)
            .oneOf(SlopeInterval.Method.values())
            .meaning("The method of the columns method_*: the setting fitting.interval, named as in intervals.")
            .optionalNumber("method_se", byConfiguredMethod(SlopeTest::standardError))
            .meaning("Standard error of slope_difference by the method, or the standard"
                    + " deviation of replicates. Every method allows for shared releases.")
            .optionalNumber("method_degrees_of_freedom", byConfiguredMethod(SlopeTest::degreesOfFreedom))
            .meaning("Degrees of freedom of Student's t by the method; null for a bootstrap.")
            .interval(
                    "method_ci95", "95% interval of slope_difference by the method", row -> interval(row, row.method()))
            .optionalNumber("method_p_value", byConfiguredMethod(SlopeTest::pValue))
            .meaning("P-value of equal slopes, two-sided, by the method.")
            .optionalNumber("method_p_value_holm", SlopeComparison::pValueHolm)
            .meaning("method_p_value, corrected by Holm's method for all tests of this table in a run.")
            .optionalNumber("se", byMethod(Method.HC3, SlopeTest::standardError))
            .meaning("Standard error of slope_difference by HC3; allows for shared observations.")
            .optionalNumber("degrees_of_freedom", byMethod(Method.HC3, SlopeTest::degreesOfFreedom))
            .meaning("Degrees of freedom of Student's t by HC3: Welch and Satterthwaite's,"
                    + " or the smaller of both trends' where they share releases.")
            .interval("ci95", "95% interval of slope_difference by HC3", row -> interval(row, Method.HC3))
            .optionalNumber("p_value", byMethod(Method.HC3, SlopeTest::pValue))
            .meaning("P-value of equal slopes, two-sided, by HC3: releases taken as independent.")
            .optionalNumber("se_cluster", byMethod(Method.CR1, SlopeTest::standardError))
            .meaning("Standard error of slope_difference by CR1 over organizations, which may be in both trends.")
            .optionalNumber("cluster_degrees_of_freedom", byMethod(Method.CR1, SlopeTest::degreesOfFreedom))
            .meaning("Degrees of freedom of Student's t by CR1: Welch and Satterthwaite's,"
                    + " or the smaller of both trends' where they share organizations.")
            .interval("cluster_ci95", "95% interval of slope_difference by CR1", row -> interval(row, Method.CR1))
            .optionalNumber("cluster_p_value", byMethod(Method.CR1, SlopeTest::pValue))
            .meaning("Two-sided p-value by CR1, which allows for correlation within organizations; too small where a"
                    + " few organizations dominate, see cr3_p_value.")
            .optionalNumber("se_cr3", byMethod(Method.CR3, SlopeTest::standardError))
            .meaning("Standard error of slope_difference by CR3, the jackknife over"
                    + " organizations: each is left out of both trends at once.")
            .optionalNumber("cr3_degrees_of_freedom", byMethod(Method.CR3, SlopeTest::degreesOfFreedom))
            .meaning("Degrees of freedom of Student's t by CR3, as in cluster_degrees_of_freedom.")
            .interval("cr3_ci95", "95% interval of slope_difference by CR3", row -> interval(row, Method.CR3))
            .optionalNumber("cr3_p_value", byMethod(Method.CR3, SlopeTest::pValue))
            .meaning("Two-sided p-value by CR3.")
            .interval(
                    "bootstrap95",
                    "Pairs bootstrap of both trends together, 95% interval",
                    row -> interval(row, Method.PAIRS_PERCENTILE))
            .optionalNumber("bootstrap_p_value", byMethod(Method.PAIRS_PERCENTILE, SlopeTest::pValue))
            .meaning("Two-sided p-value by the pairs bootstrap: twice the smaller share of"
                    + " replicates on one side of zero.")
            .build();

    private ComparisonsTable() {}

    private static Function<SlopeComparison, @Nullable Object> months(Function<SlopeComparison, Trend> trend) {
        return RecordTable.ofPart(
                trend.andThen(Trend::estimate),
                estimate -> estimate.doublingTime().months());
    }

    private static @Nullable Interval interval(SlopeComparison row, Method method) {
        return row.test(method).map(SlopeTest::interval).orElse(null);
    }

    private static Function<SlopeComparison, @Nullable Object> span(Function<Era, @Nullable Object> value) {
        return RecordTable.ofPart(row -> row.span().orElse(null), value);
    }

    private static Function<SlopeComparison, @Nullable Object> byConfiguredMethod(
            Function<SlopeTest, @Nullable Object> value) {
        return RecordTable.ofPart(row -> row.test().orElse(null), value);
    }

    private static Function<SlopeComparison, @Nullable Object> byMethod(
            Method method, Function<SlopeTest, @Nullable Object> value) {
        return RecordTable.ofPart(row -> row.test(method).orElse(null), value);
    }
}
