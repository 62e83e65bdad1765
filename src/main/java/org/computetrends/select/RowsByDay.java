package org.computetrends.select;

import java.util.Arrays;

/**
 * The sound rows of a batch, sorted by day, and within a day in the order of the batch. Scans add rows in this order,
 * because then the sums of a day stay in the processor's cache.
 */
final class RowsByDay {
    private int[] rows = {};

    /** By days since the first day of the batch: the index in {@link #rows} at which the day's next row is put. */
    private int[] nextIndex = {};

    private int size;

    int size() {
        return size;
    }

    int row(int index) {
        return rows[index];
    }

    /**
     * Sorts the sound rows of a batch, by counting sort.
     *
     * @param fault by row: 0 for a sound row
     * @param day by row: the imputed day
     */
    void sort(int batchSize, int[] fault, int[] day) {
        int firstDay = Integer.MAX_VALUE;
        int lastDay = Integer.MIN_VALUE;
        for (int row = 0; row < batchSize; row++) {
            if (fault[row] == 0) {
                firstDay = Math.min(firstDay, day[row]);
                lastDay = Math.max(lastDay, day[row]);
            }
        }
        size = 0;
        if (firstDay > lastDay) {
            return;
        }
        int days = lastDay - firstDay + 1;
        if (nextIndex.length <= days) {
            nextIndex = new int[days + 1];
        }
        Arrays.fill(nextIndex, 0, days + 1, 0);
        // Counts the rows of each day at the index of the next day. So the running sums are each day's first index.
        for (int row = 0; row < batchSize; row++) {
            if (fault[row] == 0) {
                nextIndex[day[row] - firstDay + 1]++;
            }
        }
        for (int i = 1; i <= days; i++) {
            nextIndex[i] += nextIndex[i - 1];
        }
        size = nextIndex[days];
        if (rows.length < size) {
            rows = new int[batchSize];
        }
        for (int row = 0; row < batchSize; row++) {
            if (fault[row] == 0) {
                rows[nextIndex[day[row] - firstDay]++] = row;
            }
        }
    }
}
