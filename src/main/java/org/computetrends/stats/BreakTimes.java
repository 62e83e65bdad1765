package org.computetrends.stats;

import java.util.Arrays;

/**
 * The possible times of breaks, by index: the candidates that leave enough dates and observations on both sides. Also
 * the possible pairs of breaks, which leave enough between them.
 */
final class BreakTimes {
    /** The fewest dates of a segment. */
    private static final int FEWEST_DATES = 2;

    private final double fewestInSegment;
    private final long[] observationsBefore;

    // By index, in years since 2000-01-01: the time, and the latest candidate with the same fit (see the constructor).
    final double[] time;
    final double[] lastTime;

    /** The index of the first cell after the time. */
    private final int[] end;

    /** By index of a first break: the lowest index of a possible second break. */
    private final int[] secondsStart;

    /** By index of a second break: the exclusive end of the possible first breaks. */
    private final int[] firstsEnd;

    /**
     * @param candidates times, increasing; an observation at a break belongs to the segment before it
     * @param trim the least share of the observations in a segment
     */
    BreakTimes(Cells cells, double[] candidates, BreakForm form, double trim) {
        this.fewestInSegment = form.fewestInSegment(cells, trim);
        this.observationsBefore = cells.observationsBefore();
        double[] times = new double[candidates.length];
        double[] lastTimes = new double[candidates.length];
        int[] ends = new int[candidates.length];
        int size = 0;
        int cell = 0;
        for (double candidate : candidates) {
            while (cell < cells.size() && cells.time()[cell] <= candidate) {
                cell++;
            }
            // Discontinuous breaks between the same two dates are equivalent: only the earliest candidate is kept.
            if (form == BreakForm.DISCONTINUOUS && size > 0 && ends[size - 1] == cell) {
                lastTimes[size - 1] = candidate;
            } else if (isSegment(0, cell) && isSegment(cell, cells.size())) {
                times[size] = candidate;
                lastTimes[size] = candidate;
                ends[size++] = cell;
            }
        }
        this.time = Arrays.copyOf(times, size);
        this.lastTime = Arrays.copyOf(lastTimes, size);
        this.end = Arrays.copyOf(ends, size);
        this.secondsStart = new int[size];
        this.firstsEnd = new int[size];
        findPartners();
    }

    /** Advances both breaks together: if the first break is later, its possible second breaks start no earlier. */
    private void findPartners() {
        for (int first = 0, second = 0; first < size(); first++) {
            while (second < size() && !isSegment(end[first], end[second])) {
                second++;
            }
            secondsStart[first] = second;
        }
        for (int first = 0, second = 0; second < size(); second++) {
            while (first < second && isSegment(end[first], end[second])) {
                first++;
            }
            firstsEnd[second] = first;
        }
    }

    /** Whether cells of this range, with an exclusive end, have enough dates and observations for a segment. */
    private boolean isSegment(int from, int to) {
        return to - from >= FEWEST_DATES && observationsBefore[to] - observationsBefore[from] >= fewestInSegment;
    }

    int size() {
        return time.length;
    }

    /** The sums of squares of piecewise lines with breaks at these times. */
    BreakSums sums(Cells cells, BreakForm form) {
        return BreakSums.of(cells, form, time, end);
    }

    /** The lowest index that can be the other break of a pair; {@code order} says which of the two is fixed. */
    int partnersStart(int fixed, BreakOrder order) {
        return order == BreakOrder.FIRST ? secondsStart[fixed] : 0;
    }

    /** The exclusive end of the indices that can be the other break of a pair. */
    int partnersEnd(int fixed, BreakOrder order) {
        return order == BreakOrder.FIRST ? size() : firstsEnd[fixed];
    }

    /** Whether an index exists and can be the first or second break of a pair, as {@code order} says. */
    boolean hasPartner(int index, BreakOrder order) {
        return index >= 0 && index < size() && partnersStart(index, order) < partnersEnd(index, order);
    }

    /** Whether two breaks are as close as allowed: if either moved inward, the segment between would be too small. */
    boolean isTight(int first, int second) {
        return !isSegment(end[first + 1], end[second]) || !isSegment(end[first], end[second - 1]);
    }
}
