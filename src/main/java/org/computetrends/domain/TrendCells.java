package org.computetrends.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.stats.Cells;

/**
 * A trend's population, aggregated by date.
 *
 * @param cells one for each date, in order
 * @param extremes one for each cell
 * @param timeScale converts dates to the cells' times
 */
public record TrendCells(Cells cells, List<Extremes> extremes, TimeScale timeScale) {

    /** The largest and the smallest release of a date. */
    public record Extremes(ValuedRelease largest, ValuedRelease smallest) {}

    /**
     * The observations of one date.
     *
     * @param mean mean of the observations, in OOM
     * @param sumOfSquares sum of squared deviations from the mean, in OOM squared
     */
    public record Day(LocalDate date, long count, double mean, double sumOfSquares, Extremes extremes) {}

    /** A population from days in order of date; may be empty. */
    public static TrendCells of(List<Day> days, TimeScale timeScale) {
        return new TrendCells(
                new Cells(
                        days.stream()
                                .mapToDouble(day -> timeScale.yearsSince2000(day.date()))
                                .toArray(),
                        days.stream().mapToLong(Day::count).toArray(),
                        days.stream().mapToDouble(Day::mean).toArray(),
                        days.stream().mapToDouble(Day::sumOfSquares).toArray()),
                days.stream().map(Day::extremes).toList(),
                timeScale);
    }

    /** A release's date in years since 2000-01-01. */
    public double timeOf(ValuedRelease release) {
        return timeScale.yearsSince2000(release.publishedOn());
    }

    /** The first date; the population must not be empty. */
    public LocalDate firstDate() {
        return extremes.get(0).largest().publishedOn();
    }

    /** The last date; the population must not be empty. */
    public LocalDate lastDate() {
        return extremes.get(extremes.size() - 1).largest().publishedOn();
    }

    /** The running maxima: the releases larger than all earlier ones of the population, in order of date. */
    public List<ValuedRelease> maxima() {
        List<ValuedRelease> maxima = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (Extremes ofDate : extremes) {
            if (ofDate.largest().value() > largest) {
                largest = ofDate.largest().value();
                maxima.add(ofDate.largest());
            }
        }
        return maxima;
    }
}
