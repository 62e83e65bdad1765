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
 * scores.
 *
 * @param benchmark the id of the method that each method is compared with
 */
record OddsSummarizer(String benchmark) {
    /** The number of ranges of probability: past questions are too few for more. */
    private static final int BINS = 5;

    /** A question, which several methods answer. */
    private record Question(LocalDate origin, double threshold, int leadMonths) {
        static Question of(OddsBacktest answer) {
            return new Question(
                    answer.key().originVintage(),
                    answer.key().threshold(),
                    answer.key().leadMonths());
        }
    }

    /** The summaries by method, lead and probability. Summaries of all leads, or of all probabilities, come first. */
    List<OddsReliability> summaries(List<OddsBacktest> answers) {
        // The answers of the benchmark by question.
        Map<Question, OddsBacktest> benchmarkAnswers = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.key().method().equals(benchmark))
                .forEach(answer -> benchmarkAnswers.put(Question.of(answer), answer));
        SortedSet<Integer> leads = new TreeSet<>(Set.of(OddsReliability.ALL_LEADS));
        answers.forEach(answer -> leads.add(answer.key().leadMonths()));
        List<OddsReliability> summaries = new ArrayList<>();
        answers.stream().map(answer -> answer.key().method()).distinct().forEach(method -> {
            for (int lead : leads) {
                List<OddsBacktest> methodAnswers = answers.stream()
                        .filter(answer -> answer.key().method().equals(method)
                                && (lead == OddsReliability.ALL_LEADS
                                        || answer.key().leadMonths() == lead))
                        .toList();
                int spanMonths = lead == OddsReliability.ALL_LEADS ? leads.last() : lead;
                if (!methodAnswers.isEmpty()) {
                    Map<Integer, List<OddsBacktest>> byBin = new TreeMap<>(
                            methodAnswers.stream().collect(Collectors.groupingBy(answer -> bin(answer.probability()))));
                    summaries.add(
                            summary(method, lead, OddsReliability.ALL, methodAnswers, spanMonths, benchmarkAnswers));
                    byBin.forEach((bin, inBin) ->
                            summaries.add(summary(method, lead, range(bin), inBin, spanMonths, benchmarkAnswers)));
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

    /** Summarizes answers. {@code spanMonths} is the longest lead, to count origins whose answers share no time. */
    private static OddsReliability summary(
            String method,
            int lead,
            String probabilities,
            List<OddsBacktest> answers,
            int spanMonths,
            Map<Question, OddsBacktest> benchmarkAnswers) {
        List<LocalDate> origins = answers.stream()
                .map(answer -> answer.key().originVintage())
                .distinct()
                .sorted()
                .toList();
        return new OddsReliability(
                new OddsReliability.Key(answers.get(0).key().metric(), method, lead, probabilities),
                answers.size(),
                origins.size(),
                BacktestSummarizer.windows(origins, spanMonths),
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
