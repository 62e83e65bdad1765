package org.computetrends.domain;

import org.jspecify.annotations.Nullable;

/**
 * How often what was given a probability came true.
 *
 * @param key the answers looked at
 * @param questions how many
 * @param origins vintages that they were answered from
 * @param windows of these, as many as lie so far apart that their spans from origin to date do not overlap
 * @param meanProbability of the answers; null where there are none
 * @param shareHappened share of the questions whose event came; null likewise
 * @param brier mean Brier score; null likewise
 * @param brierOfBenchmark that of the benchmark on the same questions; null where it does not answer all of them
 */
public record OddsReliability(
        Key key,
        long questions,
        long origins,
        long windows,
        @Nullable Double meanProbability,
        @Nullable Double shareHappened,
        @Nullable Double brier,
        @Nullable Double brierOfBenchmark) {

    /** Answers of all probabilities. */
    public static final String ALL = "all";

    /**
     * The answers looked at.
     *
     * @param metric the metric's id
     * @param method the forecast method's id
     * @param leadMonths calendar months from origin to date; 0 for all leads together
     * @param probabilities the answers' probabilities, as a range such as {@code 0.2-0.4}, or {@link #ALL}
     */
    public record Key(String metric, String method, int leadMonths, String probabilities) {

        /** Whether a probability is in the range: from its lower bound to below its upper one, which is in it if it is 1. */
        public boolean covers(double probability) {
            String[] bounds = probabilities.split("-", -1);
            if (bounds.length != 2) {
                return false;
            }
            double upper = Double.parseDouble(bounds[1]);
            return probability >= Double.parseDouble(bounds[0]) && (probability < upper || upper >= 1);
        }
    }

    /** The mean score over the benchmark's; null where either is not there, or the benchmark's is zero. */
    public @Nullable Double relativeBrier() {
        return brier == null || brierOfBenchmark == null || brierOfBenchmark == 0 ? null : brier / brierOfBenchmark;
    }
}
