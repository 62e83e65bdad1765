package org.computetrends.scan;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records of sums under keys of two longs, in flat arrays. Sums are of integers, so that neither the order of rows nor
 * that of merges matters. A key's place is the number of keys before it and never changes.
 */
final class KeyedSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KEY = 2;

    private final int stride;
    private long[] records;
    private int[] buckets;
    private int size;

    /** @param width sums in a record */
    KeyedSums(int width) {
        this.stride = KEY + width;
        this.records = new long[16 * stride];
        this.buckets = new int[64];
    }

    int size() {
        return size;
    }

    long firstKey(int place) {
        return records[place * stride];
    }

    long secondKey(int place) {
        return records[place * stride + 1];
    }

    /** The array that sums are in; another one once a key has been added. */
    long[] sums() {
        return records;
    }

    /** Where the sums of a place begin. */
    int at(int place) {
        return place * stride + KEY;
    }

    long sum(int place, int which) {
        return records[at(place) + which];
    }

    /** The place of a key, added with sums of 0 where it is new: then it is the last, and {@link #size} has grown. */
    int place(long first, long second) {
        int mask = buckets.length - 1;
        int bucket = spread(first, second) & mask;
        for (int entry = buckets[bucket]; entry != 0; entry = buckets[bucket]) {
            int record = (entry - 1) * stride;
            if (records[record] == first && records[record + 1] == second) {
                return entry - 1;
            }
            bucket = (bucket + 1) & mask;
        }
        return append(bucket, first, second);
    }

    /**
     * The places of many keys, as {@link #place} has them one by one. Tables are larger than the processor's caches: keys
     * that are looked up together wait for memory together, and not one after the other.
     *
     * @param places where the places are put; what was there is lost
     */
    void places(long[] first, long[] second, int count, int[] places) {
        int mask = buckets.length - 1;
        int[] entries = buckets;
        for (int i = 0; i < count; i++) {
            places[i] = entries[spread(first[i], second[i]) & mask];
        }
        for (int i = 0; i < count; i++) {
            // The first that is found is the right one, unless keys share a bucket or were not there yet.
            int record = Math.max(0, places[i] - 1) * stride;
            boolean isFound = records[record] == first[i] && records[record + 1] == second[i];
            places[i] = isFound ? places[i] - 1 : -1;
        }
        for (int i = 0; i < count; i++) {
            if (places[i] < 0) {
                places[i] = place(first[i], second[i]);
            }
        }
    }

    private int append(int bucket, long first, long second) {
        if ((size + 1) * (long) stride > records.length) {
            records = Arrays.copyOf(records, Math.toIntExact(Math.max(records.length * 3L / 2, (size + 1L) * stride)));
        }
        records[size * stride] = first;
        records[size * stride + 1] = second;
        buckets[bucket] = ++size;
        if (size * 2L > buckets.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        buckets = new int[Math.multiplyExact(buckets.length, 2)];
        int mask = buckets.length - 1;
        for (int place = 0; place < size; place++) {
            int bucket = spread(firstKey(place), secondKey(place)) & mask;
            while (buckets[bucket] != 0) {
                bucket = (bucket + 1) & mask;
            }
            buckets[bucket] = place + 1;
        }
    }

    private static int spread(long first, long second) {
        long mixed = (first * 0x9E3779B97F4A7C15L) ^ (second * 0xC2B2AE3D27D4EB4FL);
        mixed *= 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /** Adds a number in fixed point to the two longs that hold its sum. */
    static void addFixed(long[] sums, int at, long fixed) {
        sums[at] += fixed >> 32;
        sums[at + 1] += fixed & 0xFFFFFFFFL;
    }

    /** Adds a record of another table of equal width to that of its key here, and returns the place. */
    int merge(KeyedSums other, int otherPlace) {
        int place = place(other.firstKey(otherPlace), other.secondKey(otherPlace));
        int to = at(place);
        int from = other.at(otherPlace);
        for (int i = 0; i < stride - KEY; i++) {
            records[to + i] = Math.addExact(records[to + i], other.records[from + i]);
        }
        return place;
    }

    void merge(KeyedSums other) {
        for (int place = 0; place < other.size; place++) {
            merge(other, place);
        }
    }
}
