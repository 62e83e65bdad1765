package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/** The largest and the smallest release of each cell; of equal ones the last and the first by id. */
final class Extremes implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The largest and then the smallest value of each cell; not a number where there is none. */
    private double[] bounds;

    private byte[][] largestNames;
    private byte[][] smallestNames;

    Extremes(int expected) {
        bounds = new double[2 * expected];
        Arrays.fill(bounds, Double.NaN);
        largestNames = new byte[expected][];
        smallestNames = new byte[expected][];
    }

    /** Whether a value may change what is known of a cell, which may be new. */
    boolean isReached(int place, double value) {
        // Nothing is within bounds that are not there.
        return isNew(place) || !(value < largest(place) && value > smallest(place));
    }

    private boolean isNew(int place) {
        return place >= largestNames.length || Double.isNaN(bounds[2 * place]);
    }

    void add(int place, double value, byte[] name) {
        if (isNew(place)) {
            begin(place, value, name, value, name);
        } else {
            addLarge(place, value, name);
            addSmall(place, value, name);
        }
    }

    private void begin(int place, double most, byte[] nameOfMost, double least, byte[] nameOfLeast) {
        if (place >= largestNames.length) {
            int before = bounds.length;
            int length = Math.max(place + 1, largestNames.length * 3 / 2);
            bounds = Arrays.copyOf(bounds, 2 * length);
            Arrays.fill(bounds, before, bounds.length, Double.NaN);
            largestNames = Arrays.copyOf(largestNames, length);
            smallestNames = Arrays.copyOf(smallestNames, length);
        }
        bounds[2 * place] = most;
        bounds[2 * place + 1] = least;
        largestNames[place] = nameOfMost;
        smallestNames[place] = nameOfLeast;
    }

    private void addLarge(int place, double value, byte[] name) {
        double largest = largest(place);
        if (value > largest || (value == largest && ReleaseNames.compareIds(name, largestNames[place]) > 0)) {
            bounds[2 * place] = value;
            largestNames[place] = name;
        }
    }

    private void addSmall(int place, double value, byte[] name) {
        double smallest = smallest(place);
        if (value < smallest || (value == smallest && ReleaseNames.compareIds(name, smallestNames[place]) < 0)) {
            bounds[2 * place + 1] = value;
            smallestNames[place] = name;
        }
    }

    /** Adds the extremes of another's cell to a cell that may be new. */
    void merge(int place, Extremes other, int from) {
        if (isNew(place)) {
            begin(
                    place,
                    other.largest(from),
                    other.largestNames[from],
                    other.smallest(from),
                    other.smallestNames[from]);
        } else {
            addLarge(place, other.largest(from), other.largestNames[from]);
            addSmall(place, other.smallest(from), other.smallestNames[from]);
        }
    }

    double largest(int place) {
        return bounds[2 * place];
    }

    double smallest(int place) {
        return bounds[2 * place + 1];
    }

    byte[] nameOfLargest(int place) {
        return largestNames[place];
    }

    byte[] nameOfSmallest(int place) {
        return smallestNames[place];
    }
}
