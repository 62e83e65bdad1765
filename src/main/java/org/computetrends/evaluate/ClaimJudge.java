package org.computetrends.evaluate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.computetrends.domain.Claim.Published;
import org.computetrends.domain.Claim.Relation;
import org.computetrends.domain.ScoredClaim.Basis;
import org.computetrends.domain.ScoredClaim.Finding;
import org.computetrends.domain.ScoredClaim.Verdict;
import org.computetrends.population.Population;
import org.computetrends.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Compares a published number with our number, "ours", and gives a verdict. Numbers are compared on a {@link
 * ClaimScale}: log10 for values and growth factors, the slope for doubling times. The verdict is the first that
 * applies:
 *
 * <ol>
 *   <li>{@code REPRODUCED}: ours rounds to the published value, at its published precision.
 *   <li>A one-sided bound is {@code COMPATIBLE} if ours is more than two standard errors inside it, {@code
 *       CONTRADICTED} if ours is more than two outside, and {@code UNTESTED} otherwise.
 *   <li>{@code UNTESTED}: ours is estimated, not projected, and our 95% interval spans more than a factor of ten, or is
 *       unbounded.
 *   <li>{@code CONTRADICTED}: the published value, or the nearer end of a range, is more than two of our standard
 *       errors away.
 *   <li>{@code UNTESTED}: an interval or range was published, and our interval at the same level is more than twice as
 *       wide. Widths are logarithms of high over low; for dates, high minus low. An interval without a level counts as
 *       95%.
 *   <li>{@code UNTESTED}: no interval was published, ours is estimated, and two of our standard errors exceed a quarter
 *       of the published number on its scale. For growth, such a test would also pass a slope that is a quarter
 *       steeper. For lags, the bound depends on the unit, which is months.
 *   <li>{@code UNTESTED}: ours is projected, and its median differs by more than the tolerance: a tenth of the growth
 *       over the horizon, or the rounding of the published value if that is larger.
 *   <li>{@code COMPATIBLE}: otherwise.
 * </ol>
 *
 * <p>A distance is our number minus the published one on the scale, so a shorter doubling time has a positive distance.
 * An observed value has no standard error, and is judged by {@link #judgeObserved}.
 */
final class ClaimJudge {
    /** A published value is contradicted if it is further from ours than this many standard errors. */
    private static final double MAX_DISTANCE_SE = 2;

    /** Our interval may be at most this many times as wide as the published one. */
    private static final double MAX_RELATIVE_WIDTH = 2;

    /** An interval tests nothing if its upper end is more than this many times its lower end. */
    private static final double MAX_INTERVAL_FACTOR = 10;

    /** Two standard errors may be at most this share of the published number on its scale. */
    private static final double MAX_SHARE_OF_PUBLISHED = 0.25;

    /** The level of intervals that are published without a level. */
    private static final double DEFAULT_LEVEL = 0.95;

    /** The tolerated difference from the published value, as a share of the growth over the horizon. */
    static final double TOLERATED_GROWTH = 0.1;

    private ClaimJudge() {}

    /**
     * A verdict with its reason.
     *
     * @param distanceSe our number minus the published one, in our standard errors; null without a standard error
     * @param note why the claim is untested, or another remark; null if there is none
     */
    record Assessment(
            Verdict verdict,
            @Nullable Double distanceSe,
            @Nullable String note) {

        /** A finding with this assessment of our number on a vintage. */
        Finding finding(LocalDate vintage, Basis basis, double value, @Nullable Interval interval, long n) {
            return new Finding(vintage, basis, value, interval, n, null, null, verdict, distanceSe, note);
        }

        /**
         * A finding with this assessment of an observed value, which comes from the release at an index of a
         * population.
         */
        Finding observedFinding(LocalDate vintage, Population population, int index, double value) {
            String release = population.releaseIds().get(index);
            LocalDate date = population.date(index);
            long n = population.size();
            return new Finding(vintage, Basis.OBSERVED, value, null, n, release, date, verdict, distanceSe, note);
        }

        /** This assessment, with a remark before its note. */
        Assessment withRemark(String remark) {
            return new Assessment(verdict, distanceSe, note == null ? remark : remark + "; " + note);
        }
    }

    /** An untested finding, which states no number of ours. */
    static Finding untested(LocalDate vintage, long n, String why) {
        return Finding.none(vintage, n, Verdict.UNTESTED, why);
    }

    static Assessment judgeEstimate(Published published, ClaimScale.Measure ours) {
        // An infinite tolerance: the standard error alone decides.
        return judge(published, ours, Double.POSITIVE_INFINITY);
    }

    /**
     * Judges a projection. {@code growth} is the growth on the scale over the horizon; for a date, the years until
     * then.
     */
    static Assessment judgeProjection(Published published, ClaimScale.Measure ours, double growth) {
        return judge(published, ours, tolerance(published, ours.scale(), growth));
    }

    /**
     * Judges a number with a standard error. {@code tolerance} is the tolerated difference on the scale; infinite for
     * an estimate.
     */
    private static Assessment judge(Published published, ClaimScale.Measure ours, double tolerance) {
        Interval target = ours.scale().intervalOnScale(target(published));
        double gap = gap(target, ours.estimate());
        // Not 0 / 0 if all releases are on the line.
        double distance = gap == 0 ? 0 : gap / ours.standardError();
        if (published.isReproducedBy(ours.value())) {
            return new Assessment(Verdict.REPRODUCED, distance, null);
        }
        if (published.relation() != Relation.EQUALS) {
            return judgeBound(published, ours);
        }
        boolean isEstimated = Double.isInfinite(tolerance);
        if (isEstimated && ours.scale().widthOf(ours.interval(DEFAULT_LEVEL)) > Math.log(MAX_INTERVAL_FACTOR)) {
            return new Assessment(
                    Verdict.UNTESTED,
                    distance,
                    "interval: ours spans more than a factor of " + (int) MAX_INTERVAL_FACTOR);
        }
        if (Math.abs(distance) > MAX_DISTANCE_SE) {
            return new Assessment(Verdict.CONTRADICTED, distance, null);
        }
        String reason = widthReason(published, ours, isEstimated);
        if (reason != null) {
            return new Assessment(Verdict.UNTESTED, distance, reason);
        }
        return Math.abs(gap) > tolerance
                ? new Assessment(Verdict.UNTESTED, distance, differenceNote(gap, tolerance))
                : new Assessment(Verdict.COMPATIBLE, distance, null);
    }

    private static Assessment judgeBound(Published published, ClaimScale.Measure ours) {
        boolean isAtMost = published.relation() == Relation.AT_MOST;
        Interval range = published.range();
        double bound = ours.scale().toScale().applyAsDouble(isAtMost ? range.high() : range.low());
        // On a reversed scale, such as the scale of months to double, an upper bound becomes a lower bound.
        boolean isUpper = isAtMost != ours.scale().isReversed();
        double distance = (ours.estimate() - bound) / ours.standardError();
        if (Math.abs(distance) <= MAX_DISTANCE_SE) {
            return new Assessment(
                    Verdict.UNTESTED, distance, "interval: the bound is within two of our standard errors");
        }
        boolean isInside = isUpper ? distance < 0 : distance > 0;
        return new Assessment(isInside ? Verdict.COMPATIBLE : Verdict.CONTRADICTED, distance, null);
    }

    /**
     * Judges an observed value, which has no standard error. The claim is reproduced if the value rounds to the
     * published one, contradicted if the value is outside a published interval or bound, and compatible if the value is
     * within the tolerance. Otherwise the claim is untested if it has an interval, because one outcome does not test an
     * interval. Without an interval it is contradicted.
     *
     * @param growth the growth on the scale from the day of the claim to the day of the observed value; 0 for counts
     */
    static Assessment judgeObserved(Published published, double value, ClaimScale scale, double growth) {
        if (published.isReproducedBy(value)) {
            return new Assessment(Verdict.REPRODUCED, null, null);
        }
        boolean hasRange = published.low() != null || published.high() != null;
        if ((hasRange || published.relation() != Relation.EQUALS)
                && !published.range().contains(value)) {
            return new Assessment(Verdict.CONTRADICTED, null, null);
        }
        double gap =
                gap(scale.intervalOnScale(target(published)), scale.toScale().applyAsDouble(value));
        double tolerance = tolerance(published, scale, growth);
        if (Math.abs(gap) <= tolerance) {
            return new Assessment(Verdict.COMPATIBLE, null, null);
        }
        return hasRange
                ? new Assessment(
                        Verdict.UNTESTED,
                        null,
                        "interval: one outcome does not test it; " + differenceNote(gap, tolerance))
                : new Assessment(Verdict.CONTRADICTED, null, null);
    }

    /** The published value as an interval; the range if there is no value, or if a bound was published. */
    private static Interval target(Published published) {
        BigDecimal value = published.value();
        return value == null || published.relation() != Relation.EQUALS
                ? published.range()
                : new Interval(value.doubleValue(), value.doubleValue());
    }

    /** The signed distance of a number from an interval: 0 inside, negative below. */
    private static double gap(Interval interval, double number) {
        return number < interval.low() ? number - interval.low() : Math.max(0, number - interval.high());
    }

    /** The tolerated difference from the published value, on the scale: at least the published value's rounding. */
    private static double tolerance(Published published, ClaimScale scale, double growth) {
        double point = published.point();
        double rounding = scale.toScale().applyAsDouble(point + published.rounding())
                - scale.toScale().applyAsDouble(point);
        // Growth is NaN if the value at the start is unknown.
        return Math.max(Math.abs(rounding), Double.isNaN(growth) ? 0 : TOLERATED_GROWTH * Math.abs(growth));
    }

    /** Why our interval is too wide to be compatible; null if it is narrow enough. */
    private static @Nullable String widthReason(Published published, ClaimScale.Measure ours, boolean isEstimated) {
        BigDecimal low = published.low();
        BigDecimal high = published.high();
        if (low != null && high != null) {
            Double publishedLevel = published.level();
            double level = publishedLevel == null ? DEFAULT_LEVEL : publishedLevel;
            double width = ours.scale().widthOf(ours.interval(level))
                    / ours.scale().widthOf(new Interval(low.doubleValue(), high.doubleValue()));
            return width > MAX_RELATIVE_WIDTH
                    ? String.format(
                            Locale.ROOT,
                            "interval: ours at %.0f%% is %.1f times as wide as the published one",
                            100 * level,
                            width)
                    : null;
        }
        double publishedOnScale = Math.abs(ours.scale().toScale().applyAsDouble(published.point()));
        boolean isCoarse =
                isEstimated && MAX_DISTANCE_SE * ours.standardError() > MAX_SHARE_OF_PUBLISHED * publishedOnScale;
        return isCoarse
                ? "interval: two of our standard errors exceed a quarter of the published number on its scale"
                : null;
    }

    private static String differenceNote(double gap, double tolerance) {
        return String.format(
                Locale.ROOT,
                "difference: %.2g, where %.2g is allowed, a tenth of the growth or the rounding if that is larger",
                Math.abs(gap),
                tolerance);
    }
}
