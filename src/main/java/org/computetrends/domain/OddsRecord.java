package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a method's answers have fared at the lead of a question.
 *
 * @param all its answers at the nearest lead scored that is no shorter than the question's
 * @param similar those of them whose probability is about the answer's; null where there are none
 */
public record OddsRecord(OddsReliability all, @Nullable OddsReliability similar) {
    /** So few windows show nothing, however many questions share them. */
    private static final int MOST_WINDOWS_OF_NO_EVIDENCE = 3;

    /**
     * The record of an answer.
     *
     * @param answer the answer
     * @param scores the scores of its metric, of any method and lead
     * @return empty where the method has no scores at the lead or a longer one
     */
    public static Optional<OddsRecord> of(Odds answer, Collection<OddsReliability> scores) {
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
                .map(all -> new OddsRecord(all, similar(answer, all, longEnough)));
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

    /** The longest lead that a method is scored at, in months; 0 where it is at none. */
    public static int longestLead(String method, Collection<OddsReliability> scores) {
        return scores.stream()
                .filter(score -> score.key().method().equals(method))
                .mapToInt(score -> score.key().leadMonths())
                .max()
                .orElse(0);
    }

    /** Whether the answers come from enough separate spans of time to show anything. */
    public boolean isEvidence() {
        return all.windows() > MOST_WINDOWS_OF_NO_EVIDENCE;
    }
}
