package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The largest and the smallest release of each cell, in flat arrays. Among equal values, the largest is the one with
 * the last id, and the smallest the one with the first id, so the result does not depend on the order of rows.
 */
final class Extremes implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By cell: the largest and then the smallest value; NaN if the cell is empty. */
    private double[] bounds;

    private byte[][] largestNames;
    private byte[][] smallestNames;

    Extremes(int size) {
        bounds = new double[2 * size];
        Arrays.fill(bounds, Double.NaN);
        largestNames = new byte[size][];
        smallestNames = new byte[size][];
    }

    /** Whether a value is an extreme of a cell or equals one. The cell may be new. */
    boolean isReached(int index, double value) {
        return isNew(index) || !(value < largest(index) && value > smallest(index));
    }

    private boolean isNew(int index) {
        return index >= largestNames.length || Double.isNaN(bounds[2 * index]);
    }

    void add(int index, double value, byte[] name) {
        if (isNew(index)) {
            begin(index, value, name, value, name);
        } else {
            addLarge(index, value, name);
            addSmall(index, value, name);
        }
    }

    private void begin(int index, double largest, byte[] nameOfLargest, double smallest, byte[] nameOfSmallest) {
        if (index >= largestNames.length) {
            int oldLength = bounds.length;
            int length = Math.max(index + 1, largestNames.length * 3 / 2);
            bounds = Arrays.copyOf(bounds, 2 * length);
            Arrays.fill(bounds, oldLength, bounds.length, Double.NaN);
            largestNames = Arrays.copyOf(largestNames, length);
            smallestNames = Arrays.copyOf(smallestNames, length);
        }
        bounds[2 * index] = largest;
        bounds[2 * index + 1] = smallest;
        largestNames[index] = nameOfLargest;
        smallestNames[index] = nameOfSmallest;
    }

    private void addLarge(int index, double value, byte[] name) {
        double largest = largest(index);
        if (value > largest || (value == largest && ReleaseNames.compareIds(name, largestNames[index]) > 0)) {
            bounds[2 * index] = value;
            largestNames[index] = name;
        }
    }

    private void addSmall(int index, double value, byte[] name) {
        double smallest = smallest(index);
        if (value < smallest || (value == smallest && ReleaseNames.compareIds(name, smallestNames[index]) < 0)) {
            bounds[2 * index + 1] = value;
            smallestNames[index] = name;
        }
    }

    /**
     * Adds the extremes of another instance's cell.
     *
     * @param index the cell to add to, which may be new
     * @param from the index of the cell in {@code other}
     */
    void merge(int index, Extremes other, int from) {
        if (isNew(index)) {
            begin(
                    index,
                    other.largest(from),
                    other.largestNames[from],
                    other.smallest(from),
                    other.smallestNames[from]);
        } else {
            addLarge(index, other.largest(from), other.largestNames[from]);
            addSmall(index, other.smallest(from), other.smallestNames[from]);
        }
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
