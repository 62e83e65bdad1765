package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Single observations of a metric, in arrays with an entry for each observation. Arrays are used because a list of
 * objects with strings would take several times the memory.
 */
final class PointList implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of observations. Entries of arrays from this index on are unused. */
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

    void add(int day, double log10Value, long features, int organization, byte[] name, @Nullable String confidence) {
        if (size == days.length) {
            resize(Math.max(16, size * 3 / 2));
        }
        days[size] = day;
        organizations[size] = organization;
        log10Values[size] = log10Value;
        this.features[size] = features;
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
                    translation.translated(other.features[i]),
                    other.organizations[i],
                    other.names[i],
                    other.confidences[i]);
        }
    }
}
