package org.computetrends.domain;

import java.util.List;

/**
 * An answer to a question of odds.
 *
 * @param odds the answer, with the question's own threshold and date
 * @param points the points of the table that it was made from: one where the question is a point itself, up to four
 *     otherwise
 */
public record OddsAnswer(Odds odds, List<Odds> points) {

    public OddsAnswer {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException(odds.key() + " was made from nothing");
        }
    }

    /** Whether the table does not have the question itself. */
    public boolean isInterpolated() {
        return odds.status() == Odds.Status.FORECAST && points.size() > 1;
    }

    /** The same, observed: a release at the threshold or above is known. */
    public OddsAnswer observed() {
        return new OddsAnswer(
                new Odds(odds.key(), odds.isDefault(), Odds.Status.OBSERVED, odds.start(), odds.knownTo(), 1.0, 0.0),
                points);
    }
}
