package org.computetrends.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test of a probability, such as the coverage of intervals. As R's {@code binom.test}, it sums the
 * probabilities of all counts that are at most as probable as the observed one.
 */
public final class BinomialTest {
    /** Probabilities within this factor count as equal: only rounding differs. */
    private static final double ROUNDING = 1 + 1e-7;

    private BinomialTest() {}

    /** The two-sided p-value of the hypothesis that each trial succeeds with a given probability. */
    public static double twoSided(int successes, int trials, double hypothesis) {
        BinomialDistribution distribution = BinomialDistribution.of(trials, hypothesis);
        double limit = distribution.probability(successes) * ROUNDING;
        double sum = 0;
        for (int count = 0; count <= trials; count++) {
            double probability = distribution.probability(count);
            sum += probability <= limit ? probability : 0;
        }
        return Math.min(1, sum);
    }
}
