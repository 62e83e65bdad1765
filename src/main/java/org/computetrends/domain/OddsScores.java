package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The track record of an answer: the scores of the method's past odds at the lead of the question.
 *
 * @param all the scores of all its odds, at the shortest scored lead that is at least as long as the question's
 * @param similar the scores of its odds in the same range of probabilities as the answer; null if there are none
 */
public record OddsScores(OddsReliability all, @Nullable OddsReliability similar) {
    /**
     * The track record that belongs to an answer.
     *
     * @param answer the answer
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

    /**
     * Which probability to quote, and how good such answers have been, in the words of the page's {@code odds.js}.
     *
     * @param answer the default method's answer, a forecast
     * @param method the method's name
     * @param record the track record of the answer; empty if there is none
     */
    public static String advice(Odds answer, String method, Optional<OddsScores> record) {
        return "Quote " + Odds.percentText(Objects.requireNonNull(answer.probability())) + ", by " + method
                + ", the default"
                + (answer.start().isBefore(answer.key().originVintage())
                        ? ": its paths start where coverage ends, so releases whose value is not known yet count. "
                        : ". ")
                + record.map(scores -> brier(scores.all())).orElse("No past answer so far ahead can be scored yet.");
    }

    private static String brier(OddsReliability all) {
        Double score = all.brier();
        Double benchmark = all.brierOfBenchmark();
        return score == null
                ? "Past answers have no score."
                : String.format(
                        Locale.ROOT,
                        "Such answers, up to %d months ahead, had a Brier score of %.3f%s, on %d questions in %d %s%s."
                                + " The Brier score is the mean squared error of probabilities: 0 is perfect, and always"
                                + " saying 50%% scores 0.25.",
                        all.key().leadMonths(),
                        score,
                        benchmark == null ? "" : String.format(Locale.ROOT, " beside the benchmark's %.3f", benchmark),
                        all.questions(),
                        all.windows(),
                        all.windows() == 1 ? "window" : "windows that do not overlap",
                        all.isEvidence() ? "" : ": no evidence");
    }

    /** How similar answers have fared, in the words of the page's {@code odds.js}. */
    public String sentence() {
        String ahead = "up to " + all.key().leadMonths() + " months ahead, ";
        Double happened = similar == null ? null : similar.shareHappened();
        if (similar == null || happened == null) {
            return "No past answer like it, " + ahead + "can be scored yet.";
        }
        String[] range = similar.key().probabilities().split("-", -1);
        return "Of " + similar.questions() + " past answers from " + percent(Double.parseDouble(range[0])) + " to "
                + percent(Double.parseDouble(range[1])) + ", " + ahead + percent(happened) + " came true; "
                + similar.windows() + " of the vintages they are from "
                + (similar.windows() == 1 ? "is an independent case" : "are independent cases")
                + (similar.isEvidence() ? "." : ", too few to judge.");
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }
}
