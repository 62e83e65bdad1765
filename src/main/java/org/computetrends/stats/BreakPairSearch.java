package org.computetrends.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the two times at which a line breaks, for {@link BreakSearch}. First, pairs of thinned candidates (one in every
 * few) are searched. Then the best of these pairs are improved: each break in turn is fixed, and all candidates are
 * searched for its partner, the other break. Breaks are indices of candidates.
 *
 * @param times the candidates, with their possible partners
 * @param sums the sums of squares of piecewise lines with breaks at candidates
 * @param observations the number of observations
 * @param coarseSize about how many candidates are left after thinning
 */
record BreakPairSearch(BreakTimes times, BreakSums sums, long observations, int coarseSize) {
    /** How many of the best pairs of thinned candidates are improved. */
    private static final int STARTS = 20;

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    List<BreakSearch.Break> breaks() {
        ThinnedPairs pairs = new ThinnedPairs();
        List<Pair> starts = pairs.bestPairs();
        if (starts.isEmpty()) {
            return List.of();
        }
        // The results of searches, by the fixed break: most starts lead to the same searches.
        Map<Integer, Pair> byFirst = new HashMap<>();
        Map<Integer, Pair> bySecond = new HashMap<>();
        Pair best = starts.get(0);
        for (Pair start : starts) {
            best = better(best, improve(start, byFirst, bySecond));
        }
        return List.of(withInterval(best, BreakOrder.FIRST, pairs), withInterval(best, BreakOrder.SECOND, pairs));
    }

    /** Two candidates and their residual sum of squares. */
    private record Pair(int first, int second, double sum) {
        int index(BreakOrder order) {
            return order == BreakOrder.FIRST ? first : second;
        }
    }

    /** The best pairs of thinned candidates: those whose index is a multiple of {@code step}. */
    private final class ThinnedPairs {
        private final int step = Math.max(1, (times.size() + coarseSize - 1) / coarseSize);

        // Element i is the best thinned partner of candidate i * step, or -1. In bestSecond, the partner is the second
        // break; in bestFirst, the first.
        private final int[] bestSecond;
        private final int[] bestFirst;

        ThinnedPairs() {
            int size = (times.size() + step - 1) / step;
            this.bestSecond = new int[size];
            this.bestFirst = new int[size];
            for (int i = 0; i < size; i++) {
                bestSecond[i] = searchPartner(i * step, BreakOrder.FIRST);
                bestFirst[i] = searchPartner(i * step, BreakOrder.SECOND);
            }
        }

        /** The best pairs, with distinct first breaks. */
        List<Pair> bestPairs() {
            return IntStream.range(0, bestSecond.length)
                    .filter(i -> bestSecond[i] >= 0)
                    .mapToObj(i -> pair(i * step, BreakOrder.FIRST, bestSecond[i]))
                    .sorted(Comparator.comparingDouble(Pair::sum))
                    .limit(STARTS)
                    .toList();
        }

        /** The best thinned partner of a candidate that is the first or second break, as {@code order} says; or -1. */
        int partner(int index, BreakOrder order) {
            if (index % step != 0) {
                return searchPartner(index, order);
            }
            return order == BreakOrder.FIRST ? bestSecond[index / step] : bestFirst[index / step];
        }

        private int searchPartner(int index, BreakOrder order) {
            // The start of the partners, rounded up to a multiple of the step.
            int firstThinned = (times.partnersStart(index, order) + step - 1) / step * step;
            return sums.bestPartner(index, order, firstThinned, times.partnersEnd(index, order), step);
        }
    }

    /** Fixes one break and searches the best partner, then the reverse, until the sum of squares stays the same. */
    private Pair improve(Pair start, Map<Integer, Pair> byFirst, Map<Integer, Pair> bySecond) {
        Pair best = start;
        while (true) {
            Pair firstMoved =
                    better(best, bySecond.computeIfAbsent(best.second(), fixed -> bestWith(fixed, BreakOrder.SECOND)));
            Pair bothMoved = better(
                    firstMoved,
                    byFirst.computeIfAbsent(firstMoved.first(), fixed -> bestWith(fixed, BreakOrder.FIRST)));
            if (bothMoved.sum() >= best.sum()) {
                return best;
            }
            best = bothMoved;
        }
    }

    /** The pair with the smaller sum of squares; the current one if both are equal. */
    private static Pair better(Pair current, Pair candidate) {
        return candidate.sum() < current.sum() ? candidate : current;
    }

    /** The best pair with one break fixed. The fixed break must have a partner. */
    private Pair bestWith(int fixed, BreakOrder order) {
        int partner =
                sums.bestPartner(fixed, order, times.partnersStart(fixed, order), times.partnersEnd(fixed, order), 1);
        if (partner < 0) {
            throw new IllegalStateException("break " + fixed + " has no partner");
        }
        return pair(fixed, order, partner);
    }

    private Pair pair(int fixed, BreakOrder order, int partner) {
        int first = order == BreakOrder.FIRST ? fixed : partner;
        int second = order == BreakOrder.FIRST ? partner : fixed;
        return new Pair(first, second, sums.sumWithTwo(first, second));
    }

    /**
     * One break of the best pair, with its interval: the candidates that the likelihood-ratio test accepts. Thinned
     * candidates are tried first. Then the outermost accepted candidates are moved outward, one candidate at a time. A
     * separate part of the interval that is narrower than the step may be missed.
     */
    private BreakSearch.Break withInterval(Pair best, BreakOrder order, ThinnedPairs pairs) {
        double limit = BreakSearch.largestSumWithin(best.sum(), observations);
        int bestIndex = best.index(order);
        int low = bestIndex;
        int high = bestIndex;
        for (int index = 0; index < times.size(); index += pairs.step) {
            if (isAccepted(index, order, pairs, best, limit)) {
                low = Math.min(low, index);
                high = Math.max(high, index);
            }
        }
        while (low > 0 && isAccepted(low - 1, order, pairs, best, limit)) {
            low--;
        }
        while (high < times.size() - 1 && isAccepted(high + 1, order, pairs, best, limit)) {
            high++;
        }
        boolean atBound = !times.hasPartner(low - 1, order)
                || !times.hasPartner(high + 1, order)
                || times.isTight(best.first(), best.second());
        return new BreakSearch.Break(times.time[bestIndex], times.time[low], times.lastTime[high], atBound);
    }

    /**
     * Whether a candidate's sum of squares is within the limit. Its partner is the best pair's other break, or the best
     * one near its best thinned partner.
     */
    private boolean isAccepted(int index, BreakOrder order, ThinnedPairs pairs, Pair best, double limit) {
        int bestOther = best.index(order.other());
        int start = times.partnersStart(index, order);
        int end = times.partnersEnd(index, order);
        if (bestOther >= start
                && bestOther < end
                && pair(index, order, bestOther).sum() <= limit) {
            return true;
        }
        int partner = pairs.partner(index, order);
        if (partner < 0) {
            return false;
        }
        int from = Math.max(start, partner - pairs.step);
        int to = Math.min(end, partner + pairs.step + 1);
        return pair(index, order, sums.bestPartner(index, order, from, to, 1)).sum() <= limit;
    }
}
