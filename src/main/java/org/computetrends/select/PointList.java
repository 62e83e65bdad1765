package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The single observations of a metric, in flat arrays with an entry for each. Strings and objects would take several times
 * the memory.
 */
final class PointList implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of observations. The rest of each array is unused. */
    int size;

    /** Days since 1970-01-01. */
    int[] days = {};

    /** The number of the release's organization; negative for none. */
    int[] organizations = {};

    double[] log10Values = {};

    /** See {@link ObservationFeatures}. */
    long[] features = {};

    /** See {@link ReleaseNames}. */
    byte[][] names = {};

    /** The name of the confidence label; null if unknown. */
    @Nullable
    String[] confidences = {};

    void add(int day, double log10Value, long featuresOf, int organization, byte[] name, @Nullable String confidence) {
        if (size == days.length) {
            resize(Math.max(16, size * 3 / 2));
        }
        days[size] = day;
        organizations[size] = organization;
        log10Values[size] = log10Value;
        features[size] = featuresOf;
        names[size] = name;
        confidences[size] = confidence;
        size++;
    }

    private void resize(int length) {
        days = Arrays.copyOf(days, length);
        organizations = Arrays.copyOf(organizations, length);
        log10Values = Arrays.copyOf(log10Values, length);
        features = Arrays.copyOf(features, length);
        names = Arrays.copyOf(names, length);
        confidences = Arrays.copyOf(confidences, length);
    }

    void merge(PointList other, ConditionSets.Translation translation) {
        for (int i = 0; i < other.size; i++) {
            add(
                    other.days[i],
                    other.log10Values[i],
                    translation.of(other.features[i]),
                    other.organizations[i],
                    other.names[i],
                    other.confidences[i]);
        }
    }
}
