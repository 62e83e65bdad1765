package org.computetrends.domain;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reliability of a group of past odds: their mean probability beside the share of events that happened, and their
 * Brier score. A row of {@code odds_backtest_summary}. Means and shares are null without questions.
 *
 * @param questions the number of odds in the group
 * @param origins the number of vintages that the odds are from
 * @param windows the largest number of origins whose spans from origin to date do not overlap; for all horizons, with
 *     spans of the longest horizon
 * @param shareHappened share of the questions whose event happened
 * @param brier mean Brier score
 * @param brierOfBenchmark the benchmark's mean Brier score on the same questions; null if it does not answer all of
 *     them
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

    /** The range of all probabilities. */
    public static final String ALL = "all";

    /** The value of {@code horizonMonths} for all horizons together. */
    public static final int ALL_HORIZONS = 0;

    /**
     * Which odds are in the group.
     *
     * @param horizonMonths calendar months from origin to date, or {@link #ALL_HORIZONS}
     * @param probabilityRange a range of probabilities such as {@code 0.2-0.4}, or {@link #ALL}
     */
    public record Key(String metric, String method, int horizonMonths, String probabilityRange) {

        /** Whether a probability is in the range. The upper end is excluded unless it is 1. False for {@link #ALL}. */
        public boolean covers(double probability) {
            String[] bounds = probabilityRange.split("-", -1);
            if (bounds.length != 2) {
                return false;
            }
            double upper = Double.parseDouble(bounds[1]);
            return probability >= Double.parseDouble(bounds[0]) && (probability < upper || upper >= 1);
        }
    }

    /** A range of probabilities for readers: 80% to 100% for {@code 0.8-1.0}; {@link #ALL} is unchanged. */
    public static String rangeInPercent(String probabilityRange) {
        return probabilityRange.equals(ALL)
                ? ALL
                : Stream.of(probabilityRange.split("-", -1))
                        .map(bound -> Math.round(100 * Double.parseDouble(bound)) + "%")
                        .collect(Collectors.joining(" to "));
    }

    /** Whether there are enough windows for evidence, whatever the number of questions. */
    public boolean isEvidence() {
        return windows > BacktestSummary.NO_EVIDENCE_WINDOWS;
    }

    /** The ratio of the mean score to the benchmark's; null if either is missing or the benchmark's is zero. */
    public @Nullable Double relativeBrier() {
        return brier == null || brierOfBenchmark == null || brierOfBenchmark == 0 ? null : brier / brierOfBenchmark;
    }
}
