package org.computetrends.domain;

import java.util.List;

/**
 * An answer to a question of odds.
 *
 * @param odds the answer, with the question's own threshold and date
 * @param points the points of the table from which it was computed: one if the question is itself a point, else up to four
 */
public record OddsAnswer(Odds odds, List<Odds> points) {

    public OddsAnswer {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException(odds.key() + " has no points");
        }
    }

    /** Whether it is interpolated between points of the table. */
    public boolean isInterpolated() {
        return odds.status() == Odds.Status.FORECAST && points.size() > 1;
    }

    /** The answer to the same question, given that a release at the threshold or above is known. */
    public OddsAnswer asObserved() {
        return new OddsAnswer(
                new Odds(odds.key(), odds.isDefault(), Odds.Status.OBSERVED, odds.start(), odds.knownTo(), 1.0, 0.0),
                points);
    }
}
