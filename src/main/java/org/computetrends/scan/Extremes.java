package org.computetrends.scan;

import java.io.Serializable;
import java.util.Arrays;

/** The largest and the smallest release of each cell; of equal ones the last and the first by id. */
final class Extremes implements Serializable {
    private static final long serialVersionUID = 1L;

    private double[] largest;
    private double[] smallest;
    private byte[][] largestNames;
    private byte[][] smallestNames;

    /** @param expected how many cells there are at first */
    Extremes(int expected) {
        largest = new double[expected];
        smallest = new double[expected];
        largestNames = new byte[expected][];
        smallestNames = new byte[expected][];
    }

    /** Begins a cell, whose place is the next. */
    void begin(int place, double most, byte[] nameOfMost, double least, byte[] nameOfLeast) {
        if (place >= largest.length) {
            int length = Math.max(place + 1, largest.length * 3 / 2);
            largest = Arrays.copyOf(largest, length);
            smallest = Arrays.copyOf(smallest, length);
            largestNames = Arrays.copyOf(largestNames, length);
            smallestNames = Arrays.copyOf(smallestNames, length);
        }
        largest[place] = most;
        largestNames[place] = nameOfMost;
        smallest[place] = least;
        smallestNames[place] = nameOfLeast;
    }

    /** Whether a value may change what is known of a cell. */
    boolean isReached(int place, double value) {
        return value >= largest[place] || value <= smallest[place];
    }

    void add(int place, double value, byte[] name) {
        addLarge(place, value, name);
        addSmall(place, value, name);
    }

    private void addLarge(int place, double value, byte[] name) {
        if (value > largest[place]
                || (value == largest[place] && ReleaseNames.compareIds(name, largestNames[place]) > 0)) {
            largest[place] = value;
            largestNames[place] = name;
        }
    }

    private void addSmall(int place, double value, byte[] name) {
        if (value < smallest[place]
                || (value == smallest[place] && ReleaseNames.compareIds(name, smallestNames[place]) < 0)) {
            smallest[place] = value;
            smallestNames[place] = name;
        }
    }

    /** Adds the extremes of another's cell to a cell that may be new. */
    void merge(int place, boolean isNew, Extremes other, int from) {
        if (isNew) {
            begin(
                    place,
                    other.largest[from],
                    other.largestNames[from],
                    other.smallest[from],
                    other.smallestNames[from]);
        } else {
            addLarge(place, other.largest[from], other.largestNames[from]);
            addSmall(place, other.smallest[from], other.smallestNames[from]);
        }
    }

    double largest(int place) {
        return largest[place];
    }

    double smallest(int place) {
        return smallest[place];
    }

    byte[] nameOfLargest(int place) {
        return largestNames[place];
    }

    byte[] nameOfSmallest(int place) {
        return smallestNames[place];
    }
}
