package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.Backtest;
import org.computetrends.domain.BacktestSummary;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.stats.BinomialTest;
import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * Summarizes the scores of backtests, of each method alone and of each pair of methods. A pair is compared over all
 * origins at which both methods were scored.
 *
 * @param replicates block bootstrap replicates of relative scores
 */
record BacktestSummarizer(int replicates, long seed) {
    /** The level of the intervals of relative scores, which are ratios of the mean scores of two methods. */
    private static final double LEVEL = 0.90;

    /** The share of outcomes that 80% intervals should contain. */
    private static final double NOMINAL_COVERAGE = 0.80;

    /** What two backtests must share so that their scores can be compared. */
    private record Comparison(
            String metric, ForecastTarget target, Backtest.Mode mode, Backtest.ScoredOn scoredOn, int horizonMonths) {
        static Comparison of(Backtest.Key key) {
            return new Comparison(key.metric(), key.target(), key.mode(), key.scoredOn(), key.horizonMonths());
        }

        BacktestSummary.Key key(String method, String against) {
            return new BacktestSummary.Key(method, against, metric, target, mode, scoredOn, horizonMonths);
        }
    }

    /** The summaries, in the order of the backtests: each method alone, then against every other method. */
    List<BacktestSummary> summaries(List<Backtest> backtests) {
        // By comparison, method and origin. Methods without a score are present too.
        Map<Comparison, Map<String, Map<LocalDate, Backtest>>> comparisons = new LinkedHashMap<>();
        for (Backtest backtest : backtests) {
            Map<LocalDate, Backtest> scoredByOrigin = comparisons
                    .computeIfAbsent(Comparison.of(backtest.key()), comparison -> new LinkedHashMap<>())
                    .computeIfAbsent(backtest.key().method(), method -> new LinkedHashMap<>());
            if (backtest.status() == Backtest.Status.SCORED) {
                scoredByOrigin.put(backtest.key().origin(), backtest);
            }
        }
        List<BacktestSummary> summaries = new ArrayList<>();
        comparisons.forEach((comparison, methods) -> {
            Map<Sample, ScoreSums> sumsBySample = new HashMap<>();
            methods.forEach((method, scored) -> {
                summaries.add(summary(
                        comparison.key(method, BacktestSummary.NONE),
                        List.copyOf(scored.values()),
                        /* relative= */ null));
                methods.forEach((opponent, opponentScored) -> {
                    if (!opponent.equals(method)) {
                        summaries.add(pairSummary(comparison, method, scored, opponent, opponentScored, sumsBySample));
                    }
                });
            });
        });
        return summaries;
    }

    /** Compares two methods. {@code sumsBySample} caches the bootstraps of this comparison. */
    private BacktestSummary pairSummary(
            Comparison comparison,
            String method,
            Map<LocalDate, Backtest> scored,
            String opponent,
            Map<LocalDate, Backtest> opponentScored,
            Map<Sample, ScoreSums> sumsBySample) {
        List<LocalDate> origins = scored.keySet().stream()
                .filter(opponentScored::containsKey)
                .sorted()
                .toList();
        return summary(
                comparison.key(method, opponent),
                origins.stream().map(scored::get).map(Objects::requireNonNull).toList(),
                switch (windows(origins, comparison.horizonMonths())) {
                    case 0 -> null;
                    case 1 -> relativeWithoutInterval(sum(crps(scored, origins)) / sum(crps(opponentScored, origins)));
                    default ->
                        relative(
                                sumsBySample.computeIfAbsent(
                                        new Sample(method, origins), sample -> bootstrap(comparison, scored, origins)),
                                sumsBySample.computeIfAbsent(
                                        new Sample(opponent, origins),
                                        sample -> bootstrap(comparison, opponentScored, origins)));
                });
    }

    /**
     * The relative score if the origins have one window. There is no interval, because all replicates would be equal: a
     * block would have all origins. Null if the ratio is not finite.
     */
    private static BacktestSummary.@Nullable Relative relativeWithoutInterval(double ratio) {
        return Double.isFinite(ratio) ? new BacktestSummary.Relative(ratio, Double.NaN, Double.NaN) : null;
    }

    private static double[] crps(Map<LocalDate, Backtest> rows, List<LocalDate> origins) {
        return origins.stream()
                .map(origin -> Objects.requireNonNull(rows.get(origin)).crps())
                .mapToDouble(Objects::requireNonNull)
                .toArray();
    }

    /**
     * The ratio of mean scores with its interval; null if the interval is not finite, because the opponent's scores are
     * zero.
     */
    private static BacktestSummary.@Nullable Relative relative(ScoreSums scores, ScoreSums opponent) {
        double[] ratios = new double[scores.sums().length];
        Arrays.setAll(ratios, i -> scores.sums()[i] / opponent.sums()[i]);
        double[] ends = Quantiles.inPlace(ratios, (1 - LEVEL) / 2, (1 + LEVEL) / 2);
        boolean isFinite = Double.isFinite(ends[0]) && Double.isFinite(ends[1]);
        return isFinite ? new BacktestSummary.Relative(scores.sum() / opponent.sum(), ends[0], ends[1]) : null;
    }

    /** A method and the origins at which its scores are drawn: the key of a bootstrap. */
    private record Sample(String method, List<LocalDate> origins) {}

    /** The sum of scores in the data, and in each bootstrap replicate. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ScoreSums(double sum, double[] sums) {}

    /**
     * A circular block bootstrap of the sum of scores. A block has as many successive origins as a window has on
     * average. So scores that depend on the same outcomes are drawn together. All methods of a comparison share the
     * same blocks, because the seed does not depend on the method.
     */
    private ScoreSums bootstrap(Comparison comparison, Map<LocalDate, Backtest> rows, List<LocalDate> origins) {
        double[] scores = crps(rows, origins);
        int n = scores.length;
        int windows = windows(origins, comparison.horizonMonths());
        int blockSize = (n + windows - 1) / windows;
        SplittableRandom random = new SplittableRandom(DerivedSeed.of(seed, "relative score", comparison.toString()));
        double[] sums = new double[replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            double sum = 0;
            for (int drawn = 0; drawn < n; ) {
                int origin = random.nextInt(n);
                for (int i = 0; i < blockSize && drawn < n; i++, drawn++) {
                    sum += scores[origin];
                    origin = origin + 1 < n ? origin + 1 : 0;
                }
            }
            sums[replicate] = sum;
        }
        return new ScoreSums(sum(scores), sums);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static BacktestSummary summary(
            BacktestSummary.Key key, List<Backtest> backtests, BacktestSummary.@Nullable Relative relative) {
        int windows = windows(backtests.stream().map(row -> row.key().origin()).toList(), key.horizonMonths());
        List<Backtest.ScoredForecast> scored = backtests.stream()
                .map(Backtest::scoredForecast)
                .map(Objects::requireNonNull)
                .toList();
        long provisional = backtests.stream().filter(Backtest::isProvisional).count();
        BacktestSummary.Accuracy accuracy = scored.isEmpty() ? null : accuracy(scored, windows);
        return new BacktestSummary(key, scored.size(), provisional, windows, accuracy, relative);
    }

    /**
     * The largest number of windows that do not overlap, where a window is the given number of months from an origin.
     * This is the number of forecasts that are independent because their horizons do not overlap.
     */
    static int windows(List<LocalDate> origins, int months) {
        int windows = 0;
        LocalDate end = null;
        for (LocalDate origin : origins.stream().sorted().toList()) {
            if (end == null || !origin.isBefore(end)) {
                windows++;
                end = origin.plusMonths(months);
            }
        }
        return windows;
    }

    private static BacktestSummary.Accuracy accuracy(List<Backtest.ScoredForecast> rows, int windows) {
        double coverage80 = fractionOf(rows, Backtest.ScoredForecast::isIn80);
        return new BacktestSummary.Accuracy(
                mean(rows, Backtest.ScoredForecast::error),
                mean(rows, row -> Math.abs(row.error())),
                Math.sqrt(mean(rows, row -> row.error() * row.error())),
                fractionOf(rows, Backtest.ScoredForecast::isIn50),
                coverage80,
                fractionOf(rows, Backtest.ScoredForecast::isIn95),
                // Only windows that do not overlap count as independent.
                BinomialTest.twoSided((int) Math.round(coverage80 * windows), windows, NOMINAL_COVERAGE),
                mean(rows, row -> row.forecast().p90() - row.forecast().p10()),
                mean(rows, Backtest.ScoredForecast::crps),
                mean(rows, Backtest.ScoredForecast::pinball));
    }

    private static <T> double mean(List<T> rows, ToDoubleFunction<T> value) {
        return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static <T> double fractionOf(List<T> rows, Predicate<T> condition) {
        return mean(rows, row -> condition.test(row) ? 1 : 0);
    }
}
