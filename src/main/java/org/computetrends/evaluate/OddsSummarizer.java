package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.jspecify.annotations.Nullable;

/**
 * Summarizes the backtests of odds: how often events of a given probability happened (reliability), and the Brier
 * scores. The horizon time of a question is the number of months from the vintage to its date.
 *
 * @param benchmark the id of the method that each method is compared with
 */
record OddsSummarizer(String benchmark) {
    /** The number of ranges of probability: past questions are too few for more. */
    private static final int BINS = 5;

    /** A question, which several methods answer. */
    private record Question(LocalDate origin, double threshold, int horizonMonths) {
        static Question of(OddsBacktest answer) {
            return new Question(
                    answer.key().originVintage(),
                    answer.key().threshold(),
                    answer.key().horizonMonths());
        }
    }

    /** By method, horizon time and probability. Summaries of all horizon times, or of all probabilities, come first. */
    List<OddsReliability> summaries(List<OddsBacktest> answers) {
        // The answers of the benchmark by question.
        Map<Question, OddsBacktest> benchmarkAnswers = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.key().method().equals(benchmark))
                .forEach(answer -> benchmarkAnswers.put(Question.of(answer), answer));
        SortedSet<Integer> leadTimes = new TreeSet<>(Set.of(OddsReliability.ALL_HORIZONS));
        answers.forEach(answer -> leadTimes.add(answer.key().horizonMonths()));
        List<OddsReliability> summaries = new ArrayList<>();
        answers.stream().map(answer -> answer.key().method()).distinct().forEach(method -> {
            for (int horizonMonths : leadTimes) {
                List<OddsBacktest> methodAnswers = answers.stream()
                        .filter(answer -> answer.key().method().equals(method)
                                && (horizonMonths == OddsReliability.ALL_HORIZONS
                                        || answer.key().horizonMonths() == horizonMonths))
                        .toList();
                int longestMonths = horizonMonths == OddsReliability.ALL_HORIZONS ? leadTimes.last() : horizonMonths;
                if (!methodAnswers.isEmpty()) {
                    Map<Integer, List<OddsBacktest>> byBin = new TreeMap<>(
                            methodAnswers.stream().collect(Collectors.groupingBy(answer -> bin(answer.probability()))));
                    summaries.add(summary(
                            method,
                            horizonMonths,
                            OddsReliability.ALL,
                            methodAnswers,
                            longestMonths,
                            benchmarkAnswers));
                    byBin.forEach((bin, inBin) -> summaries.add(
                            summary(method, horizonMonths, range(bin), inBin, longestMonths, benchmarkAnswers)));
                }
            }
        });
        return summaries;
    }

    /** The bin of a probability. Bins include their lower end; the last includes both. */
    private static int bin(double probability) {
        return Math.min(BINS - 1, (int) (probability * BINS));
    }

    /** The range of a bin, such as 0.2-0.4. */
    private static String range(int bin) {
        return String.format(Locale.ROOT, "%.1f-%.1f", bin / (double) BINS, (bin + 1) / (double) BINS);
    }

    /**
     * Summarizes answers.
     *
     * @param longestMonths the longest horizon time of the answers: windows of this length count as independent if they do
     *     not overlap
     */
    private static OddsReliability summary(
            String method,
            int horizonMonths,
            String probabilities,
            List<OddsBacktest> answers,
            int longestMonths,
            Map<Question, OddsBacktest> benchmarkAnswers) {
        List<LocalDate> origins = answers.stream()
                .map(answer -> answer.key().originVintage())
                .distinct()
                .sorted()
                .toList();
        return new OddsReliability(
                new OddsReliability.Key(answers.get(0).key().metric(), method, horizonMonths, probabilities),
                answers.size(),
                origins.size(),
                BacktestSummarizer.windows(origins, longestMonths),
                mean(answers, OddsBacktest::probability),
                mean(answers, answer -> answer.happened() ? 1 : 0),
                mean(answers, OddsBacktest::brier),
                brierOfBenchmark(answers, benchmarkAnswers));
    }

    private static double mean(List<OddsBacktest> answers, ToDoubleFunction<OddsBacktest> number) {
        return answers.stream().mapToDouble(number).average().orElseThrow();
    }

    /** The benchmark's score on the same questions; null unless the benchmark answers all of them. */
    private static @Nullable Double brierOfBenchmark(
            List<OddsBacktest> answers, Map<Question, OddsBacktest> benchmarkAnswers) {
        List<OddsBacktest> sameQuestions = answers.stream()
                .map(answer -> benchmarkAnswers.get(Question.of(answer)))
                .filter(Objects::nonNull)
                .toList();
        return sameQuestions.size() < answers.size() ? null : Double.valueOf(mean(sameQuestions, OddsBacktest::brier));
    }
}
