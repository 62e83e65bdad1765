package org.computetrends.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Finds the times at which a line breaks: least squares over every candidate time for one break, and over pairs of
 * them for two, each from running sums in constant time.
 *
 * <p>Two breaks are first sought among pairs of thinned candidates, and the best of those are improved by searching
 * all candidates for one break while the other is held, in turn, until nothing improves.
 *
 * <p>A break's interval holds the times from the first to the last at which its profile likelihood, the other break
 * chosen anew, is within the 95% quantile of chi-squared with one degree of freedom. Where the level jumps, likelihoods
 * of dates are irregular and the interval is too narrow.
 */
public final class BreakSearch {

    /** Candidates of a coarse search for two kinks, whose sums of squares are smooth in time. */
    private static final int COARSE_CONTINUOUS = 200;

    /** Candidates of a search for two jumps, every one of which may be far better than its neighbour. */
    private static final int COARSE_DISCONTINUOUS = 1_000;

    private static final int STARTS = 20;

    /** Dates that a segment must have for its line. */
    private static final int LEAST_DATES = 2;

    /** The 95% quantile of chi-squared with one degree of freedom. */
    private static final double CHI_SQUARED_95 = ChiSquaredDistribution.of(1).inverseCumulativeProbability(0.95);

    private final Cells cells;
    private final int coarse;
    private final double least;

    /** The observations before each cell, and their number behind the last. */
    private final double[] before;

    private final double[] time;
    private final double[] lastTime;
    private final int[] end;
    private final BreakSums sums;

    /** The first place that leaves enough observations between itself and each place before it. */
    private final int[] leastSecond;

    /** The places before each place that leave enough between: from the first up to this one, which does not. */
    private final int[] firstsEnd;

    /**
     * @param cells the observations
     * @param candidates the times at which a break may be, increasing; an observation at a break is before it
     * @param form what may change at a break
     * @param trim the share of the observations that every segment must have
     */
    public BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim) {
        this(cells, candidates, form, trim, form == BreakForm.CONTINUOUS ? COARSE_CONTINUOUS : COARSE_DISCONTINUOUS);
    }

    /** With another number of candidates that two breaks are first sought among. */
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
            // Between two dates of observations a jump may be anywhere: the earliest candidate stands for all.
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
     * @param time when, in years since 2000-01-01
     * @param low the earliest time of its 95% interval
     * @param high the latest
     * @param atBound whether it or an end of its interval is the first or last candidate that leaves every segment
     *     enough observations
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
            // Most starts meet on their way: what was searched once is kept.
            best = better(best, improved(start, withFirst, withSecond));
        }
        return List.of(profile(best, true, pairs), profile(best, false, pairs));
    }

    /** Two candidates and their residual sum of squares. */
    private record Pair(int first, int second, double sum) {
        int place(boolean isFirst) {
            return isFirst ? first : second;
        }
    }

    /** Every pair of thinned candidates. */
    private final class Coarse {
        private final int step = Math.max(1, (time.length + coarse - 1) / coarse);

        // Of each thinned candidate the one that goes best with it as second, and as first; -1 where none does.
        private final int[] bestSecond;
        private final int[] bestFirst;

        Coarse() {
            int size = (time.length + step - 1) / step;
            this.bestSecond = new int[size];
            this.bestFirst = new int[size];
            for (int i = 0; i < size; i++) {
                bestSecond[i] = sought(i * step, true);
                bestFirst[i] = sought(i * step, false);
            }
        }

        /** The best pairs, each of another first break. */
        List<Pair> starts() {
            return IntStream.range(0, bestSecond.length)
                    .filter(i -> bestSecond[i] >= 0)
                    .mapToObj(i -> pair(i * step, true, bestSecond[i]))
                    .sorted(Comparator.comparingDouble(Pair::sum))
                    .limit(STARTS)
                    .toList();
        }

        /** The thinned candidate that goes best with any candidate, or -1. */
        int partner(int place, boolean isFirst) {
            return place % step != 0
                    ? sought(place, isFirst)
                    : isFirst ? bestSecond[place / step] : bestFirst[place / step];
        }

        private int sought(int place, boolean isFirst) {
            return isFirst
                    ? sums.best(place, true, (leastSecond[place] + step - 1) / step * step, time.length, step)
                    : sums.best(place, false, 0, firstsEnd[place], step);
        }
    }

    private Pair improved(Pair start, Map<Integer, Pair> withFirst, Map<Integer, Pair> withSecond) {
        Pair best = start;
        while (true) {
            Pair first = better(best, withSecond.computeIfAbsent(best.second(), held -> bestAgainst(held, false)));
            Pair second = better(first, withFirst.computeIfAbsent(first.first(), held -> bestAgainst(held, true)));
            if (second.sum() >= best.sum()) {
                return best;
            }
            best = second;
        }
    }

    private static Pair better(Pair known, Pair other) {
        return other.sum() < known.sum() ? other : known;
    }

    /** The best pair with one break held, which has a partner. */
    private Pair bestAgainst(int held, boolean heldIsFirst) {
        int partner = heldIsFirst
                ? sums.best(held, true, leastSecond[held], time.length, 1)
                : sums.best(held, false, 0, firstsEnd[held], 1);
        if (partner < 0) {
            throw new IllegalStateException("break " + held + " has no partner");
        }
        return pair(held, heldIsFirst, partner);
    }

    private Pair pair(int held, boolean heldIsFirst, int other) {
        int first = heldIsFirst ? held : other;
        int second = heldIsFirst ? other : held;
        return new Pair(first, second, sums.two(first, second));
    }

    private boolean isPair(int held, boolean heldIsFirst, int other) {
        return heldIsFirst ? other >= leastSecond[held] : other < firstsEnd[held];
    }

    /**
     * A break's interval: the outermost thinned candidates within it, and then one by one from there. What lies apart
     * from these by less than the thinning's step may be missed.
     */
    private Break profile(Pair best, boolean isFirst, Coarse pairs) {
        double most = mostWithin(best.sum());
        int centre = best.place(isFirst);
        int low = centre;
        int high = centre;
        for (int place = 0; place < time.length; place += pairs.step) {
            if (isWithin(place, isFirst, pairs, best, most)) {
                low = Math.min(low, place);
                high = Math.max(high, place);
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
    private boolean isWithin(int place, boolean isFirst, Coarse pairs, Pair best, double most) {
        int other = best.place(!isFirst);
        if (isPair(place, isFirst, other) && pair(place, isFirst, other).sum() <= most) {
            return true;
        }
        int partner = pairs.partner(place, isFirst);
        if (partner < 0) {
            return false;
        }
        int from = Math.max(isFirst ? leastSecond[place] : 0, partner - pairs.step);
        int to = Math.min(isFirst ? time.length : firstsEnd[place], partner + pairs.step + 1);
        return pair(place, isFirst, sums.best(place, isFirst, from, to, 1)).sum() <= most;
    }

    /** Whether the segment between two breaks has no observation to spare. */
    private boolean isTight(Pair pair) {
        return !isSegment(end[pair.first() + 1], end[pair.second()])
                || !isSegment(end[pair.first()], end[pair.second() - 1]);
    }

    private boolean hasPartner(int place, boolean isFirst) {
        return place >= 0
                && place < time.length
                && (isFirst ? isSegment(end[place], end[time.length - 1]) : isSegment(end[0], end[place]));
    }

    private double mostWithin(double leastSum) {
        return leastSum * Math.exp(CHI_SQUARED_95 / cells.observations());
    }
}
