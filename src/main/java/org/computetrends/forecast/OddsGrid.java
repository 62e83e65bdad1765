package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The thresholds and dates of odds, and the questions on which past odds are scored.
 *
 * @param fromOom log10 of the first threshold, in the metric's unit
 * @param toOom log10 of the last threshold, in the metric's unit
 * @param perOom thresholds per order of magnitude; they are evenly spaced in log10
 * @param until the last date of the questions
 * @param leadsMonths calendar months from a past origin to the dates at which its odds are scored, increasing
 * @param scoredOom the greatest distance of a scored threshold above an origin's published record, in OOM
 * @param olderPaths paths sampled for each start at an older vintage
 */
public record OddsGrid(
        int fromOom,
        int toOom,
        int perOom,
        LocalDate until,
        List<Integer> leadsMonths,
        double scoredOom,
        int olderPaths) {

    public OddsGrid {
        if (fromOom > toOom || perOom < 1) {
            throw new IllegalArgumentException(
                    "no thresholds from 1e" + fromOom + " to 1e" + toOom + ", " + perOom + " an order of magnitude");
        }
        if (!leadsMonths.equals(leadsMonths.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("leads must increase: " + leadsMonths);
        }
    }

    /** The log10 of the thresholds, increasing. */
    public double[] log10Thresholds() {
        return IntStream.rangeClosed(0, (toOom - fromOom) * perOom)
                .mapToDouble(k -> fromOom + k / (double) perOom)
                .toArray();
    }

    /** The threshold with a given log10, in the metric's unit. Whole numbers give exact powers of ten. */
    public static double threshold(double log10Value) {
        return log10Value == Math.rint(log10Value)
                ? Double.parseDouble("1e" + (int) log10Value)
                : StrictMath.pow(10, log10Value);
    }

    /** The first days of the months after an origin, up to the last date; may be empty. */
    public List<LocalDate> dates(LocalDate origin) {
        LocalDate first = origin.withDayOfMonth(1).plusMonths(1);
        return Stream.iterate(first, date -> !date.isAfter(until), date -> date.plusMonths(1))
                .toList();
    }
}
