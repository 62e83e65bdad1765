package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The thresholds and dates that odds are given for, and the questions that past odds are scored on.
 *
 * @param fromOom log10 of the first threshold, in the metric's unit
 * @param toOom log10 of the last
 * @param perOom thresholds an order of magnitude; they are evenly spaced in log10
 * @param until the last date before which something may have to happen
 * @param leadsMonths calendar months from a past origin to the dates that its odds are scored at, increasing
 * @param scoredOom how far above the published record of an origin the thresholds are that its odds are scored at
 * @param olderPaths sample paths drawn for each start at an older vintage
 */
public record OddsGrid(
        int fromOom,
        int toOom,
        int perOom,
        LocalDate until,
        List<Integer> leadsMonths,
        double scoredOom,
        int olderPaths) {

    /** @throws IllegalArgumentException where there are no thresholds, or leads do not increase */
    public OddsGrid {
        leadsMonths = List.copyOf(leadsMonths);
        if (fromOom > toOom || perOom < 1) {
            throw new IllegalArgumentException(
                    "no thresholds from 1e" + fromOom + " to 1e" + toOom + ", " + perOom + " an order of magnitude");
        }
        if (!leadsMonths.equals(leadsMonths.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("leads must increase: " + leadsMonths);
        }
    }

    /** log10 of the thresholds, increasing. */
    public double[] log10Thresholds() {
        return IntStream.rangeClosed(0, (toOom - fromOom) * perOom)
                .mapToDouble(k -> fromOom + k / (double) perOom)
                .toArray();
    }

    /** The threshold of a log10 in the metric's unit. That of a whole number is the power of ten exactly. */
    public static double threshold(double log10) {
        return log10 == Math.rint(log10) ? Double.parseDouble("1e" + (int) log10) : StrictMath.pow(10, log10);
    }

    /** The first days of months after an origin, up to the last date; none where that is no later. */
    public List<LocalDate> dates(LocalDate origin) {
        LocalDate first = origin.withDayOfMonth(1).plusMonths(1);
        return Stream.iterate(first, date -> !date.isAfter(until), date -> date.plusMonths(1))
                .toList();
    }
}
