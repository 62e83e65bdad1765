package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The number of releases in a bin. A bin spans a quarter of a year, and half an order of magnitude of a metric's
 * values. Bins replace points in plots of many releases. A row of {@code densities}.
 *
 * @param quarter the quarter's first day
 * @param halfOrders the lower bound of the bin, in half orders of magnitude: twice its log10
 * @param n the number of releases in the bin
 * @param largestValue the largest value in the bin, in the metric's unit
 * @param largestReleaseId the id of the release with the largest value; among equal values, the last id in byte order
 */
public record ValueDensity(
        String metric, LocalDate quarter, int halfOrders, long n, double largestValue, String largestReleaseId) {

    /** Orders bins by metric, quarter and value. */
    public static final Comparator<ValueDensity> ORDER = Comparator.comparing(ValueDensity::metric)
            .thenComparing(ValueDensity::quarter)
            .thenComparingInt(ValueDensity::halfOrders);

    private static final Comparator<ValueDensity> BY_LARGEST = Comparator.comparingDouble(ValueDensity::largestValue)
            .thenComparing(ValueDensity::largestReleaseId, ValuedRelease.ID_ORDER);

    /** The lower bound of the bin, in the metric's unit. */
    public double valueFrom() {
        return Math.pow(10, halfOrders / 2.0);
    }

    /** The exclusive upper bound of the bin; infinite if out of range. */
    public double valueTo() {
        return Math.pow(10, (halfOrders + 1) / 2.0);
    }

    /** The lower bound of the bin of a log10 value, in half orders of magnitude. */
    public static int halfOrders(double log10Value) {
        return (int) Math.floor(2 * log10Value);
    }

    /** The first day of a day's quarter. */
    public static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).withMonth(1 + (day.getMonthValue() - 1) / 3 * 3);
    }

    /** The bins of observations, in their {@linkplain #ORDER order}. */
    public static List<ValueDensity> of(Collection<LabelledObservation> observations) {
        SortedMap<ValueDensity, ValueDensity> bins = new TreeMap<>(ORDER);
        for (LabelledObservation observation : observations) {
            ValueDensity bin = new ValueDensity(
                    observation.metric(),
                    quarter(observation.publishedOn()),
                    halfOrders(observation.log10Value()),
                    1,
                    observation.value(),
                    observation.releaseId());
            bins.merge(bin, bin, ValueDensity::merged);
        }
        return List.copyOf(bins.values());
    }

    /** The union with the same bin of other observations. */
    private ValueDensity merged(ValueDensity other) {
        ValueDensity larger = BY_LARGEST.compare(other, this) > 0 ? other : this;
        return new ValueDensity(metric, quarter, halfOrders, n + other.n, larger.largestValue, larger.largestReleaseId);
    }
}
