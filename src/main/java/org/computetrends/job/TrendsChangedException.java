package org.computetrends.job;

import org.computetrends.domain.UserException;

/**
 * A run that completed but published nothing, because trends moved by more than {@code publishing.fail-if-changed} since
 * the last publication.
 */
public final class TrendsChangedException extends UserException {
    private static final long serialVersionUID = 1L;

    private final transient TrendJob.Result result;

    TrendsChangedException(TrendJob.Result result, GateOutcome outcome) {
        super(
                Kind.CHANGED,
                "nothing was published, the previous tables are unchanged: " + String.join("\n", outcome.sentences()));
        this.result = result;
    }

    public TrendJob.Result result() {
        return result;
    }
}
