package org.computetrends.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
        Coarse coarse = new Coarse(thinned(form == BreakForm.KINK ? COARSE_KINKS : COARSE_JUMPS));
        if (coarse.starts().isEmpty()) {
            return List.of();
        }
        Pair best = coarse.starts().get(0);
        for (Pair start : coarse.starts()) {
            Pair improved = improved(start);
            best = improved.sum() < best.sum() ? improved : best;
        }
        return List.of(profile(best, true, coarse), profile(best, false, coarse));
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
        private final Pair[] bestWithFirst;
        private final Pair[] bestWithSecond;

        Coarse(int[] places) {
            this.places = places;
            this.bestWithFirst = new Pair[places.length];
            this.bestWithSecond = new Pair[places.length];
            for (int i = 0; i < places.length; i++) {
                for (int j = i + 1; j < places.length; j++) {
                    if (isSegment(end[places[i]], end[places[j]])) {
                        Pair pair = new Pair(places[i], places[j], sumOfSquares(places[i], places[j]));
                        bestWithFirst[i] = better(bestWithFirst[i], pair);
                        bestWithSecond[j] = better(bestWithSecond[j], pair);
                    }
                }
            }
        }

        private static Pair better(@Nullable Pair known, Pair other) {
            return known == null || other.sum() < known.sum() ? other : known;
        }

        List<Pair> starts() {
            return Arrays.stream(bestWithFirst)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingDouble(Pair::sum))
                    .limit(STARTS)
                    .toList();
        }

        List<Pair> bestWith(boolean isFirst) {
            return Arrays.stream(isFirst ? bestWithFirst : bestWithSecond)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    private Pair improved(Pair start) {
        Pair best = start;
        while (true) {
            Pair first = bestAgainst(best.second(), false, best);
            Pair second = bestAgainst(first.first(), true, first);
            if (second.sum() >= best.sum()) {
                return best;
            }
            best = second;
        }
    }

    /** The best pair with one break held, or the one known if none is better. */
    private Pair bestAgainst(int held, boolean heldIsFirst, Pair known) {
        Pair best = known;
        for (int other = 0; other < time.length; other++) {
            Pair pair = pair(held, heldIsFirst, other);
            best = pair != null && pair.sum() < best.sum() ? pair : best;
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

    /** A break's interval: the outermost thinned candidates within it, and then one by one from there. */
    private Break profile(Pair best, boolean isFirst, Coarse coarse) {
        double most = mostWithin(best.sum());
        int centre = best.place(isFirst);
        int low = centre;
        int high = centre;
        for (Pair pair : coarse.bestWith(isFirst)) {
            if (pair.sum() <= most) {
                low = Math.min(low, pair.place(isFirst));
                high = Math.max(high, pair.place(isFirst));
            }
        }
        while (low > 0 && isWithin(low - 1, isFirst, coarse, best, most)) {
            low--;
        }
        while (high < time.length - 1 && isWithin(high + 1, isFirst, coarse, best, most)) {
            high++;
        }
        boolean atBound = !hasPartner(low - 1, isFirst) || !hasPartner(high + 1, isFirst);
        return new Break(time[centre], time[low], lastTime[high], atBound);
    }

    /** Whether a candidate is in the interval, its partner chosen among the thinned ones and the best pair's. */
    private boolean isWithin(int place, boolean isFirst, Coarse coarse, Pair best, double most) {
        Pair withBest = pair(place, isFirst, best.place(!isFirst));
        if (withBest != null && withBest.sum() <= most) {
            return true;
        }
        for (int other : coarse.places) {
            Pair pair = pair(place, isFirst, other);
            if (pair != null && pair.sum() <= most) {
                return true;
            }
        }
        return false;
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
