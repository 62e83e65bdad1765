package org.computetrends.table;

import java.util.function.Function;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendStatus;
import org.jspecify.annotations.Nullable;

/** The {@code decompositions} table: the growth of a metric that is a product, split into the growth of its factors. */
public final class DecompositionsTable {

    public static final RecordTable<Decomposition.Part> DECOMPOSITIONS = RecordTable.<Decomposition.Part>named(
                    "decompositions", "A factor's contribution to the growth of a product, over the same releases.")
            .text("decomposition", Decomposition.Part::decomposition)
            .meaning("The id of the decomposition.")
            .text("part", row -> row.part().specification().metric().id())
            .meaning("The factor: a metric's id.")
            .key()
            .text("whole", row -> row.whole().specification().metric().id())
            .meaning("The product: a metric's id.")
            .text("cohort", row -> row.part().specification().cohort().id())
            .meaning("The cohort's id.")
            .text("era", row -> row.part().specification().era().id())
            .meaning("The era's id.")
            .oneOf("status", row -> row.part().status(), TrendStatus.values())
            .meaning("FITTED, or why not: TOO_FEW_OBSERVATIONS, TOO_FEW_DATES.")
            .count("n", row -> row.part().n())
            .meaning("Releases with all factors known.")
            .optionalNumber("slope_oom_per_year", row -> slope(row.part()))
            .meaning("The factor's growth, OOM a year. The growths of all factors add up to the product's if all trends"
                    + " have the same releases.")
            .optionalNumber("whole_slope_oom_per_year", row -> slope(row.whole()))
            .meaning("The product's growth, OOM a year.")
            .optionalNumber(
                    "growth_factor_per_year",
                    estimate(estimate -> Math.pow(10, estimate.line().slope())))
            .meaning("The factor's growth in a year: 10 to the power of slope_oom_per_year.")
            .optionalNumber(
                    "slope_ci95_low", estimate(estimate -> estimate.interval().low()))
            .meaning("95% interval of the factor's growth, lower end.")
            .optionalNumber(
                    "slope_ci95_high", estimate(estimate -> estimate.interval().high()))
            .meaning("95% interval of the factor's growth, upper end.")
            .optionalNumber("share", Decomposition.Part::share)
            .meaning("The factor's share of the product's growth; shares add up to 1 if all trends have the same"
                    + " releases.")
            .optionalNumber("share_ci95_low", Decomposition.Part::shareInterval, MedianAndInterval::low)
            .meaning("95% bootstrap interval of the share, lower end.")
            .optionalNumber("share_ci95_high", Decomposition.Part::shareInterval, MedianAndInterval::high)
            .meaning("95% bootstrap interval of the share, upper end.")
            .build();

    private DecompositionsTable() {}

    private static @Nullable Double slope(Trend trend) {
        return trend.estimate() == null ? null : trend.estimate().line().slope();
    }

    private static Function<Decomposition.Part, @Nullable Object> estimate(Function<Trend.Estimate, Double> value) {
        return RecordTable.ofPart(row -> row.part().estimate(), value);
    }
}
