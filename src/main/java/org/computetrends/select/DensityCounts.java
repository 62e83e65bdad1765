package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ValueDensity;

/** Counts values by metric, quarter and half an order of magnitude, and finds the largest release of each bin. */
final class DensityCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By half order of magnitude, as features, and by quarter * metricCount + metric, as number. */
    private final FeatureSums counts = new FeatureSums(1);

    private final int metricCount;

    /** By index in {@link #counts}: the largest value, and in {@link #names} the release that has it. */
    private double[] largestValues = new double[64];

    private byte[][] names = new byte[64][];

    /** By day: quarters since the year 0. */
    private final transient DayIndex quarters = new DayIndex();

    DensityCounts(int metricCount) {
        this.metricCount = metricCount;
    }

    void add(int metric, double log10Value, ReleaseBatch batch, int row) {
        int index = counts.index(ValueDensity.halfOrders(log10Value), quarter(batch.day[row]) * metricCount + metric);
        counts.sums()[counts.at(index)]++;
        double value = batch.values.ofMetric(metric)[row];
        if (index >= names.length || value >= largestValues[index]) {
            addLargest(index, value, batch.name(row));
        }
    }

    void merge(DensityCounts other) {
        for (int from = 0; from < other.counts.size(); from++) {
            addLargest(
                    counts.merge(other.counts, from, other.counts.features(from)),
                    other.largestValues[from],
                    other.names[from]);
        }
    }

    private void addLargest(int index, double value, byte[] name) {
        if (index >= names.length) {
            largestValues = Arrays.copyOf(largestValues, Math.max(index + 1, largestValues.length * 3 / 2));
            names = Arrays.copyOf(names, largestValues.length);
        }
        // Values are above 0, the largest value of a new bin.
        if (value > largestValues[index]
                || (value == largestValues[index] && ReleaseNames.compareIds(name, names[index]) > 0)) {
            largestValues[index] = value;
            names[index] = name;
        }
    }

    private int quarter(int day) {
        int quarter = quarters.index(day);
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
                largestValues[index],
                ReleaseNames.id(names[index]));
    }
}
