package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.LowerCase;

/**
 * Counts the observations of each metric by value of an attribute, to find common values. At most one value more than
 * the limit is counted, which shows that there are too many.
 */
final class AttributeCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of a text that is not counted. */
    static final int NO_VALUE = -1;

    private final int metrics;
    private final int limit;
    private final Map<UTF8String, Integer> numbers = new HashMap<>();
    private long[] counts = {};

    AttributeCounts(int metrics, int limit) {
        this.metrics = metrics;
        this.limit = limit;
    }

    /** The number of a value; {@link #NO_VALUE} for a new value beyond the limit. */
    int number(UTF8String value) {
        Integer number = numbers.get(value);
        if (number == null) {
            if (isOver()) {
                return NO_VALUE;
            }
            number = numbers.size();
            numbers.put(value.clone(), number);
            if (counts.length < numbers.size() * metrics) {
                counts = Arrays.copyOf(counts, 2 * numbers.size() * metrics);
            }
        }
        return number;
    }

    /** Adds observations of a value; ignored for {@link #NO_VALUE}. */
    void add(int number, int metric, long observations) {
        if (number >= 0) {
            counts[number * metrics + metric] += observations;
        }
    }

    void merge(AttributeCounts other) {
        other.numbers.forEach((value, from) -> {
            int number = number(value);
            for (int metric = 0; metric < metrics; metric++) {
                add(number, metric, other.counts[from * metrics + metric]);
            }
        });
    }

    /** Whether there are more values than the limit, so that counts are incomplete. */
    boolean isOver() {
        return numbers.size() > limit;
    }

    /** The values, in lower case, with at least a minimum of observations of a metric, except {@link Cohort#OTHER}. */
    SortedSet<String> common(int metric, long minimum) {
        Map<String, Long> sums = new HashMap<>();
        numbers.forEach((value, number) ->
                sums.merge(LowerCase.of(value.toString()), counts[number * metrics + metric], Long::sum));
        sums.values().removeIf(sum -> sum < minimum);
        sums.remove(Cohort.OTHER);
        return new TreeSet<>(sums.keySet());
    }
}
