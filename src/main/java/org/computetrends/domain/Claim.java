package org.computetrends.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A published number on AI releases or their growth, such as a doubling time, for comparison with the tables. Read from
 * the file of claims; {@link ScoredClaim} has the comparison.
 *
 * @param source the author and the publication
 * @param evidence whether the source itself was read, or null if not recorded
 * @param publishedOn the date of publication; null if unknown
 * @param metric the metric's id; the closest one if none measures the quantity
 * @param cohort the releases that the claim is about; null for a lag, or if no table covers them
 * @param windowFrom the first date that the claim is about, or null for no bound
 * @param windowTo the day after the last date that the claim is about, or null for no bound
 * @param targetDate the day of a projected value, or the last day of a count; null for other quantities
 * @param threshold the value, in the metric's unit, that is crossed or counted from; null for other quantities
 * @param scenario the scenario of a projected value or crossing date; null for other quantities
 * @param vintage the day as of which the claim is scored; null for the day of publication
 * @param vintageReason why {@code vintage} is not the day of publication; null without a vintage
 * @param rules the preset whose rules select releases, or null for the rules of the run
 * @param daysPerMonth the days in a month by the claim, or null for the number in the rules
 * @param obstacle why the tables cannot judge the claim, or null if they can
 * @param note further remarks
 * @param lead the id of the {@link Lead} whose lag is claimed; null for other quantities
 */
public record Claim(
        String id,
        String source,
        @Nullable Evidence evidence,
        @Nullable LocalDate publishedOn,
        Quantity quantity,
        String metric,
        @Nullable Cohort cohort,
        @Nullable LocalDate windowFrom,
        @Nullable LocalDate windowTo,
        @Nullable LocalDate targetDate,
        @Nullable Double threshold,
        @Nullable String scenario,
        @Nullable LocalDate vintage,
        @Nullable String vintageReason,
        Published published,
        @Nullable String rules,
        @Nullable Double daysPerMonth,
        @Nullable String obstacle,
        @Nullable String note,
        @Nullable String lead) {

    public Claim {
        if (cohort == null && lead == null && obstacle == null) {
            throw new IllegalArgumentException("a claim without a cohort and a lead needs an obstacle");
        }
        if ((vintage == null) != (vintageReason == null)) {
            throw new IllegalArgumentException("a claim needs both a vintage and a reason for it, or neither");
        }
    }

    public enum Evidence {
        /** The figure was read in the named source. */
        PRIMARY,
        /** The figure was read in a text that reports the source. */
        SECONDARY
    }

    /** The day as of which the claim is scored; null if it has neither a vintage nor a day of publication. */
    public @Nullable LocalDate asOf() {
        return vintage == null ? publishedOn : vintage;
    }

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
        /** The training compute of a release that appears in the window. */
        COMPUTE,
        /** The cost of a release that appears in the window. */
        COST,
        /** The parameters of a release that appears in the window. */
        PARAMETERS,
        /** Releases at or above the threshold by the end of the target date. */
        COUNT_ABOVE,
        /** The date, as a year with decimals, on which the largest release reaches the threshold. */
        CROSSING_DATE,
        /** Months by which the fitted line of one group of releases follows the line of another group. */
        LAG_MONTHS,
        /** Mean over the follower's records of the months since the leader's first release at least as large. */
        STAIRCASE_LAG_MONTHS,
        /** A share of progress or of a budget. No table measures it. */
        SHARE,
        /** Anything else, in the unit that the note names. No table measures it. */
        OTHER;

        /** Whether the quantity compares the two groups of a {@link Lead}. */
        public boolean isOfLead() {
            return this == LAG_MONTHS || this == STAIRCASE_LAG_MONTHS;
        }

        public boolean isMeasured() {
            return this != SHARE && this != OTHER;
        }

        public boolean isProjected() {
            return this == PROJECTED_VALUE || this == CROSSING_DATE;
        }
    }

    /** The relation of the quantity to the published numbers. */
    public enum Relation implements Identified {
        /** The quantity is the value, or is between the bounds. */
        EQUALS,
        /** The quantity is at most the upper bound or, without one, the value. */
        AT_MOST,
        /** The quantity is at least the lower bound or, without one, the value. */
        AT_LEAST
    }

    /**
     * The published numbers, in the quantity's unit and at their published precision.
     *
     * @param relation how the numbers bound the quantity
     * @param level the level of an interval, such as 0.95; null if there is no interval or its level is not given
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
            if (relation == Relation.AT_MOST && value == null && high == null) {
                throw new IllegalArgumentException("a claim of at most must have a value or an upper bound");
            }
            if (relation == Relation.AT_LEAST && value == null && low == null) {
                throw new IllegalArgumentException("a claim of at least must have a value or a lower bound");
            }
            if (low != null && high != null && low.compareTo(high) > 0) {
                throw new IllegalArgumentException("the lower bound " + low + " is above the upper bound " + high);
            }
        }

        /**
         * The values that agree with the claim. For {@code EQUALS} they are between the bounds or, without bounds,
         * round to the value. {@code AT_MOST} and {@code AT_LEAST} bound one side only.
         */
        public Interval range() {
            double infinity = Double.POSITIVE_INFINITY;
            return switch (relation) {
                case AT_MOST -> new Interval(-infinity, firstNonNull(high, value));
                case AT_LEAST -> new Interval(firstNonNull(low, value), infinity);
                case EQUALS ->
                    low == null && high == null
                            ? roundingInterval()
                            : new Interval(boundOr(low, -infinity), boundOr(high, infinity));
            };
        }

        /** The value; without one, the geometric mean of both bounds, or the only bound. */
        public double point() {
            if (value == null && low != null && high != null) {
                return Math.sqrt(low.doubleValue()) * Math.sqrt(high.doubleValue());
            }
            return firstNonNull(value, low, high);
        }

        /**
         * Whether the relation is {@code EQUALS}, there is a value, and a number rounds to this value at its precision.
         */
        public boolean isReproducedBy(double number) {
            return relation == Relation.EQUALS
                    && value != null
                    && roundingInterval().contains(number);
        }

        /** Half a unit of the published value's last digit; 0 without a value. */
        public double rounding() {
            return value == null ? 0 : value.ulp().doubleValue() / 2;
        }

        private Interval roundingInterval() {
            BigDecimal rounded = Objects.requireNonNull(value);
            BigDecimal half = rounded.ulp().divide(BigDecimal.valueOf(2));
            return new Interval(
                    rounded.subtract(half).doubleValue(), rounded.add(half).doubleValue());
        }

        private static double boundOr(@Nullable BigDecimal bound, double unbounded) {
            return bound == null ? unbounded : bound.doubleValue();
        }

        /** The first number that is not null. There must be one. */
        private static double firstNonNull(@Nullable BigDecimal... numbers) {
            return Stream.of(numbers)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow()
                    .doubleValue();
        }
    }
}
