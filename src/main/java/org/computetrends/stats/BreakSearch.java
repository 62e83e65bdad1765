package org.computetrends.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Finds the times at which a line breaks, by least squares over all candidate times for one break, and over pairs for
 * two. With running sums, each candidate or pair takes constant time.
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

    /** The 95% quantile of chi-squared with one degree of freedom. */
    private static final double CHI_SQUARED_95 = ChiSquaredDistribution.of(1).inverseCumulativeProbability(0.95);

    private final long observations;
    private final int coarseSize;
    private final BreakTimes times;
    private final BreakSums sums;

    /**
     * @param candidates the possible times of breaks, increasing; an observation at the time of a break belongs to the
     *     segment before it
     * @param form what may change at a break
     * @param trim the least share of the observations in a segment
     */
    public BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim) {
        this(cells, candidates, form, trim, form == BreakForm.CONTINUOUS ? COARSE_CONTINUOUS : COARSE_DISCONTINUOUS);
    }

    /** Sets the number of candidates in the coarse search for two breaks, for tests. */
    BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim, int coarseSize) {
        this.observations = cells.observations();
        this.coarseSize = coarseSize;
        this.times = new BreakTimes(cells, candidates, form, trim);
        this.sums = times.sums(cells, form);
    }

    /**
     * A break of the best set.
     *
     * @param time the time of the break, in years since 2000-01-01
     * @param low the earliest time of its 95% interval
     * @param high the latest time of its 95% interval
     * @param atBound whether the break or an end of its interval is the first or last possible candidate, or
     *     two breaks are as close as allowed
     */
    public record Break(double time, double low, double high, boolean atBound) {}

    /** The best single break; empty when no candidate leaves enough observations on both sides. */
    public List<Break> one() {
        if (times.size() == 0) {
            return List.of();
        }
        int best = 0;
        for (int k = 1; k < times.size(); k++) {
            best = sums.one(k) < sums.one(best) ? k : best;
        }
        double limit = largestSumWithin(sums.one(best), observations);
        int low = 0;
        while (sums.one(low) > limit) {
            low++;
        }
        int high = times.size() - 1;
        while (sums.one(high) > limit) {
            high--;
        }
        return List.of(new Break(
                times.time(best), times.time(low), times.lastTime(high), low == 0 || high == times.size() - 1));
    }

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    public List<Break> two() {
        return new BreakPairSearch(times, sums, observations, coarseSize).breaks();
    }

    /**
     * The largest sum of squares that the likelihood-ratio test does not reject. Its statistic is
     * {@code n log(sum / leastSum)}.
     */
    static double largestSumWithin(double leastSum, long observations) {
        return leastSum * Math.exp(CHI_SQUARED_95 / observations);
    }
}
