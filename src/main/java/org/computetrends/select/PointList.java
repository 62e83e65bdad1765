package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Observations of a metric one by one, in flat arrays. */
final class PointList implements Serializable {
    private static final long serialVersionUID = 1L;

    private int size;
    private int[] days = {};
    private int[] organizations = {};
    private double[] log10Values = {};
    private long[] features = {};
    private byte[][] names = {};
    private @Nullable String[] confidences = {};

    /** Adds an observation; a negative organization means none. */
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

    /** Adds another list's observations, with features translated. */
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
