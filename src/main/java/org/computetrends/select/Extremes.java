package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The largest and the smallest release of each group of releases, such as a cell. Groups have indices from 0. Among
 * releases of equal value, the last id counts as the largest and the first id as the smallest. So the result does not
 * depend on the order of rows.
 */
final class Extremes implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By group, two elements: the largest and the smallest value; minus and plus infinity if the group is empty. */
    private double[] bounds = {};

    private byte[][] largestNames = {};
    private byte[][] smallestNames = {};

    /** Whether adding a value could change the extremes of a group. Saves reading the names of most releases. */
    boolean isReached(int index, double value) {
        return index >= largestNames.length || value >= largest(index) || value <= smallest(index);
    }

    /** Adds a release to a group. The group may be new. */
    void add(int index, double value, byte[] name) {
        add(index, value, name, value, name);
    }

    /** Adds the extremes of another instance's group to a group here. The group here may be new. */
    void merge(int index, Extremes other, int otherIndex) {
        add(
                index,
                other.largest(otherIndex),
                other.largestNames[otherIndex],
                other.smallest(otherIndex),
                other.smallestNames[otherIndex]);
    }

    private void add(int index, double large, byte[] nameOfLarge, double small, byte[] nameOfSmall) {
        if (index >= largestNames.length) {
            grow(Math.max(index + 1, largestNames.length * 3 / 2));
        }
        if (large > largest(index)
                || (large == largest(index) && ReleaseNames.compareIds(nameOfLarge, largestNames[index]) > 0)) {
            bounds[2 * index] = large;
            largestNames[index] = nameOfLarge;
        }
        if (small < smallest(index)
                || (small == smallest(index) && ReleaseNames.compareIds(nameOfSmall, smallestNames[index]) < 0)) {
            bounds[2 * index + 1] = small;
            smallestNames[index] = nameOfSmall;
        }
    }

    private void grow(int length) {
        int oldLength = largestNames.length;
        bounds = Arrays.copyOf(bounds, 2 * length);
        for (int index = oldLength; index < length; index++) {
            bounds[2 * index] = Double.NEGATIVE_INFINITY;
            bounds[2 * index + 1] = Double.POSITIVE_INFINITY;
        }
        largestNames = Arrays.copyOf(largestNames, length);
        smallestNames = Arrays.copyOf(smallestNames, length);
    }

    double largest(int index) {
        return bounds[2 * index];
    }

    double smallest(int index) {
        return bounds[2 * index + 1];
    }

    byte[] nameOfLargest(int index) {
        return largestNames[index];
    }

    byte[] nameOfSmallest(int index) {
        return smallestNames[index];
    }
}
