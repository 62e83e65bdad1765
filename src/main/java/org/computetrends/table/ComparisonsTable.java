package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.Trend;
import org.computetrends.stats.SlopeDifference;
import org.jspecify.annotations.Nullable;

/** The {@code comparisons} table: whether one trend grows faster than another. */
public final class ComparisonsTable {

    public static final RecordTable<SlopeComparison> COMPARISONS = RecordTable.<SlopeComparison>named(
                    "comparisons", "Two trends of a metric, and by how much the first grows faster.")
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
                    text("status", "FITTED, or why one of them could not be: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES."),
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
                    number(
                            "slope_difference",
                            "The first's slope less the other's, OOM a year; p-values are two-sided."),
                    difference(SlopeDifference::slopes))
            .column(
                    number("se", "Standard error of the difference by HC3, shared observations allowed for."),
                    robust(SlopeDifference.Test::standardError))
            .column(
                    number(
                            "degrees_of_freedom",
                            "Of Student's t: Welch and Satterthwaite's, or the smaller of both where they share releases."),
                    robust(SlopeDifference.Test::degreesOfFreedom))
            .column(
                    number("ci95_low", "95% interval, lower end."),
                    robust(test -> test.interval().low()))
            .column(
                    number("ci95_high", "95% interval, upper end."),
                    robust(test -> test.interval().high()))
            .column(
                    number("p_value", "That equal slopes differ so much, two-sided."),
                    robust(SlopeDifference.Test::pValue))
            .column(
                    number("se_cluster", "Standard error by CR1 over organizations, which may be in both."),
                    clustered(SlopeDifference.Test::standardError))
            .column(
                    number("cluster_degrees_of_freedom", "Of Student's t, by Welch and Satterthwaite."),
                    clustered(SlopeDifference.Test::degreesOfFreedom))
            .column(
                    number("cluster_ci95_low", "95% interval by organizations, lower end."),
                    clustered(test -> test.interval().low()))
            .column(
                    number("cluster_ci95_high", "95% interval by organizations, upper end."),
                    clustered(test -> test.interval().high()))
            .column(
                    number("cluster_p_value", "Two-sided, releases of an organization not taken as independent."),
                    clustered(SlopeDifference.Test::pValue))
            .column(
                    number("bootstrap95_low", "Pairs bootstrap of both trends together, 95% interval, lower end."),
                    drawn(test -> test.interval().low()))
            .column(
                    number("bootstrap95_high", "Pairs bootstrap of both trends together, 95% interval, upper end."),
                    drawn(test -> test.interval().high()))
            .column(
                    number("bootstrap_p_value", "Twice the smaller share of replicates on one side of zero."),
                    drawn(SlopeDifference.BootstrapTest::pValue))
            .build();

    private ComparisonsTable() {}

    private static @Nullable Double months(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        return estimate == null || estimate.doublingTime().months().isEmpty()
                ? null
                : (Double) estimate.doublingTime().months().getAsDouble();
    }

    private static Function<SlopeComparison, @Nullable Object> difference(
            Function<SlopeDifference, @Nullable Object> value) {
        return row -> {
            SlopeDifference difference = row.difference();
            return difference == null ? null : value.apply(difference);
        };
    }

    private static Function<SlopeComparison, @Nullable Object> robust(Function<SlopeDifference.Test, Double> value) {
        return difference(difference -> orNull(difference.robust().map(value)));
    }

    private static Function<SlopeComparison, @Nullable Object> clustered(Function<SlopeDifference.Test, Double> value) {
        return difference(difference -> orNull(difference.clustered().map(value)));
    }

    private static Function<SlopeComparison, @Nullable Object> drawn(
            Function<SlopeDifference.BootstrapTest, Double> value) {
        return difference(difference -> orNull(difference.bootstrap().map(value)));
    }

    private static @Nullable Double orNull(Optional<Double> value) {
        return value.isPresent() ? value.get() : null;
    }
}
