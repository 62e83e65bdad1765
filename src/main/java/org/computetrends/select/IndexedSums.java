package org.computetrends.select;

import java.util.Arrays;

/** A map from a key, which is a day or a year, to a record of integer sums. It uses flat arrays without hashing. */
final class IndexedSums extends RecordSums {
    private static final long serialVersionUID = 1L;

    private final DayIndex indexByKey = new DayIndex();
    private int[] keys = {};

    IndexedSums(int width) {
        super(width);
    }

    int key(int index) {
        return keys[index];
    }

    /** The index of a key's record. A new record is added with sums of 0. */
    int index(int key) {
        int index = indexByKey.get(key);
        return index >= 0 ? index : append(key);
    }

    private int append(int key) {
        int index = appendRecord();
        if (index == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, index * 3 / 2));
        }
        keys[index] = key;
        indexByKey.put(key, index);
        return index;
    }

    /** Adds a record of another instance to the record here that has the same key. Returns the index here. */
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
