package org.computetrends.select;

import java.util.Arrays;

/**
 * A map from a pair to a record of integer sums. The pair is {@linkplain ObservationFeatures features} and a small
 * number, such as the number of a day. There are few different features. Their index in {@link #featuresByClass} is
 * called their class. Each class has its own array indexed by the number, so only the features are hashed.
 */
final class FeatureSums extends RecordSums {
    private static final long serialVersionUID = 1L;

    /**
     * The array of each class, indexed by number, is divided into pages. A page is created on first use, because most
     * features occur with few numbers. The lower bits of a number are an index in a page. The other bits are the index
     * of the page.
     */
    private static final int PAGE_BITS = 8;

    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int[] NO_PAGE = {};

    /** 2^64 divided by the golden ratio: multiplication by it spreads features over buckets. */
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private long[] featuresByClass = new long[8];

    private int classCount;

    /**
     * A hash table from features to their class, with open addressing. A bucket has the class plus 1, or 0 if it is
     * empty. At most a quarter of the buckets are filled, so that searches are short.
     */
    private int[] buckets = new int[32];

    /** By class, page and index in the page: the index of the record plus 1; 0 if there is none. */
    private int[][][] pagesByClass = new int[8][][];

    private int[] classByRecord = {};
    private int[] numberByRecord = {};

    FeatureSums(int width) {
        super(width);
    }

    long features(int index) {
        return featuresByClass[classByRecord[index]];
    }

    int number(int index) {
        return numberByRecord[index];
    }

    /** The index of the record of features and a number. A new record is added with sums of 0. */
    int index(long features, int number) {
        int featureClass = classOf(features);
        int[][] pages = pagesByClass[featureClass];
        int page = number >> PAGE_BITS;
        boolean hasPage = page < pages.length && pages[page].length > 0;
        int existing = hasPage ? pages[page][number & (PAGE_SIZE - 1)] : 0;
        return existing > 0 ? existing - 1 : append(featureClass, number);
    }

    private int classOf(long features) {
        int entry = buckets[bucket(features)];
        return entry > 0 ? entry - 1 : appendClass(features);
    }

    /** The index of the bucket of features; for new features, of the empty bucket to use. */
    private int bucket(long features) {
        int mask = buckets.length - 1;
        int bucket = (int) ((features * HASH_FACTOR) >>> 32) & mask;
        while (buckets[bucket] != 0 && featuresByClass[buckets[bucket] - 1] != features) {
            bucket = (bucket + 1) & mask;
        }
        return bucket;
    }

    private int appendClass(long features) {
        if (classCount == featuresByClass.length) {
            featuresByClass = Arrays.copyOf(featuresByClass, 2 * classCount);
            pagesByClass = Arrays.copyOf(pagesByClass, 2 * classCount);
            buckets = new int[8 * classCount];
            for (int featureClass = 0; featureClass < classCount; featureClass++) {
                buckets[bucket(featuresByClass[featureClass])] = featureClass + 1;
            }
        }
        featuresByClass[classCount] = features;
        pagesByClass[classCount] = new int[0][];
        buckets[bucket(features)] = classCount + 1;
        return classCount++;
    }

    private int append(int featureClass, int number) {
        int index = appendRecord();
        if (index == numberByRecord.length) {
            int length = Math.max(16, index * 3 / 2);
            classByRecord = Arrays.copyOf(classByRecord, length);
            numberByRecord = Arrays.copyOf(numberByRecord, length);
        }
        classByRecord[index] = featureClass;
        numberByRecord[index] = number;
        page(featureClass, number >> PAGE_BITS)[number & (PAGE_SIZE - 1)] = index + 1;
        return index;
    }

    /** The page of a class at an index, created if it is new. */
    private int[] page(int featureClass, int page) {
        int[][] pages = pagesByClass[featureClass];
        if (page >= pages.length) {
            int oldLength = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, oldLength * 3 / 2));
            Arrays.fill(pages, oldLength, pages.length, NO_PAGE);
            pagesByClass[featureClass] = pages;
        }
        if (pages[page].length == 0) {
            pages[page] = new int[PAGE_SIZE];
        }
        return pages[page];
    }

    /**
     * Adds a record of another instance to the record here with the same number and the given features.
     *
     * @param features the record's features, translated to this instance's numbers of condition sets
     * @return the index of the record here
     */
    int merge(FeatureSums other, int otherIndex, long features) {
        int index = index(features, other.number(otherIndex));
        addRecord(index, other, otherIndex);
        return index;
    }
}
