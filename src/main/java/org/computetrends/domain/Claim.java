package org.computetrends.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a publication says of a quantity.
 *
 * @param id the claim's id
 * @param source who says so, and where
 * @param publishedOn when; null where unknown
 * @param quantity what is said to have a value
 * @param metric the metric's id
 * @param cohort the releases it is said of, or null for a quantity that is of none
 * @param windowFrom the first day of the span it is said of, or null for no bound
 * @param windowTo the day after its last, or null for no bound
 * @param targetDate the day that a projected value is of, and null for other quantities
 * @param scenario the scenario that it is projected by, and null for other quantities
 * @param vintage the date of the data that it was made from, or those nearest to them
 * @param published the numbers
 * @param rules the preset by whose rules releases are selected, or null for those of the run
 * @param daysPerMonth the days of its months, or null for those of its rules
 * @param note what else should be known of it
 */
public record Claim(
        String id,
        String source,
        @Nullable LocalDate publishedOn,
        Quantity quantity,
        String metric,
        @Nullable Cohort cohort,
        @Nullable LocalDate windowFrom,
        @Nullable LocalDate windowTo,
        @Nullable LocalDate targetDate,
        @Nullable String scenario,
        LocalDate vintage,
        Published published,
        @Nullable String rules,
        @Nullable Double daysPerMonth,
        @Nullable String note) {

    /** What a claim is of. */
    public enum Quantity {
        /** Months in which the cohort's trend doubles. */
        DOUBLING_TIME_MONTHS,
        /** The factor by which the cohort's trend grows in a year. */
        GROWTH_FACTOR_PER_YEAR,
        /** Releases that the trend is fitted to. */
        COUNT,
        /** R squared of the trend. */
        R_SQUARED,
        /** The metric's value on a date. */
        PROJECTED_VALUE,
        /** That a release of such training compute appears in the window. */
        COMPUTE,
        /** That a release of such cost appears in the window. */
        COST,
        /** That a release of so many parameters appears in the window. */
        PARAMETERS,
        /** A share of progress, which no data on releases tell. */
        SHARE
    }

    /** How published numbers bound the quantity. */
    public enum Relation {
        /** It is the value, or lies between the bounds. */
        EQUALS,
        /** It is at most the value or the upper bound. */
        AT_MOST,
        /** It is at least the value or the lower bound. */
        AT_LEAST
    }

    /**
     * The numbers published, in the quantity's unit and with the digits they were written with.
     *
     * @param relation how they bound the quantity
     * @param value the value, or null
     * @param low the lower bound, or null
     * @param high the upper bound, or null
     * @param level the level of an interval, such as 0.95; null where it is no interval or the level is not given
     */
    public record Published(
            Relation relation,
            @Nullable BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable Double level) {

        public Published {
            if (value == null && low == null && high == null) {
                throw new IllegalArgumentException("a claim must have a value, a lower or an upper bound");
            }
            if (low != null && high != null && low.compareTo(high) > 0) {
                throw new IllegalArgumentException("the lower bound " + low + " is above the upper bound " + high);
            }
        }

        /**
         * The values that agree with the numbers: between the bounds where there are any, an absent one being none;
         * otherwise those that round to the value's last written digit.
         */
        public Interval range() {
            double infinity = Double.POSITIVE_INFINITY;
            return switch (relation) {
                case AT_MOST -> new Interval(-infinity, first(high, value, low));
                case AT_LEAST -> new Interval(first(low, value, high), infinity);
                case EQUALS ->
                    low == null && high == null ? rounded() : new Interval(end(low, -infinity), end(high, infinity));
            };
        }

        /** The value, the geometric mean of both bounds, or the one bound there is. */
        public double point() {
            if (value == null && low != null && high != null) {
                return Math.sqrt(low.doubleValue()) * Math.sqrt(high.doubleValue());
            }
            return first(value, low, high);
        }

        private Interval rounded() {
            BigDecimal known = java.util.Objects.requireNonNull(value);
            BigDecimal half = known.ulp().divide(BigDecimal.valueOf(2));
            return new Interval(
                    known.subtract(half).doubleValue(), known.add(half).doubleValue());
        }

        private static double end(@Nullable BigDecimal bound, double none) {
            return bound == null ? none : bound.doubleValue();
        }

        /** The first of the numbers that exists; one of them does. */
        private static double first(@Nullable BigDecimal... numbers) {
            for (BigDecimal number : numbers) {
                if (number != null) {
                    return number.doubleValue();
                }
            }
            throw new IllegalStateException("a claim has a number");
        }
    }
}
