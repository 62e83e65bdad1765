package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records of sums by features and a number, in flat arrays. There are few different features and numbers are small: each
 * features has its own index by number, without hashing of numbers. Sums are of integers, so that the order of rows and
 * merges does not matter. A record's index is the number of records before it and never changes.
 */
final class FeatureSums implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Numbers that share a page. Most features have few numbers. */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] NO_PAGE = {};

    private final int width;

    /** Distinct features; {@link #buckets} is their hash table. */
    private long[] classes = new long[8];

    private int classCount;
    private int[] buckets = new int[32];

    /** By features and page of numbers, record indices plus 1; 0 where a number has no record. */
    private int[][][] pagesOf = new int[8][][];

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

    long features(int index) {
        return classes[classOf[index]];
    }

    int number(int index) {
        return numbers[index];
    }

    /** The array of sums. Adding a record may replace it. */
    long[] sums() {
        return records;
    }

    int at(int index) {
        return index * width;
    }

    long sum(int index, int which) {
        return records[at(index) + which];
    }

    /** The index of a record. A missing record is appended with sums of 0, which increases {@link #size}. */
    int index(long features, int number) {
        int of = classOf(features);
        int[][] pages = pagesOf[of];
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
            pagesOf = Arrays.copyOf(pagesOf, 2 * classCount);
            buckets = new int[8 * classCount];
            for (int of = 0; of < classCount; of++) {
                enter(of);
            }
        }
        classes[classCount] = features;
        pagesOf[classCount] = new int[0][];
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
        int[][] pages = pagesOf[of];
        if (page >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, before * 3 / 2));
            Arrays.fill(pages, before, pages.length, NO_PAGE);
            pagesOf[of] = pages;
        }
        if (pages[page].length == 0) {
            pages[page] = new int[PAGE];
        }
        return pages[page];
    }

    /**
     * Adds a record of another instance of equal width to the record of the same number here, and returns its index.
     *
     * @param features the record's features in this instance's numbering
     */
    int merge(FeatureSums other, int otherIndex, long features) {
        int index = index(features, other.number(otherIndex));
        int to = at(index);
        int from = other.at(otherIndex);
        for (int i = 0; i < width; i++) {
            records[to + i] = Math.addExact(records[to + i], other.records[from + i]);
        }
        return index;
    }
}
