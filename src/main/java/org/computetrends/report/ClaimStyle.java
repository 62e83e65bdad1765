package org.computetrends.report;

import org.computetrends.domain.PublishedRow;

/** The number format of a claim's values, which depends on its quantity. */
final class ClaimStyle {

    private ClaimStyle() {}

    static NumberStyle of(PublishedRow claim) {
        return switch (claim.requireText("quantity")) {
            case "crossing_date" -> NumberStyle.YEAR;
            case "doubling_time_months", "lag_months", "staircase_lag_months" -> NumberStyle.TENTHS;
            case "growth_factor_per_year" -> NumberStyle.FACTOR;
            case "count", "count_above" -> NumberStyle.COUNT;
            case "cost" -> NumberStyle.MONEY;
            case "r_squared" -> NumberStyle.HUNDREDTHS;
            default -> NumberStyle.POWER;
        };
    }
}
