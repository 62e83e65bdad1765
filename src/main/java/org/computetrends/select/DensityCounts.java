package org.computetrends.select;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ValueDensity;

/** Counts of values by metric, quarter and half an order of magnitude, and the largest release of each bin. */
final class DensityCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By half orders, and by quarter times metrics plus metric. */
    private final FeatureSums counts = new FeatureSums(1);

    private final int metrics;
    private double[] largest = new double[64];
    private byte[][] names = new byte[64][];

    /** Quarters, counted from the year 0, by day. */
    private final transient DayIndex quarters = new DayIndex();

    DensityCounts(int metrics) {
        this.metrics = metrics;
    }

    void add(int metric, double log10Value, ReleaseBatch batch, int row) {
        int place = counts.place(ValueDensity.halfOrders(log10Value), quarter(batch.day[row]) * metrics + metric);
        counts.sums()[counts.at(place)]++;
        double value = batch.values.ofMetric(metric)[row];
        if (isNew(place) || value >= largest[place]) {
            addLargest(place, value, batch.name(row));
        }
    }

    void merge(DensityCounts other) {
        for (int from = 0; from < other.counts.size(); from++) {
            addLargest(
                    counts.merge(other.counts, from, other.counts.features(from)),
                    other.largest[from],
                    other.names[from]);
        }
    }

    private boolean isNew(int place) {
        return place >= names.length || names[place] == null;
    }

    private void addLargest(int place, double value, byte[] name) {
        if (place >= names.length) {
            largest = Arrays.copyOf(largest, Math.max(place + 1, largest.length * 3 / 2));
            names = Arrays.copyOf(names, largest.length);
        }
        if (names[place] == null
                || value > largest[place]
                || (value == largest[place] && ReleaseNames.compareIds(name, names[place]) > 0)) {
            largest[place] = value;
            names[place] = name;
        }
    }

    private int quarter(int day) {
        int quarter = quarters.place(day);
        if (quarter < 0) {
            LocalDate date = LocalDate.ofEpochDay(day);
            quarter = date.getYear() * 4 + (date.getMonthValue() - 1) / 3;
            quarters.put(day, quarter);
        }
        return quarter;
    }

    List<ValueDensity> bins(List<Metric> metrics) {
        return IntStream.range(0, counts.size())
                .mapToObj(place -> bin(metrics, place))
                .sorted(ValueDensity.ORDER)
                .toList();
    }

    private ValueDensity bin(List<Metric> metrics, int place) {
        int quarter = counts.number(place) / this.metrics;
        return new ValueDensity(
                metrics.get(counts.number(place) % this.metrics).id(),
                LocalDate.of(quarter / 4, 1 + quarter % 4 * 3, 1),
                (int) counts.features(place),
                counts.sum(place, 0),
                largest[place],
                ReleaseNames.id(names[place]));
    }
}
