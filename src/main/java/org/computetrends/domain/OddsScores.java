package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The track record of an answer: scores of its method's past odds, at the shortest scored lead that covers the
 * question's.
 *
 * @param all the scores of odds of all probabilities
 * @param similar the scores of odds in the same range of probabilities as the answer; null if there are none
 */
public record OddsScores(OddsReliability all, @Nullable OddsReliability similar) {
    /**
     * The track record of an answer.
     *
     * @param scores the scores of its metric, of any method and lead
     * @return empty if the method has no scores at the lead or a longer one
     */
    public static Optional<OddsScores> of(Odds answer, Collection<OddsReliability> scores) {
        LocalDate origin = answer.key().originVintage();
        List<OddsReliability> longEnough = scores.stream()
                .filter(score -> score.key().method().equals(answer.key().method()))
                .filter(score -> score.key().leadMonths() > 0)
                .filter(score -> !origin.plusMonths(score.key().leadMonths())
                        .isBefore(answer.key().before()))
                .toList();
        return longEnough.stream()
                .filter(score -> score.key().probabilities().equals(OddsReliability.ALL))
                .min(Comparator.comparingInt(score -> score.key().leadMonths()))
                .map(all -> new OddsScores(all, similar(answer, all, longEnough)));
    }

    private static @Nullable OddsReliability similar(
            Odds answer, OddsReliability all, List<OddsReliability> longEnough) {
        Double probability = answer.probability();
        return longEnough.stream()
                .filter(score -> score.key().leadMonths() == all.key().leadMonths())
                .filter(score -> probability != null && score.key().covers(probability))
                .findFirst()
                .orElse(null);
    }

    /** The longest scored lead of a method, in months; 0 if there is none. */
    public static int longestLead(String method, Collection<OddsReliability> scores) {
        return scores.stream()
                .filter(score -> score.key().method().equals(method))
                .mapToInt(score -> score.key().leadMonths())
                .max()
                .orElse(0);
    }

    /** A sentence on the Brier score of such answers beside the named benchmark's, as in the page's {@code odds.js}. */
    public String brierSentence(String benchmark) {
        Double score = all.brier();
        Double scoreOfBenchmark = all.brierOfBenchmark();
        return score == null
                ? "Past answers have no score."
                : String.format(
                        Locale.ROOT,
                        "Such answers, up to %d months ahead, had a Brier score of %.3f%s, on %d questions in %d %s%s."
                                + " The Brier score is the mean squared error of probabilities: 0 is perfect, and always"
                                + " saying 50%% scores 0.25.",
                        all.key().leadMonths(),
                        score,
                        scoreOfBenchmark == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " beside %.3f for the benchmark, a simple forecast by %s",
                                        scoreOfBenchmark,
                                        benchmark),
                        all.questions(),
                        all.windows(),
                        all.windows() == 1 ? "window" : "windows that do not overlap",
                        all.isEvidence() ? "" : ": no evidence");
    }

    /** A sentence on how often similar answers came true, in the words of the page's {@code odds.js}. */
    public String similarAnswersSentence() {
        String ahead = "up to " + all.key().leadMonths() + " months ahead, ";
        Double happened = similar == null ? null : similar.shareHappened();
        if (similar == null || happened == null) {
            return "No past answer like it, " + ahead + "can be scored yet.";
        }
        return "Of " + similar.questions() + " past answers from "
                + OddsReliability.percents(similar.key().probabilities()) + ", " + ahead + Math.round(100 * happened)
                + "% came true; they are " + similar.windows() + " independent "
                + (similar.windows() == 1 ? "case" : "cases")
                + (similar.isEvidence() ? "." : ", too few to judge.");
    }
}
