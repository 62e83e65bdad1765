package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * Summarizes the scores of single methods and of pairs. A pair is compared over all origins at which both were scored,
 * whether or not a third method was scored there.
 *
 * @param replicates block bootstrap replicates of relative scores
 */
record BacktestSummarizer(int replicates, long seed) {
    /** The level of intervals of relative scores. */
    private static final double LEVEL = 0.90;

    /** The share of outcomes that 80% intervals should contain. */
    private static final double NOMINAL_COVERAGE = 0.80;

    /** Forecasts whose scores are compared. */
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
        // By comparison, method and origin: the scored forecasts.
        Map<Comparison, Map<String, Map<LocalDate, Backtest>>> comparisons = new LinkedHashMap<>();
        for (Backtest backtest : backtests) {
            Map<LocalDate, Backtest> ofMethod = comparisons
                    .computeIfAbsent(Comparison.of(backtest.key()), comparison -> new LinkedHashMap<>())
                    .computeIfAbsent(backtest.key().method(), method -> new LinkedHashMap<>());
            if (backtest.status() == Backtest.Status.SCORED) {
                ofMethod.put(backtest.key().origin(), backtest);
            }
        }
        List<BacktestSummary> summaries = new ArrayList<>();
        comparisons.forEach((comparison, methods) -> {
            Map<Sample, ScoreSums> sumsBySample = new HashMap<>();
            methods.forEach((method, own) -> {
                summaries.add(summary(
                        comparison.key(method, BacktestSummary.NONE), List.copyOf(own.values()), /* relative= */ null));
                methods.forEach((opponent, theirs) -> {
                    if (!opponent.equals(method)) {
                        summaries.add(pair(comparison, method, own, opponent, theirs, sumsBySample));
                    }
                });
            });
        });
        return summaries;
    }

    private BacktestSummary pair(
            Comparison comparison,
            String method,
            Map<LocalDate, Backtest> own,
            String opponent,
            Map<LocalDate, Backtest> theirs,
            Map<Sample, ScoreSums> sumsBySample) {
        Set<LocalDate> common = new LinkedHashSet<>(own.keySet());
        common.retainAll(theirs.keySet());
        List<LocalDate> origins = common.stream().sorted().toList();
        return summary(
                comparison.key(method, opponent),
                origins.stream().map(own::get).map(Objects::requireNonNull).toList(),
                switch (windows(origins, comparison.horizonMonths())) {
                    case 0 -> null;
                    case 1 -> relativeWithoutInterval(sum(crps(own, origins)) / sum(crps(theirs, origins)));
                    default ->
                        relative(
                                sumsBySample.computeIfAbsent(
                                        new Sample(method, origins), sample -> bootstrap(comparison, own, origins)),
                                sumsBySample.computeIfAbsent(
                                        new Sample(opponent, origins),
                                        sample -> bootstrap(comparison, theirs, origins)));
                });
    }

    /** With one window a block has all origins, so that every replicate would be the same. */
    private static BacktestSummary.@Nullable Relative relativeWithoutInterval(double ratio) {
        return Double.isFinite(ratio) ? new BacktestSummary.Relative(ratio, Double.NaN, Double.NaN) : null;
    }

    private static double[] crps(Map<LocalDate, Backtest> rows, List<LocalDate> origins) {
        return origins.stream()
                .map(rows::get)
                .map(Objects::requireNonNull)
                .map(Backtest::crps)
                .mapToDouble(Objects::requireNonNull)
                .toArray();
    }

    /** The ratio of mean scores; null if its interval is not finite, because the other method's scores are zero. */
    private static BacktestSummary.@Nullable Relative relative(ScoreSums scores, ScoreSums benchmark) {
        double[] ratios = new double[scores.sums().length];
        Arrays.setAll(ratios, i -> scores.sums()[i] / benchmark.sums()[i]);
        double[] ends = Quantiles.inPlace(ratios, (1 - LEVEL) / 2, (1 + LEVEL) / 2);
        boolean isFinite = Double.isFinite(ends[0]) && Double.isFinite(ends[1]);
        return isFinite ? new BacktestSummary.Relative(scores.sum() / benchmark.sum(), ends[0], ends[1]) : null;
    }

    /** A method and the origins at which its scores are drawn. */
    private record Sample(String method, List<LocalDate> origins) {}

    /** The sum of scores, in the data and in each replicate. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ScoreSums(double sum, double[] sums) {}

    /**
     * A circular block bootstrap of the sum of scores. A block has as many successive origins as overlap on average, so
     * that scores that depend on the same outcomes are drawn together. All methods of a comparison share the same
     * blocks.
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
            BacktestSummary.Key key, List<Backtest> rows, BacktestSummary.@Nullable Relative relative) {
        List<LocalDate> origins =
                rows.stream().map(row -> row.key().origin()).sorted().toList();
        int windows = windows(origins, key.horizonMonths());
        return new BacktestSummary(
                key,
                rows.size(),
                rows.stream().filter(Backtest::isProvisional).count(),
                windows,
                rows.isEmpty()
                        ? null
                        : accuracy(
                                rows.stream()
                                        .map(Backtest::scored)
                                        .map(Objects::requireNonNull)
                                        .toList(),
                                windows),
                relative);
    }

    /** The largest number of windows of this many months that begin at an origin and do not overlap. */
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
        double coverage80 = share(rows, Backtest.ScoredForecast::isIn80);
        return new BacktestSummary.Accuracy(
                mean(rows, Backtest.ScoredForecast::error),
                mean(rows, row -> Math.abs(row.error())),
                Math.sqrt(mean(rows, row -> row.error() * row.error())),
                share(rows, Backtest.ScoredForecast::isIn50),
                coverage80,
                share(rows, Backtest.ScoredForecast::isIn95),
                BinomialTest.twoSided((int) Math.round(coverage80 * windows), windows, NOMINAL_COVERAGE),
                mean(rows, row -> row.forecast().p90() - row.forecast().p10()),
                mean(rows, Backtest.ScoredForecast::crps),
                mean(rows, Backtest.ScoredForecast::pinball));
    }

    private static <T> double mean(List<T> rows, ToDoubleFunction<T> value) {
        return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static <T> double share(List<T> rows, Predicate<T> condition) {
        return mean(rows, row -> condition.test(row) ? 1 : 0);
    }
}
