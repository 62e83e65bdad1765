package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.LowerCase;

/**
 * The distinct values of an attribute up to a limit, and for each value the number of observations of each metric. One
 * value more than the limit may be stored, which shows that there are too many.
 */
final class AttributeCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Returned instead of a number: for a new value beyond the limit, or a text that is no value of the attribute. */
    static final int NO_VALUE = -1;

    private final int metricCount;
    private final int limit;
    private final Map<UTF8String, Integer> numbers = new HashMap<>();

    /** The number of observations, at index (number of the value) * metricCount + metric. */
    private long[] counts = {};

    AttributeCounts(int metricCount, int limit) {
        this.metricCount = metricCount;
        this.limit = limit;
    }

    /** The number of a value, which is added if it is new; {@link #NO_VALUE} for a new value beyond the limit. */
    int number(UTF8String value) {
        Integer number = numbers.get(value);
        if (number == null) {
            if (isOver()) {
                return NO_VALUE;
            }
            number = numbers.size();
            numbers.put(value.clone(), number);
            if (counts.length < numbers.size() * metricCount) {
                counts = Arrays.copyOf(counts, 2 * numbers.size() * metricCount);
            }
        }
        return number;
    }

    /** Adds observations of a value, given by its number; ignored for {@link #NO_VALUE}. */
    void add(int number, int metric, long observations) {
        if (number >= 0) {
            counts[number * metricCount + metric] += observations;
        }
    }

    void merge(AttributeCounts other) {
        other.numbers.forEach((value, from) -> {
            int number = number(value);
            for (int metric = 0; metric < metricCount; metric++) {
                add(number, metric, other.counts[from * metricCount + metric]);
            }
        });
    }

    int limit() {
        return limit;
    }

    /** The distinct values, in any order. */
    Stream<String> values() {
        return numbers.keySet().stream().map(UTF8String::toString);
    }

    /** Whether there are more values than the limit, so that values and counts are incomplete. */
    boolean isOver() {
        return numbers.size() > limit;
    }

    /**
     * The values, in lower case, with at least a minimum of observations of a metric. Values that differ only in case
     * count together. {@link Cohort#UNCOMMON_TEXT} is left out.
     */
    SortedSet<String> commonValues(int metric, long minimum) {
        Map<String, Long> sums = new HashMap<>();
        numbers.forEach((value, number) ->
                sums.merge(LowerCase.of(value.toString()), counts[number * metricCount + metric], Long::sum));
        sums.values().removeIf(sum -> sum < minimum);
        sums.remove(Cohort.UNCOMMON_TEXT);
        return new TreeSet<>(sums.keySet());
    }
}
