package org.computetrends.domain;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reliability of odds: how often events that were given a probability happened. A row of
 * {@code odds_backtest_summary}.
 *
 * @param origins the number of vintages that answered them
 * @param windows the number of origins whose spans to the date do not overlap
 * @param meanProbability mean probability of the answers; null if there are no answers
 * @param shareHappened share of the questions whose event happened; null if there are no answers
 * @param brier mean Brier score; null if there are no answers
 * @param brierOfBenchmark the benchmark's Brier score on the same questions; null if it does not answer all of them
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

    /** The lead of all leads together. */
    public static final int ALL_LEADS = 0;

    /**
     * The answers included.
     *
     * @param leadMonths calendar months from origin to date, or {@link #ALL_LEADS}
     * @param probabilities the answers' probabilities, as a range such as {@code 0.2-0.4}, or {@link #ALL}
     */
    public record Key(String metric, String method, int leadMonths, String probabilities) {

        /**
         * Whether a probability is in the range: from its lower bound to below its upper one; an upper bound of 1 is
         * included.
         */
        public boolean covers(double probability) {
            String[] bounds = probabilities.split("-", -1);
            if (bounds.length != 2) {
                return false;
            }
            double upper = Double.parseDouble(bounds[1]);
            return probability >= Double.parseDouble(bounds[0]) && (probability < upper || upper >= 1);
        }
    }

    /** A range of probabilities for readers: 80% to 100% for {@code 0.8-1.0}; {@link #ALL} as it is. */
    public static String percents(String probabilities) {
        return probabilities.equals(ALL)
                ? ALL
                : Stream.of(probabilities.split("-", -1))
                        .map(bound -> Math.round(100 * Double.parseDouble(bound)) + "%")
                        .collect(Collectors.joining(" to "));
    }

    /** Whether the odds come from enough separate windows for evidence, however many questions they have. */
    public boolean isEvidence() {
        return windows > BacktestSummary.NO_EVIDENCE_WINDOWS;
    }

    /** The ratio of the mean score to the benchmark's; null if either is missing or the benchmark's is zero. */
    public @Nullable Double relativeBrier() {
        return brier == null || brierOfBenchmark == null || brierOfBenchmark == 0 ? null : brier / brierOfBenchmark;
    }
}
