package org.computetrends.domain;

import java.util.List;

/**
 * An answer to an {@link OddsQuestion}, read or interpolated from the table of odds.
 *
 * @param odds the answer, with the question's own threshold and date
 * @param points the rows of the table that the answer was computed from: one if it has the question's threshold and
 *     date, otherwise up to four neighbours
 */
public record OddsAnswer(Odds odds, List<Odds> points) {

    public OddsAnswer {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException(odds.key() + " has no points");
        }
    }

    public boolean isInterpolated() {
        return odds.status() == Odds.Status.FORECAST && points.size() > 1;
    }

    /** The answer to the same question if a release at the threshold or above is known. */
    public OddsAnswer asObserved() {
        return new OddsAnswer(
                new Odds(odds.key(), odds.isDefault(), Odds.Status.OBSERVED, odds.start(), odds.knownTo(), 1.0, 0.0),
                points);
    }
}
