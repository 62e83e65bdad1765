package org.computetrends.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

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
    private static final int COARSE_KINKS = 200;

    /** Candidates of a search for two jumps, every one of which may be far better than its neighbour. */
    private static final int COARSE_JUMPS = 1_000;

    private static final int STARTS = 20;

    /** Dates that a segment must have for its line. */
    private static final int LEAST_DATES = 2;

    /** The 95% quantile of chi-squared with one degree of freedom. */
    private static final double CHI_SQUARED_95 = ChiSquaredDistribution.of(1).inverseCumulativeProbability(0.95);

    private final PrefixMoments moments;
    private final BreakForm form;
    private final int coarse;
    private final double least;
    private final double wholeLine;
    private final double rounding;
    private final double[] time;
    private final double[] lastTime;
    private final int[] end;

    /**
     * @param cells the observations
     * @param candidates the times at which a break may be, increasing; an observation at a break is before it
     * @param form what may change at a break
     * @param trim the share of the observations that every segment must have
     */
    public BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim) {
        this(cells, candidates, form, trim, form == BreakForm.KINK ? COARSE_KINKS : COARSE_JUMPS);
    }

    /** With another number of candidates that two breaks are first sought among. */
    BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim, int coarse) {
        this.coarse = coarse;
        this.moments = new PrefixMoments(cells);
        this.form = form;
        this.rounding = cells.roundingSumOfSquares();
        this.wholeLine = moments.lineResiduals(0, moments.size());
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
            if (form == BreakForm.JUMP && size > 0 && ends[size - 1] == cell) {
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
        return to - from >= LEAST_DATES && moments.before(to) - moments.before(from) >= least;
    }

    /** The best single break; empty when no candidate leaves enough observations on both sides. */
    public List<Break> one() {
        if (time.length == 0) {
            return List.of();
        }
        double[] sums = new double[time.length];
        int best = 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = sumOfSquares(k);
            best = sums[k] < sums[best] ? k : best;
        }
        double most = mostWithin(sums[best]);
        int low = 0;
        while (sums[low] > most) {
            low++;
        }
        int high = sums.length - 1;
        while (sums[high] > most) {
            high--;
        }
        return List.of(new Break(time[best], time[low], lastTime[high], low == 0 || high == sums.length - 1));
    }

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    public List<Break> two() {
        Coarse pairs = new Coarse(thinned(coarse));
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

    /** Every pair of some of the candidates. */
    private final class Coarse {
        private final int[] places;
        private final List<Pair> starts = new ArrayList<>();

        Coarse(int[] places) {
            this.places = places;
            for (int i = 0; i < places.length; i++) {
                Pair best = null;
                for (int j = i + 1; j < places.length; j++) {
                    Pair pair = pair(places[i], true, places[j]);
                    best = pair != null && (best == null || pair.sum() < best.sum()) ? pair : best;
                }
                if (best != null) {
                    starts.add(best);
                }
            }
            starts.sort(Comparator.comparingDouble(Pair::sum));
        }

        /** The best pairs, each of another first break. */
        List<Pair> starts() {
            return starts.subList(0, Math.min(STARTS, starts.size()));
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
        Pair best = null;
        for (int other = 0; other < time.length; other++) {
            Pair pair = pair(held, heldIsFirst, other);
            best = pair != null && (best == null || pair.sum() < best.sum()) ? pair : best;
        }
        if (best == null) {
            throw new IllegalStateException("break " + held + " has no partner");
        }
        return best;
    }

    private @Nullable Pair pair(int held, boolean heldIsFirst, int other) {
        int first = heldIsFirst ? held : other;
        int second = heldIsFirst ? other : held;
        return first < second && isSegment(end[first], end[second])
                ? new Pair(first, second, sumOfSquares(first, second))
                : null;
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
        for (int place : pairs.places) {
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
        Pair withBest = pair(place, isFirst, best.place(!isFirst));
        if (withBest != null && withBest.sum() <= most) {
            return true;
        }
        Pair known = null;
        for (int other : pairs.places) {
            Pair each = pair(place, isFirst, other);
            known = each != null && (known == null || each.sum() < known.sum()) ? each : known;
        }
        if (known == null) {
            return false;
        }
        int partner = known.place(!isFirst);
        int step = pairs.places.length < 2 ? 1 : pairs.places[1] - pairs.places[0];
        for (int other = Math.max(0, partner - step); other <= Math.min(time.length - 1, partner + step); other++) {
            Pair each = pair(place, isFirst, other);
            known = each != null && each.sum() < known.sum() ? each : known;
        }
        return known.sum() <= most;
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

    private int[] thinned(int most) {
        int step = (time.length + most - 1) / most;
        return step == 0
                ? new int[0]
                : IntStream.range(0, time.length).filter(k -> k % step == 0).toArray();
    }

    private double mostWithin(double leastSum) {
        return leastSum * Math.exp(CHI_SQUARED_95 / moments.before(moments.size()));
    }

    /** The residual sum of squares of one break: no less than rounding leaves. */
    private double sumOfSquares(int k) {
        return Math.max(rounding, unroundedSum(k));
    }

    private double sumOfSquares(int first, int second) {
        return Math.max(rounding, unroundedSum(first, second));
    }

    private double unroundedSum(int k) {
        if (form == BreakForm.JUMP) {
            return moments.lineResiduals(0, end[k]) + moments.lineResiduals(end[k], moments.size());
        }
        PrefixMoments.Kink kink = moments.kink(time[k], end[k]);
        double product = moments.valueProduct(kink);
        return wholeLine - product * product / moments.product(kink, kink);
    }

    private double unroundedSum(int first, int second) {
        if (form == BreakForm.JUMP) {
            return moments.lineResiduals(0, end[first])
                    + moments.lineResiduals(end[first], end[second])
                    + moments.lineResiduals(end[second], moments.size());
        }
        PrefixMoments.Kink early = moments.kink(time[first], end[first]);
        PrefixMoments.Kink late = moments.kink(time[second], end[second]);
        double a = moments.product(early, early);
        double b = moments.product(early, late);
        double c = moments.product(late, late);
        double x = moments.valueProduct(early);
        double y = moments.valueProduct(late);
        return wholeLine - (c * x * x - 2 * b * x * y + a * y * y) / (a * c - b * b);
    }
}
