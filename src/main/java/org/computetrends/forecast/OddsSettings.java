package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The settings of odds, the probabilities that a release at a threshold or above is published before a date.
 *
 * @param fromOom log10 of the first threshold, in the metric's unit
 * @param toOom log10 of the last threshold, in the metric's unit
 * @param perOom thresholds per order of magnitude; they are evenly spaced in log10
 * @param until the last of {@link #dates}
 * @param scoredLeadMonths the odds of past vintages are scored this many calendar months after the vintage; increasing
 * @param scoredOomAboveRecord the odds of past vintages are scored for thresholds up to this far above the largest
 *     value published before the origin, in OOM
 * @param pathsOfOlderVintages the number of sample paths from each start, for vintages older than the newest
 */
public record OddsSettings(
        int fromOom,
        int toOom,
        int perOom,
        LocalDate until,
        List<Integer> scoredLeadMonths,
        double scoredOomAboveRecord,
        int pathsOfOlderVintages) {

    public OddsSettings {
        if (fromOom > toOom || perOom < 1) {
            throw new IllegalArgumentException(
                    "no thresholds from 1e" + fromOom + " to 1e" + toOom + ", " + perOom + " per order of magnitude");
        }
        if (!scoredLeadMonths.equals(
                scoredLeadMonths.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("leads must increase: " + scoredLeadMonths);
        }
    }

    /** The log10 of the thresholds, increasing. */
    public double[] log10Thresholds() {
        return IntStream.rangeClosed(0, (toOom - fromOom) * perOom)
                .mapToDouble(k -> fromOom + k / (double) perOom)
                .toArray();
    }

    /**
     * The threshold with a given log10, in the metric's unit. A whole logarithm gives the double nearest to that power
     * of ten, which {@code StrictMath.pow} might not.
     */
    public static double threshold(double log10Value) {
        return log10Value == Math.rint(log10Value)
                ? Double.parseDouble("1e" + (int) log10Value)
                : StrictMath.pow(10, log10Value);
    }

    /**
     * The first days of the months after an origin, up to the last date; may be empty. Odds are for releases before
     * these days, so the odds of 2027-01-01 are for releases by the end of 2026.
     */
    public List<LocalDate> dates(LocalDate origin) {
        LocalDate first = origin.withDayOfMonth(1).plusMonths(1);
        return Stream.iterate(first, date -> !date.isAfter(until), date -> date.plusMonths(1))
                .toList();
    }
}
