package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The single observations of a metric, in flat arrays. Strings and objects would take several times the memory. */
final class PointList implements Serializable {
    private static final long serialVersionUID = 1L;

    private int size;
    private int[] days = {};
    private int[] organizations = {};
    private double[] log10Values = {};
    private long[] features = {};
    private byte[][] names = {};
    private @Nullable String[] confidences = {};

    /**
     * Adds an observation.
     *
     * @param day days since 1970-01-01
     * @param featuresOf its features
     * @param organization the number of its organization; negative for none
     * @param confidence the name of its confidence label; null if unknown
     */
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

    /** Adds the observations of another list. */
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

    int size() {
        return size;
    }

    int day(int i) {
        return days[i];
    }

    double log10Value(int i) {
        return log10Values[i];
    }

    long features(int i) {
        return features[i];
    }

    int organization(int i) {
        return organizations[i];
    }

    byte[] name(int i) {
        return names[i];
    }

    @Nullable
    String confidence(int i) {
        return confidences[i];
    }
}
