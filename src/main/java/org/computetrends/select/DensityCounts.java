package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ValueDensity;

/**
 * Counts observations in bins, and finds the largest release of each bin. A bin is one metric, one quarter of a year,
 * and half an order of magnitude of the value.
 */
final class DensityCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The counts by bin. The key's first part, features in other maps, is the half order of magnitude. Its second part,
     * the number, is quarter * metricCount + metric.
     */
    private final FeatureSums counts = new FeatureSums(1);

    /** By index of a bin in {@link #counts}. Only the largest release of each is used, not the smallest. */
    private final Extremes extremes = new Extremes();

    private final int metricCount;

    /** By day: its quarter, counted from the year 0. A cache for the task that adds observations. */
    private final transient DayIndex quarters = new DayIndex();

    DensityCounts(int metricCount) {
        this.metricCount = metricCount;
    }

    void add(int metric, double log10Value, ReleaseBatch batch, int row) {
        int index = counts.index(ValueDensity.halfOrders(log10Value), quarter(batch.day[row]) * metricCount + metric);
        counts.sums()[counts.offset(index)]++;
        double value = batch.values.metricValues(metric)[row];
        if (extremes.isReached(index, value)) {
            extremes.add(index, value, batch.name(row));
        }
    }

    void merge(DensityCounts other) {
        for (int from = 0; from < other.counts.size(); from++) {
            int index = counts.merge(other.counts, from, other.counts.features(from));
            extremes.merge(index, other.extremes, from);
        }
    }

    private int quarter(int day) {
        int quarter = quarters.get(day);
        if (quarter < 0) {
            LocalDate date = LocalDate.ofEpochDay(day);
            quarter = date.getYear() * 4 + (date.getMonthValue() - 1) / 3;
            quarters.put(day, quarter);
        }
        return quarter;
    }

    List<ValueDensity> bins(List<Metric> metrics) {
        return IntStream.range(0, counts.size())
                .mapToObj(index -> bin(metrics, index))
                .sorted(ValueDensity.ORDER)
                .toList();
    }

    private ValueDensity bin(List<Metric> metrics, int index) {
        int quarter = counts.number(index) / metricCount;
        return new ValueDensity(
                metrics.get(counts.number(index) % metricCount).id(),
                LocalDate.of(quarter / 4, 1 + quarter % 4 * 3, 1),
                (int) counts.features(index),
                counts.sum(index, 0),
                extremes.largest(index),
                ReleaseNames.id(extremes.nameOfLargest(index)));
    }
}
