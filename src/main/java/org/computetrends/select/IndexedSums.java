package org.computetrends.select;

import java.util.Arrays;

/** A map from a day or year to a record of integer sums, in flat arrays without hashing. */
final class IndexedSums extends RecordSums {
    private static final long serialVersionUID = 1L;

    private final DayIndex indexOf = new DayIndex();
    private int[] keys = {};

    IndexedSums(int width) {
        super(width);
    }

    /** The day or year of the record at an index. */
    int key(int index) {
        return keys[index];
    }

    /** The index of a key's record. A new key has sums of 0. */
    int index(int key) {
        int index = indexOf.index(key);
        return index >= 0 ? index : append(key);
    }

    private int append(int key) {
        int index = appendRecord();
        if (index == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, index * 3 / 2));
        }
        keys[index] = key;
        indexOf.put(key, index);
        return index;
    }

    /** Adds a record of another instance to the record of the same key here. Returns the index here. */
    int merge(IndexedSums other, int otherIndex) {
        int index = index(other.key(otherIndex));
        addRecord(index, other, otherIndex);
        return index;
    }

    void merge(IndexedSums other) {
        for (int index = 0; index < other.size(); index++) {
            merge(other, index);
        }
    }
}
