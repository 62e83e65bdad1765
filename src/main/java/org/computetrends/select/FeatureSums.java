package org.computetrends.select;

import java.util.Arrays;

/**
 * A map from {@linkplain ObservationFeatures features} and a small number, such as a day, to a record of integer sums,
 * in flat arrays. There are few different features, so each has its own table of numbers, and numbers need no hashing.
 */
final class FeatureSums extends RecordSums {
    private static final long serialVersionUID = 1L;

    /**
     * Numbers are divided into pages of this many bits. Pages are created on first use, as most features have few
     * numbers.
     */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final int[] NO_PAGE = {};

    /** The distinct features. Their index here is their class. */
    private long[] classes = new long[8];

    private int classCount;

    /** A hash table with open addressing: a class plus 1; 0 if the bucket is empty. */
    private int[] buckets = new int[32];

    /** By class and page: the index plus 1 of each number's record; 0 if there is none. */
    private int[][][] pagesOf = new int[8][][];

    // By record.
    private int[] classOf = {};
    private int[] numbers = {};

    FeatureSums(int width) {
        super(width);
    }

    long features(int index) {
        return classes[classOf[index]];
    }

    int number(int index) {
        return numbers[index];
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
        int entry = buckets[bucket(features)];
        return entry > 0 ? entry - 1 : appendClass(features);
    }

    /** The bucket of features; an empty one if they have none yet. */
    private int bucket(long features) {
        int mask = buckets.length - 1;
        int bucket = (int) ((features * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (buckets[bucket] != 0 && classes[buckets[bucket] - 1] != features) {
            bucket = (bucket + 1) & mask;
        }
        return bucket;
    }

    private int appendClass(long features) {
        if (classCount == classes.length) {
            classes = Arrays.copyOf(classes, 2 * classCount);
            pagesOf = Arrays.copyOf(pagesOf, 2 * classCount);
            buckets = new int[8 * classCount];
            for (int featureClass = 0; featureClass < classCount; featureClass++) {
                buckets[bucket(classes[featureClass])] = featureClass + 1;
            }
        }
        classes[classCount] = features;
        pagesOf[classCount] = new int[0][];
        buckets[bucket(features)] = classCount + 1;
        return classCount++;
    }

    private int append(int featureClass, int number) {
        int index = appendRecord();
        if (index == numbers.length) {
            int length = Math.max(16, index * 3 / 2);
            classOf = Arrays.copyOf(classOf, length);
            numbers = Arrays.copyOf(numbers, length);
        }
        classOf[index] = featureClass;
        numbers[index] = number;
        page(featureClass, number >> PAGE_BITS)[number & (PAGE - 1)] = index + 1;
        return index;
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
     * Adds a record of another instance to the record of the same features and number here.
     *
     * @param features the record's features in this instance's numbering of condition sets
     * @return the index of the record here
     */
    int merge(FeatureSums other, int otherIndex, long features) {
        int index = index(features, other.number(otherIndex));
        addRecord(index, other, otherIndex);
        return index;
    }
}
