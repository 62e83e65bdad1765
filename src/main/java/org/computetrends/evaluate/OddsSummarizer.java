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
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.computetrends.domain.OddsBacktest;
import org.computetrends.domain.OddsReliability;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the reliability of odds: how often events of a given probability happened.
 *
 * @param benchmark the id of the method that each method is compared with
 */
record OddsSummarizer(String benchmark) {
    /** The number of ranges of probability: past questions are too few for more. */
    private static final int BINS = 5;

    /** A question, without the method that answers it. */
    private record Question(LocalDate origin, double threshold, int leadMonths) {
        static Question of(OddsBacktest answer) {
            return new Question(
                    answer.key().originVintage(),
                    answer.key().threshold(),
                    answer.key().leadMonths());
        }
    }

    /** The summaries in order of method, lead and probability. All leads, and all probabilities, come first. */
    List<OddsReliability> summaries(List<OddsBacktest> answers) {
        Map<Question, OddsBacktest> benchmarkAnswers = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.key().method().equals(benchmark))
                .forEach(answer -> benchmarkAnswers.put(Question.of(answer), answer));
        SortedSet<Integer> leads = new TreeSet<>(Set.of(OddsReliability.ALL_LEADS));
        answers.forEach(answer -> leads.add(answer.key().leadMonths()));
        List<OddsReliability> summaries = new ArrayList<>();
        answers.stream().map(answer -> answer.key().method()).distinct().forEach(method -> {
            for (int lead : leads) {
                List<OddsBacktest> own = answers.stream()
                        .filter(answer -> answer.key().method().equals(method)
                                && (lead == OddsReliability.ALL_LEADS
                                        || answer.key().leadMonths() == lead))
                        .toList();
                int spanMonths = lead == OddsReliability.ALL_LEADS ? leads.last() : lead;
                summaries.addAll(byProbability(method, lead, own, spanMonths, benchmarkAnswers));
            }
        });
        return summaries;
    }

    private static List<OddsReliability> byProbability(
            String method,
            int lead,
            List<OddsBacktest> answers,
            int spanMonths,
            Map<Question, OddsBacktest> benchmarkAnswers) {
        List<OddsReliability> summaries = new ArrayList<>();
        if (!answers.isEmpty()) {
            summaries.add(summary(method, lead, OddsReliability.ALL, answers, spanMonths, benchmarkAnswers));
        }
        for (int bin = 0; bin < BINS; bin++) {
            int number = bin;
            List<OddsBacktest> inBin = answers.stream()
                    .filter(answer -> bin(answer.probability()) == number)
                    .toList();
            if (!inBin.isEmpty()) {
                String range = String.format(Locale.ROOT, "%.1f-%.1f", bin / (double) BINS, (bin + 1) / (double) BINS);
                summaries.add(summary(method, lead, range, inBin, spanMonths, benchmarkAnswers));
            }
        }
        return summaries;
    }

    /** The index of the bin of a probability. Bins include their lower end; the last includes both. */
    private static int bin(double probability) {
        return Math.min(BINS - 1, (int) (probability * BINS));
    }

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

    private static @Nullable Double brierOfBenchmark(
            List<OddsBacktest> answers, Map<Question, OddsBacktest> benchmarkAnswers) {
        List<OddsBacktest> sameQuestions = answers.stream()
                .map(answer -> benchmarkAnswers.get(Question.of(answer)))
                .filter(Objects::nonNull)
                .toList();
        return sameQuestions.size() < answers.size() ? null : Double.valueOf(mean(sameQuestions, OddsBacktest::brier));
    }
}
