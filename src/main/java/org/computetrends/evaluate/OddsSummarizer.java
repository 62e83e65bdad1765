package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
        List<Integer> leads = answers.stream()
                .map(answer -> answer.key().leadMonths())
                .distinct()
                .sorted()
                .toList();
        List<OddsReliability> summaries = new ArrayList<>();
        answers.stream().map(answer -> answer.key().method()).distinct().forEach(method -> {
            List<OddsBacktest> own = answers.stream()
                    .filter(answer -> answer.key().method().equals(method))
                    .toList();
            summaries.addAll(byProbability(method, 0, own, leads.get(leads.size() - 1), benchmarkAnswers));
            for (int lead : leads) {
                List<OddsBacktest> atLead = own.stream()
                        .filter(answer -> answer.key().leadMonths() == lead)
                        .toList();
                summaries.addAll(byProbability(method, lead, atLead, lead, benchmarkAnswers));
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
                answers.stream()
                        .mapToDouble(OddsBacktest::probability)
                        .average()
                        .orElseThrow(),
                answers.stream()
                        .mapToDouble(answer -> answer.happened() ? 1 : 0)
                        .average()
                        .orElseThrow(),
                brier(answers),
                brierOfBenchmark(answers, benchmarkAnswers));
    }

    private static double brier(List<OddsBacktest> answers) {
        return answers.stream().mapToDouble(OddsBacktest::brier).average().orElseThrow();
    }

    private static @Nullable Double brierOfBenchmark(
            List<OddsBacktest> answers, Map<Question, OddsBacktest> benchmarkAnswers) {
        List<OddsBacktest> sameQuestions = answers.stream()
                .map(answer -> benchmarkAnswers.get(Question.of(answer)))
                .filter(Objects::nonNull)
                .toList();
        return sameQuestions.size() < answers.size() ? null : Double.valueOf(brier(sameQuestions));
    }
}
