package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A map from a day or year to a record of integer sums, in flat arrays without hashing. Integer sums do not depend on
 * the order of rows and merges. A key's index is the number of keys before it, and never changes.
 */
final class IndexedSums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int width;
    private final DayIndex indexOf = new DayIndex();
    private int[] keys = {};
    private long[] sums = {};
    private int size;

    IndexedSums(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    int key(int index) {
        return keys[index];
    }

    /** The array of all sums. It may be replaced when a key is added. */
    long[] sums() {
        return sums;
    }

    /** The offset of a record in {@link #sums}. */
    int at(int index) {
        return index * width;
    }

    long sum(int index, int which) {
        return sums[at(index) + which];
    }

    /** The index of a key. A new key has sums of 0. */
    int index(int key) {
        int index = indexOf.index(key);
        return index >= 0 ? index : append(key);
    }

    private int append(int key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, size * 3 / 2));
            sums = Arrays.copyOf(sums, Math.multiplyExact(keys.length, width));
        }
        keys[size] = key;
        indexOf.put(key, size);
        return size++;
    }

    /** Adds a number in {@linkplain ExactSum#fixed fixed point} to a sum of two longs. */
    static void addFixed(long[] sums, int offset, long fixed) {
        sums[offset] += fixed >> 32;
        sums[offset + 1] += fixed & 0xFFFFFFFFL;
    }

    /**
     * Adds a record of another instance, of equal width, to the record of the same key here. Returns the index here.
     */
    int merge(IndexedSums other, int otherIndex) {
        int index = index(other.key(otherIndex));
        int to = at(index);
        int from = other.at(otherIndex);
        for (int i = 0; i < width; i++) {
            sums[to + i] = Math.addExact(sums[to + i], other.sums[from + i]);
        }
        return index;
    }

    void merge(IndexedSums other) {
        for (int index = 0; index < other.size; index++) {
            merge(other, index);
        }
    }
}
