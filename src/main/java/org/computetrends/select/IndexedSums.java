package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records of sums by day or year, in flat arrays that are looked up without hashing. Sums are of integers, so that neither
 * the order of rows nor that of merges matters. A key's place is the number of keys before it and never changes.
 */
final class IndexedSums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int width;
    private final DayIndex index = new DayIndex();
    private int[] keys = {};
    private long[] sums = {};
    private int size;

    IndexedSums(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    int key(int place) {
        return keys[place];
    }

    /** The array that sums are in; another one once a key has been added. */
    long[] sums() {
        return sums;
    }

    int at(int place) {
        return place * width;
    }

    long sum(int place, int which) {
        return sums[at(place) + which];
    }

    /** The place of a key, added with sums of 0 where it is new. */
    int place(int key) {
        int place = index.place(key);
        return place >= 0 ? place : append(key);
    }

    private int append(int key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, size * 3 / 2));
            sums = Arrays.copyOf(sums, Math.multiplyExact(keys.length, width));
        }
        keys[size] = key;
        index.put(key, size);
        return size++;
    }

    /** Adds a number in fixed point to the two longs that hold its sum. */
    static void addFixed(long[] sums, int at, long fixed) {
        sums[at] += fixed >> 32;
        sums[at + 1] += fixed & 0xFFFFFFFFL;
    }

    /** Adds a record of another table of equal width to that of its key here, and returns the place. */
    int merge(IndexedSums other, int otherPlace) {
        int place = place(other.key(otherPlace));
        int to = at(place);
        int from = other.at(otherPlace);
        for (int i = 0; i < width; i++) {
            sums[to + i] = Math.addExact(sums[to + i], other.sums[from + i]);
        }
        return place;
    }

    void merge(IndexedSums other) {
        for (int place = 0; place < other.size; place++) {
            merge(other, place);
        }
    }
}
