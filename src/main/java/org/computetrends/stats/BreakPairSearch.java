package org.computetrends.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the two times at which a line breaks, for {@link BreakSearch}. Pairs of thinned candidates are searched first. The
 * best pairs are then improved: one break is fixed and all candidates are searched for the other, in turn, until nothing
 * improves.
 */
final class BreakPairSearch {
    /** How many of the best pairs of thinned candidates are improved. */
    private static final int STARTS = 20;

    private final BreakTimes times;
    private final BreakSums sums;
    private final long observations;
    private final int coarse;

    /**
     * @param times the possible times
     * @param sums the sums of squares of lines with breaks at these times
     * @param observations the number of observations
     * @param coarse about how many candidates are left after thinning
     */
    BreakPairSearch(BreakTimes times, BreakSums sums, long observations, int coarse) {
        this.times = times;
        this.sums = sums;
        this.observations = observations;
        this.coarse = coarse;
    }

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    List<BreakSearch.Break> best() {
        ThinnedPairs pairs = new ThinnedPairs();
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
        return List.of(withInterval(best, true, pairs), withInterval(best, false, pairs));
    }

    /** Two candidates and their residual sum of squares. */
    private record Pair(int first, int second, double sum) {
        int index(boolean isFirst) {
            return isFirst ? first : second;
        }
    }

    /** The best pairs of thinned candidates: every step-th one. */
    private final class ThinnedPairs {
        private final int step = Math.max(1, (times.size() + coarse - 1) / coarse);

        // The best second, or first, break for each thinned candidate; -1 if there is none.
        private final int[] bestSecond;
        private final int[] bestFirst;

        ThinnedPairs() {
            int size = (times.size() + step - 1) / step;
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
                    ? sums.best(index, true, (times.leastSecond(index) + step - 1) / step * step, times.size(), step)
                    : sums.best(index, false, 0, times.firstsEnd(index), step);
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
                ? sums.best(fixed, true, times.leastSecond(fixed), times.size(), 1)
                : sums.best(fixed, false, 0, times.firstsEnd(fixed), 1);
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

    /**
     * A break's interval: its outermost thinned candidates, extended one by one. Separate parts of the interval narrower
     * than the thinning's step may be missed.
     */
    private BreakSearch.Break withInterval(Pair best, boolean isFirst, ThinnedPairs pairs) {
        double most = BreakSearch.mostWithin(best.sum(), observations);
        int centre = best.index(isFirst);
        int low = centre;
        int high = centre;
        for (int index = 0; index < times.size(); index += pairs.step) {
            if (isWithin(index, isFirst, pairs, best, most)) {
                low = Math.min(low, index);
                high = Math.max(high, index);
            }
        }
        while (low > 0 && isWithin(low - 1, isFirst, pairs, best, most)) {
            low--;
        }
        while (high < times.size() - 1 && isWithin(high + 1, isFirst, pairs, best, most)) {
            high++;
        }
        boolean atBound = !times.hasPartner(low - 1, isFirst)
                || !times.hasPartner(high + 1, isFirst)
                || times.isTight(best.first(), best.second());
        return new BreakSearch.Break(times.time(centre), times.time(low), times.lastTime(high), atBound);
    }

    /** Whether a candidate is in the interval, with the best pair's other break or with the best of its own. */
    private boolean isWithin(int index, boolean isFirst, ThinnedPairs pairs, Pair best, double most) {
        int other = best.index(!isFirst);
        if (times.isPair(index, isFirst, other) && pair(index, isFirst, other).sum() <= most) {
            return true;
        }
        int partner = pairs.partner(index, isFirst);
        if (partner < 0) {
            return false;
        }
        int from = Math.max(isFirst ? times.leastSecond(index) : 0, partner - pairs.step);
        int to = Math.min(isFirst ? times.size() : times.firstsEnd(index), partner + pairs.step + 1);
        return pair(index, isFirst, sums.best(index, isFirst, from, to, 1)).sum() <= most;
    }
}
