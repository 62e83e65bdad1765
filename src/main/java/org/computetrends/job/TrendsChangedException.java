package org.computetrends.job;

import org.computetrends.domain.UserException;

/** Thrown if nothing is published, because a trend fails: see {@link GateOutcome}. */
public final class TrendsChangedException extends UserException {
    private static final long serialVersionUID = 1L;

    private final transient TrendJob.Result result;

    TrendsChangedException(TrendJob.Result result, GateOutcome outcome) {
        super(
                Kind.CHANGED,
                "nothing was published, the previous tables are unchanged: " + String.join("\n", outcome.sentences()));
        this.result = result;
    }

    /** The results of the run, whose tables were not published. */
    public TrendJob.Result result() {
        return result;
    }
}
