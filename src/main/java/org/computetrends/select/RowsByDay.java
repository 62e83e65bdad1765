package org.computetrends.select;

import java.util.Arrays;

/**
 * The sound rows of a batch, in order of day and then of the batch. Readers that go through them in this order find the
 * sums of a day in the processor's cache.
 */
final class RowsByDay {
    private int[] rows = {};
    private int[] startOfDay = {};
    private int size;

    int size() {
        return size;
    }

    int row(int index) {
        return rows[index];
    }

    /**
     * Sorts the sound rows of a batch, by counting the rows of each day.
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
        if (startOfDay.length <= days) {
            startOfDay = new int[days + 1];
        }
        Arrays.fill(startOfDay, 0, days + 1, 0);
        for (int row = 0; row < batchSize; row++) {
            if (fault[row] == 0) {
                startOfDay[day[row] - firstDay + 1]++;
            }
        }
        for (int i = 1; i <= days; i++) {
            startOfDay[i] += startOfDay[i - 1];
        }
        size = startOfDay[days];
        if (rows.length < size) {
            rows = new int[batchSize];
        }
        for (int row = 0; row < batchSize; row++) {
            if (fault[row] == 0) {
                rows[startOfDay[day[row] - firstDay]++] = row;
            }
        }
    }
}
