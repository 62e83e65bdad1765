package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The track record of an answer: scores of its method's past odds, at the shortest scored horizon that covers the
 * question's.
 *
 * @param all the scores of odds of all probabilities
 * @param similar the scores of odds in the same range of probabilities as the answer; null if there are none
 */
public record OddsScores(OddsReliability all, @Nullable OddsReliability similar) {
    /**
     * The track record of an answer.
     *
     * @param scores the scores of its metric, of any method and horizon
     * @return empty if the method has no scores at the horizon or a longer one
     */
    public static Optional<OddsScores> of(Odds answer, Collection<OddsReliability> scores) {
        LocalDate origin = answer.key().originVintage();
        List<OddsReliability> longEnough = scores.stream()
                .filter(score -> score.key().method().equals(answer.key().method()))
                .filter(score -> score.key().horizonMonths() > 0)
                .filter(score -> !origin.plusMonths(score.key().horizonMonths())
                        .isBefore(answer.key().before()))
                .toList();
        return longEnough.stream()
                .filter(score -> score.key().probabilityRange().equals(OddsReliability.ALL))
                .min(Comparator.comparingInt(score -> score.key().horizonMonths()))
                .map(all -> new OddsScores(all, similar(answer, all, longEnough)));
    }

    private static @Nullable OddsReliability similar(
            Odds answer, OddsReliability all, List<OddsReliability> longEnough) {
        Double probability = answer.probability();
        return longEnough.stream()
                .filter(score -> score.key().horizonMonths() == all.key().horizonMonths())
                .filter(score -> probability != null && score.key().covers(probability))
                .findFirst()
                .orElse(null);
    }

    /** The longest scored horizon of a method, in months; 0 if there is none. */
    public static int longestHorizon(String method, Collection<OddsReliability> scores) {
        return scores.stream()
                .filter(score -> score.key().method().equals(method))
                .mapToInt(score -> score.key().horizonMonths())
                .max()
                .orElse(0);
    }

    /**
     * A sentence that compares the Brier score of the method's past answers with the named benchmark's, in the words of
     * the page's {@code odds.js}.
     */
    public String brierSentence(String benchmark) {
        Double score = all.brier();
        if (score == null) {
            return "Past answers have no score.";
        }
        Double scoreOfBenchmark = all.brierOfBenchmark();
        String besideBenchmark = scoreOfBenchmark == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " beside %.3f for the benchmark, a simple forecast by %s",
                        scoreOfBenchmark,
                        benchmark);
        return String.format(
                Locale.ROOT,
                "Past answers by this method, %s, had a Brier score of %.3f%s, on %d questions in %s%s. The Brier score is the"
                        + " mean squared error of probabilities: 0 is perfect, and always saying 50%% scores 0.25.",
                ahead(),
                score,
                besideBenchmark,
                all.questions(),
                windows(all),
                all.isEvidence() ? "" : ": no evidence");
    }

    /** A sentence on how often similar answers came true, in the words of the page's {@code odds.js}. */
    public String similarAnswersSentence() {
        Double happened = similar == null ? null : similar.shareHappened();
        if (similar == null || happened == null) {
            return "No past answer like it, " + ahead() + ", can be scored yet.";
        }
        return "Of " + similar.questions() + " past answers from "
                + OddsReliability.rangeInPercent(similar.key().probabilityRange()) + ", " + ahead() + ", "
                + Math.round(100 * happened) + "% came true; they are in " + windows(similar)
                + (similar.isEvidence() ? "." : ", too few to judge.");
    }

    private String ahead() {
        return "up to " + all.key().horizonMonths() + " months ahead";
    }

    private static String windows(OddsReliability score) {
        return score.windows() + (score.windows() == 1 ? " window" : " windows that do not overlap");
    }
}
