package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendStatus;
import org.jspecify.annotations.Nullable;

/** The {@code decompositions} table: growth of a product, split into that of its factors. */
public final class DecompositionsTable {

    public static final RecordTable<Decomposition.Part> DECOMPOSITIONS = RecordTable.<Decomposition.Part>named(
                    "decompositions", "A factor's part of the growth of a product, over the same releases.")
            .key(text("decomposition", "The id of the decomposition."), Decomposition.Part::decomposition)
            .key(
                    text("part", "The factor: a metric's id."),
                    row -> row.part().specification().metric().id())
            .column(
                    text("whole", "The product: a metric's id."),
                    row -> row.whole().specification().metric().id())
            .column(
                    text("cohort", "The cohort's id."),
                    row -> row.part().specification().cohort().id())
            .column(
                    text("era", "The era's id."),
                    row -> row.part().specification().era().id())
            .column(
                    text("status", "FITTED, or why not: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES.")
                            .oneOf(TrendStatus.values()),
                    row -> row.part().status().name())
            .column(
                    count("n", "Releases with all factors known."),
                    row -> row.part().n())
            .column(
                    number("slope_oom_per_year", "The factor's growth, OOM a year: these add up to the product's."),
                    row -> slope(row.part()))
            .column(number("whole_slope_oom_per_year", "The product's growth, OOM a year."), row -> slope(row.whole()))
            .column(
                    number("growth_factor_per_year", "Growth factor of the factor in a year: 10 to its slope."),
                    estimate(estimate -> Math.pow(10, estimate.line().slope())))
            .column(
                    number("slope_ci95_low", "95% interval of the factor's growth, lower end."),
                    estimate(estimate -> estimate.interval().low()))
            .column(
                    number("slope_ci95_high", "95% interval of the factor's growth, upper end."),
                    estimate(estimate -> estimate.interval().high()))
            .column(
                    number("share", "The factor's share of the product's growth; shares add up to 1."),
                    Decomposition.Part::share)
            .column(number("share_ci95_low", "95% bootstrap interval of the share, lower end."), share(Quantity::low))
            .column(number("share_ci95_high", "95% bootstrap interval of the share, upper end."), share(Quantity::high))
            .build();

    private DecompositionsTable() {}

    private static @Nullable Double slope(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        return estimate == null ? null : (Double) estimate.line().slope();
    }

    private static Function<Decomposition.Part, @Nullable Object> estimate(Function<Trend.Estimate, Double> value) {
        return row -> {
            Trend.Estimate estimate = row.part().estimate();
            return estimate == null ? null : value.apply(estimate);
        };
    }

    private static Function<Decomposition.Part, @Nullable Object> share(Function<Quantity, Double> value) {
        return row -> {
            Quantity interval = row.shareInterval();
            return interval == null ? null : value.apply(interval);
        };
    }
}
