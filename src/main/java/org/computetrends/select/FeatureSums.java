package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records of sums by features and a number, in flat arrays: there are few different features, and numbers are small, so
 * that a record is found by an index for each features, and numbers are not hashed. Sums are of integers, so that neither
 * the order of rows nor that of merges matters. A record's place is the number of records before it and never changes.
 */
final class FeatureSums implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Numbers that share a page of an index; most features are those of few numbers. */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] NO_PAGE = {};

    private final int width;

    /** Features by class, and where they are in a table that is looked up by hashing. */
    private long[] classes = new long[8];

    private int classCount;
    private int[] buckets = new int[32];

    /** By class and page of numbers, places plus 1; 0 where a number has none. */
    private int[][][] index = new int[8][][];

    private int[] classOf = {};
    private int[] numbers = {};
    private long[] records = {};
    private int size;

    FeatureSums(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    long features(int place) {
        return classes[classOf[place]];
    }

    int number(int place) {
        return numbers[place];
    }

    /** The array that sums are in; another one once a record has been added. */
    long[] sums() {
        return records;
    }

    int at(int place) {
        return place * width;
    }

    long sum(int place, int which) {
        return records[at(place) + which];
    }

    /** The place of a record, added with sums of 0 where it is new: then it is the last, and {@link #size} has grown. */
    int place(long features, int number) {
        int of = classOf(features);
        int[][] pages = index[of];
        int page = number >> PAGE_BITS;
        int known = page < pages.length ? (pages[page].length == 0 ? 0 : pages[page][number & (PAGE - 1)]) : 0;
        return known > 0 ? known - 1 : append(of, number);
    }

    private int classOf(long features) {
        int mask = buckets.length - 1;
        int bucket = spread(features) & mask;
        for (int entry = buckets[bucket]; entry != 0; entry = buckets[bucket]) {
            if (classes[entry - 1] == features) {
                return entry - 1;
            }
            bucket = (bucket + 1) & mask;
        }
        return appendClass(features);
    }

    private static int spread(long features) {
        return (int) ((features * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private int appendClass(long features) {
        if (classCount == classes.length) {
            classes = Arrays.copyOf(classes, 2 * classCount);
            index = Arrays.copyOf(index, 2 * classCount);
            buckets = new int[8 * classCount];
            for (int of = 0; of < classCount; of++) {
                enter(of);
            }
        }
        classes[classCount] = features;
        index[classCount] = new int[0][];
        enter(classCount);
        return classCount++;
    }

    private void enter(int of) {
        int mask = buckets.length - 1;
        int bucket = spread(classes[of]) & mask;
        while (buckets[bucket] != 0) {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = of + 1;
    }

    private int append(int of, int number) {
        if (size == numbers.length) {
            int length = Math.max(16, size * 3 / 2);
            classOf = Arrays.copyOf(classOf, length);
            numbers = Arrays.copyOf(numbers, length);
            records = Arrays.copyOf(records, Math.multiplyExact(length, width));
        }
        classOf[size] = of;
        numbers[size] = number;
        size++;
        page(of, number >> PAGE_BITS)[number & (PAGE - 1)] = size;
        return size - 1;
    }

    private int[] page(int of, int page) {
        int[][] pages = index[of];
        if (page >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, before * 3 / 2));
            Arrays.fill(pages, before, pages.length, NO_PAGE);
            index[of] = pages;
        }
        if (pages[page].length == 0) {
            pages[page] = new int[PAGE];
        }
        return pages[page];
    }

    /**
     * Adds a record of another table of equal width to that of its number here, and returns the place.
     *
     * @param features what the record's features are here
     */
    int merge(FeatureSums other, int otherPlace, long features) {
        int place = place(features, other.number(otherPlace));
        int to = at(place);
        int from = other.at(otherPlace);
        for (int i = 0; i < width; i++) {
            records[to + i] = Math.addExact(records[to + i], other.records[from + i]);
        }
        return place;
    }
}
