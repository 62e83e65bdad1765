package org.computetrends.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Cohort;

/** How many observations of each metric have each value of an attribute, up to one more value than a limit. */
final class AttributeCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int metrics;
    private final int limit;
    private final Map<UTF8String, long[]> byValue = new HashMap<>();

    AttributeCounts(int metrics, int limit) {
        this.metrics = metrics;
        this.limit = limit;
    }

    /** Adds a release with the values of its attribute and the metrics that it has, one flag each. */
    void add(ArrayData values, boolean[] isObserved) {
        for (int i = 0; i < values.numElements(); i++) {
            if (!values.isNullAt(i)) {
                UTF8String value = values.getUTF8String(i);
                long[] counts = byValue.get(value);
                if (counts == null) {
                    if (byValue.size() > limit) {
                        continue;
                    }
                    counts = new long[metrics];
                    byValue.put(value.clone(), counts);
                }
                for (int m = 0; m < metrics; m++) {
                    counts[m] += isObserved[m] ? 1 : 0;
                }
            }
        }
    }

    void merge(AttributeCounts other) {
        other.byValue.forEach((value, counts) -> {
            if (byValue.size() <= limit || byValue.containsKey(value)) {
                long[] sums = byValue.computeIfAbsent(value, same -> new long[metrics]);
                Arrays.setAll(sums, m -> sums[m] + counts[m]);
            }
        });
    }

    /** Whether there are more values than the limit, so that their counts are not known. */
    boolean isOver() {
        return byValue.size() > limit;
    }

    /** The values, in lower case, with at least so many observations of a metric. */
    SortedSet<String> common(int metric, long minimum) {
        Map<String, Long> counts = new HashMap<>();
        byValue.forEach((value, ofMetrics) ->
                counts.merge(ReleaseNames.lowerCase(value.toString()), ofMetrics[metric], Long::sum));
        SortedSet<String> common = new TreeSet<>(counts.keySet());
        common.removeIf(value -> Objects.requireNonNull(counts.get(value)) < minimum || value.equals(Cohort.OTHER));
        return common;
    }
}
