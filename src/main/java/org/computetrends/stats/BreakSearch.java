package org.computetrends.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Finds the times at which a line breaks, by least squares over all candidate times for one break, and over pairs for
 * two. With running sums, each candidate or pair takes constant time.
 *
 * <p>Two breaks are first searched over pairs of thinned candidates. The best pairs are then improved: one break is
 * fixed and all candidates are searched for the other, in turn, until nothing improves.
 *
 * <p>A break's 95% interval spans the times that a likelihood-ratio test (chi-squared with one degree of freedom) does
 * not reject, with the other break optimized. For discontinuous breaks the likelihood is irregular in the date, and the
 * interval is too narrow.
 */
public final class BreakSearch {

    /** Candidates of the coarse search for two continuous breaks, whose sums of squares are smooth in time. */
    private static final int COARSE_CONTINUOUS = 200;

    /** Candidates of the coarse search for two discontinuous breaks, which may be far better than their neighbours. */
    private static final int COARSE_DISCONTINUOUS = 1_000;

    private static final int STARTS = 20;

    /** The fewest dates of a segment. */
    private static final int LEAST_DATES = 2;

    /** The 95% quantile of chi-squared with one degree of freedom. */
    private static final double CHI_SQUARED_95 = ChiSquaredDistribution.of(1).inverseCumulativeProbability(0.95);

    private final Cells cells;
    private final int coarse;
    private final double least;

    /** The number of observations before each cell, and in total as the last element. */
    private final double[] before;

    private final double[] time;
    private final double[] lastTime;
    private final int[] end;
    private final BreakSums sums;

    /** For each first break, the first index of a second break with enough observations between them. */
    private final int[] leastSecond;

    /** For each second break, the exclusive end of the indices of first breaks with enough observations between them. */
    private final int[] firstsEnd;

    /**
     * @param cells the observations
     * @param candidates the possible times of breaks, increasing; an observation at the time of a break belongs to the
     *     segment before it
     * @param form what may change at a break
     * @param trim the least share of the observations in a segment
     */
    public BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim) {
        this(cells, candidates, form, trim, form == BreakForm.CONTINUOUS ? COARSE_CONTINUOUS : COARSE_DISCONTINUOUS);
    }

    /** Sets the number of candidates in the coarse search for two breaks, for tests. */
    BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim, int coarse) {
        this.cells = cells;
        this.coarse = coarse;
        this.before = new double[cells.size() + 1];
        for (int c = 0; c < cells.size(); c++) {
            before[c + 1] = before[c] + cells.count()[c];
        }
        this.least = form.leastObservations(cells, trim);
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
        this.sums = BreakSums.of(cells, form, time, end);
        this.leastSecond = new int[size];
        this.firstsEnd = new int[size];
        for (int first = 0, second = 0; first < size; first++) {
            while (second < size && !isSegment(end[first], end[second])) {
                second++;
            }
            leastSecond[first] = second;
        }
        for (int first = 0, second = 0; second < size; second++) {
            while (first < second && isSegment(end[first], end[second])) {
                first++;
            }
            firstsEnd[second] = first;
        }
    }

    /**
     * A break of the best set.
     *
     * @param time in years since 2000-01-01
     * @param low the earliest time of its 95% interval
     * @param high the latest
     * @param atBound whether it or an end of its interval is the first or last candidate that leaves every segment enough
     *     observations
     */
    public record Break(double time, double low, double high, boolean atBound) {}

    private boolean isSegment(int from, int to) {
        return to - from >= LEAST_DATES && before[to] - before[from] >= least;
    }

    /** The best single break; empty when no candidate leaves enough observations on both sides. */
    public List<Break> one() {
        if (time.length == 0) {
            return List.of();
        }
        int best = 0;
        for (int k = 1; k < time.length; k++) {
            best = sums.one(k) < sums.one(best) ? k : best;
        }
        double most = mostWithin(sums.one(best));
        int low = 0;
        while (sums.one(low) > most) {
            low++;
        }
        int high = time.length - 1;
        while (sums.one(high) > most) {
            high--;
        }
        return List.of(new Break(time[best], time[low], lastTime[high], low == 0 || high == time.length - 1));
    }

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    public List<Break> two() {
        Coarse pairs = new Coarse();
        if (pairs.starts().isEmpty()) {
            return List.of();
        }
        Map<Integer, Pair> withFirst = new HashMap<>();
        Map<Integer, Pair> withSecond = new HashMap<>();
        Pair best = pairs.starts().get(0);
        for (Pair start : pairs.starts()) {
            // Most starts lead to the same searches, so results are cached.
            best = better(best, improved(start, withFirst, withSecond));
        }
        return List.of(profile(best, true, pairs), profile(best, false, pairs));
    }

    /** Two candidates and their residual sum of squares. */
    private record Pair(int first, int second, double sum) {
        int index(boolean isFirst) {
            return isFirst ? first : second;
        }
    }

    /** Every pair of thinned candidates. */
    private final class Coarse {
        private final int step = Math.max(1, (time.length + coarse - 1) / coarse);

        // The best second, or first, break for each thinned candidate; -1 if there is none.
        private final int[] bestSecond;
        private final int[] bestFirst;

        Coarse() {
            int size = (time.length + step - 1) / step;
            this.bestSecond = new int[size];
            this.bestFirst = new int[size];
            for (int i = 0; i < size; i++) {
                bestSecond[i] = searched(i * step, true);
                bestFirst[i] = searched(i * step, false);
            }
        }

        /** The best pairs, with distinct first breaks. */
        List<Pair> starts() {
            return IntStream.range(0, bestSecond.length)
                    .filter(i -> bestSecond[i] >= 0)
                    .mapToObj(i -> pair(i * step, true, bestSecond[i]))
                    .sorted(Comparator.comparingDouble(Pair::sum))
                    .limit(STARTS)
                    .toList();
        }

        /** The best thinned partner of any candidate, or -1. */
        int partner(int index, boolean isFirst) {
            return index % step != 0
                    ? searched(index, isFirst)
                    : isFirst ? bestSecond[index / step] : bestFirst[index / step];
        }

        private int searched(int index, boolean isFirst) {
            return isFirst
                    ? sums.best(index, true, (leastSecond[index] + step - 1) / step * step, time.length, step)
                    : sums.best(index, false, 0, firstsEnd[index], step);
        }
    }

    private Pair improved(Pair start, Map<Integer, Pair> withFirst, Map<Integer, Pair> withSecond) {
        Pair best = start;
        while (true) {
            Pair first = better(best, withSecond.computeIfAbsent(best.second(), fixed -> bestAgainst(fixed, false)));
            Pair second = better(first, withFirst.computeIfAbsent(first.first(), fixed -> bestAgainst(fixed, true)));
            if (second.sum() >= best.sum()) {
                return best;
            }
            best = second;
        }
    }

    private static Pair better(Pair known, Pair other) {
        return other.sum() < known.sum() ? other : known;
    }

    /** The best pair with one break fixed, which must have a partner. */
    private Pair bestAgainst(int fixed, boolean fixedIsFirst) {
        int partner = fixedIsFirst
                ? sums.best(fixed, true, leastSecond[fixed], time.length, 1)
                : sums.best(fixed, false, 0, firstsEnd[fixed], 1);
        if (partner < 0) {
            throw new IllegalStateException("break " + fixed + " has no partner");
        }
        return pair(fixed, fixedIsFirst, partner);
    }

    private Pair pair(int fixed, boolean fixedIsFirst, int other) {
        int first = fixedIsFirst ? fixed : other;
        int second = fixedIsFirst ? other : fixed;
        return new Pair(first, second, sums.two(first, second));
    }

    private boolean isPair(int fixed, boolean fixedIsFirst, int other) {
        return fixedIsFirst ? other >= leastSecond[fixed] : other < firstsEnd[fixed];
    }

    /**
     * A break's interval: its outermost thinned candidates, extended one by one. Separate parts of the interval narrower
     * than the thinning's step may be missed.
     */
    private Break profile(Pair best, boolean isFirst, Coarse pairs) {
        double most = mostWithin(best.sum());
        int centre = best.index(isFirst);
        int low = centre;
        int high = centre;
        for (int index = 0; index < time.length; index += pairs.step) {
            if (isWithin(index, isFirst, pairs, best, most)) {
                low = Math.min(low, index);
                high = Math.max(high, index);
            }
        }
        while (low > 0 && isWithin(low - 1, isFirst, pairs, best, most)) {
            low--;
        }
        while (high < time.length - 1 && isWithin(high + 1, isFirst, pairs, best, most)) {
            high++;
        }
        boolean atBound = !hasPartner(low - 1, isFirst) || !hasPartner(high + 1, isFirst) || isTight(best);
        return new Break(time[centre], time[low], lastTime[high], atBound);
    }

    /** Whether a candidate is in the interval, with the best pair's other break or with the best of its own. */
    private boolean isWithin(int index, boolean isFirst, Coarse pairs, Pair best, double most) {
        int other = best.index(!isFirst);
        if (isPair(index, isFirst, other) && pair(index, isFirst, other).sum() <= most) {
            return true;
        }
        int partner = pairs.partner(index, isFirst);
        if (partner < 0) {
            return false;
        }
        int from = Math.max(isFirst ? leastSecond[index] : 0, partner - pairs.step);
        int to = Math.min(isFirst ? time.length : firstsEnd[index], partner + pairs.step + 1);
        return pair(index, isFirst, sums.best(index, isFirst, from, to, 1)).sum() <= most;
    }

    /** Whether the segment between two breaks has only the least number of observations. */
    private boolean isTight(Pair pair) {
        return !isSegment(end[pair.first() + 1], end[pair.second()])
                || !isSegment(end[pair.first()], end[pair.second() - 1]);
    }

    private boolean hasPartner(int index, boolean isFirst) {
        return index >= 0
                && index < time.length
                && (isFirst ? isSegment(end[index], end[time.length - 1]) : isSegment(end[0], end[index]));
    }

    private double mostWithin(double leastSum) {
        return leastSum * Math.exp(CHI_SQUARED_95 / cells.observations());
    }
}
