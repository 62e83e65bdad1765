package org.computetrends.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Finds the times of one or two breaks of a line by least squares, among given candidate times. With running sums, a
 * candidate or a pair of candidates takes constant time.
 *
 * <p>A break's 95% interval spans the times that a likelihood-ratio test (chi-squared with one degree of freedom) does
 * not reject. If there are two breaks, the other break is optimized for each of these times. For discontinuous breaks
 * the likelihood is irregular in the date, and the interval is too narrow.
 */
public final class BreakSearch {

    /** Candidates of the coarse search for two continuous breaks. Their sum of squares is smooth in time. */
    private static final int COARSE_CONTINUOUS = 200;

    /** Candidates of the coarse search for two discontinuous breaks. More, since good ones may be isolated. */
    private static final int COARSE_DISCONTINUOUS = 1_000;

    /** The 95% quantile of chi-squared with one degree of freedom. */
    private static final double CHI_SQUARED_95 = ChiSquaredDistribution.of(1).inverseCumulativeProbability(0.95);

    private final long observations;
    private final int coarseSize;
    private final BreakTimes times;
    private final BreakSums sums;

    /**
     * @param candidates possible times of breaks, increasing; an observation at a break belongs to the segment before
     *     it
     * @param trim the least share of the observations in a segment
     */
    public BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim) {
        this(cells, candidates, form, trim, form == BreakForm.CONTINUOUS ? COARSE_CONTINUOUS : COARSE_DISCONTINUOUS);
    }

    /** For tests, which choose the number of candidates in the coarse search for two breaks. */
    BreakSearch(Cells cells, double[] candidates, BreakForm form, double trim, int coarseSize) {
        this.observations = cells.observations();
        this.coarseSize = coarseSize;
        this.times = new BreakTimes(cells, candidates, form, trim);
        this.sums = times.sums(cells, form);
    }

    /**
     * A break that was found.
     *
     * @param time in years since 2000-01-01
     * @param low the earliest time of its 95% interval
     * @param high the latest time of its 95% interval
     * @param atBound whether an end of the interval is the first or last possible time, or two breaks are as close as
     *     allowed
     */
    public record Break(double time, double low, double high, boolean atBound) {}

    /** The best single break; empty when no candidate leaves enough observations on both sides. */
    public List<Break> oneBreak() {
        if (times.size() == 0) {
            return List.of();
        }
        int best = 0;
        for (int k = 1; k < times.size(); k++) {
            best = sums.sumWithOne(k) < sums.sumWithOne(best) ? k : best;
        }
        double limit = largestSumWithin(sums.sumWithOne(best), observations);
        int low = 0;
        while (sums.sumWithOne(low) > limit) {
            low++;
        }
        int high = times.size() - 1;
        while (sums.sumWithOne(high) > limit) {
            high--;
        }
        return List.of(new Break(
                times.time[best], times.time[low], times.lastTime[high], low == 0 || high == times.size() - 1));
    }

    /** The best two breaks, in order; empty when no two candidates leave enough observations in each segment. */
    public List<Break> twoBreaks() {
        return new BreakPairSearch(times, sums, observations, coarseSize).breaks();
    }

    /** The largest sum that the likelihood-ratio test, with the statistic {@code n log(sum / leastSum)}, accepts. */
    static double largestSumWithin(double leastSum, long observations) {
        return leastSum * Math.exp(CHI_SQUARED_95 / observations);
    }
}
