package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a method's past odds fared at the lead of a question: its track record.
 *
 * @param all the scores of all its odds, at the shortest scored lead that is at least as long as the question's
 * @param similar the scores of its odds in the same range of probabilities as the answer's, at that lead; null if there are none
 */
public record OddsRecord(OddsReliability all, @Nullable OddsReliability similar) {
    /** Up to this many windows are too few for evidence, however many questions they have. */
    private static final int MOST_WINDOWS_OF_NO_EVIDENCE = 3;

    /**
     * The track record that belongs to an answer.
     *
     * @param answer the answer
     * @param scores the scores of its metric, of any method and lead
     * @return empty if the method has no scores at the lead or a longer one
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

    /** The longest scored lead of a method, in months; 0 if there is none. */
    public static int longestLead(String method, Collection<OddsReliability> scores) {
        return scores.stream()
                .filter(score -> score.key().method().equals(method))
                .mapToInt(score -> score.key().leadMonths())
                .max()
                .orElse(0);
    }

    /** Whether the odds come from enough separate windows for evidence. */
    public boolean isEvidence() {
        return all.windows() > MOST_WINDOWS_OF_NO_EVIDENCE;
    }
}
