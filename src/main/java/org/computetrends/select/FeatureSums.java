package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A map from features and a small number, such as a day, to a record of integer sums, in flat arrays.
 *
 * <p>There are few different features, so each has its own table of numbers, and numbers need no hashing. Integer sums
 * do not depend on the order of rows and merges. A record's index is the number of records before it, and never
 * changes.
 */
final class FeatureSums implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Numbers are divided into pages of this many bits. Pages are created on first use, as most features have few
     * numbers.
     */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] NO_PAGE = {};

    private final int width;

    /** The distinct features. {@link #buckets} is their hash table, with open addressing. */
    private long[] classes = new long[8];

    private int classCount;
    private int[] buckets = new int[32];

    /** By features and page: the index plus 1 of each number's record; 0 if there is none. */
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

    /** The array of all sums. It may be replaced when a record is added. */
    long[] sums() {
        return records;
    }

    /** The offset of a record in {@link #sums}. */
    int at(int index) {
        return index * width;
    }

    long sum(int index, int which) {
        return records[at(index) + which];
    }

    /** The index of the record of features and a number. A new record has sums of 0. */
    int index(long features, int number) {
        int featureClass = classOf(features);
        int[][] pages = pagesOf[featureClass];
        int page = number >> PAGE_BITS;
        int existing = page < pages.length ? (pages[page].length == 0 ? 0 : pages[page][number & (PAGE - 1)]) : 0;
        return existing > 0 ? existing - 1 : append(featureClass, number);
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
            for (int featureClass = 0; featureClass < classCount; featureClass++) {
                enter(featureClass);
            }
        }
        classes[classCount] = features;
        pagesOf[classCount] = new int[0][];
        enter(classCount);
        return classCount++;
    }

    private void enter(int featureClass) {
        int mask = buckets.length - 1;
        int bucket = spread(classes[featureClass]) & mask;
        while (buckets[bucket] != 0) {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = featureClass + 1;
    }

    private int append(int featureClass, int number) {
        if (size == numbers.length) {
            int length = Math.max(16, size * 3 / 2);
            classOf = Arrays.copyOf(classOf, length);
            numbers = Arrays.copyOf(numbers, length);
            records = Arrays.copyOf(records, Math.multiplyExact(length, width));
        }
        classOf[size] = featureClass;
        numbers[size] = number;
        size++;
        page(featureClass, number >> PAGE_BITS)[number & (PAGE - 1)] = size;
        return size - 1;
    }

    private int[] page(int featureClass, int page) {
        int[][] pages = pagesOf[featureClass];
        if (page >= pages.length) {
            int oldLength = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, oldLength * 3 / 2));
            Arrays.fill(pages, oldLength, pages.length, NO_PAGE);
            pagesOf[featureClass] = pages;
        }
        if (pages[page].length == 0) {
            pages[page] = new int[PAGE];
        }
        return pages[page];
    }

    /**
     * Adds a record of another instance, of equal width, to the record of the same number here.
     *
     * @param features the record's features in this instance's numbering of condition sets
     * @return the index of the record here
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
