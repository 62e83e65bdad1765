package org.computetrends.domain;

import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.PredictionErrors;
import org.jspecify.annotations.Nullable;

/**
 * The regression of log10 compute on a set of features, over an era's releases with all of these known.
 *
 * @param era the era's id; {@code none} for releases in no era
 * @param features such as {@code date+domain+parameters}
 * @param isLookAhead whether a benchmark index, measured after the releases, is one of the features
 * @param terms the columns of the regression besides the constant, in order, joined by commas; empty without a
 *     regression
 * @param n the number of releases with known compute and features, which the regression is fitted to
 * @param organizations the number of first-named organizations in the fit; a release without one counts as one
 * @param regression the regression; null if there are too few releases or organizations, or the features are linearly
 *     dependent
 */
public record NowcastFit(
        String era,
        String features,
        boolean isLookAhead,
        String terms,
        int n,
        int organizations,
        @Nullable ClusteredRegression regression) {
    /** The fewest releases for a fit. Our choice. */
    public static final int FEWEST_RELEASES = 30;

    /** A fit to fewer releases has a status that says so. Our choice. */
    private static final int ENOUGH_RELEASES = 50;

    public enum Status {
        FITTED,
        /** At least {@link #FEWEST_RELEASES} releases, but fewer than {@link #ENOUGH_RELEASES}. */
        FEW_RELEASES,
        /** Fewer than {@link #FEWEST_RELEASES} releases, too few organizations, or linearly dependent features. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return n < ENOUGH_RELEASES ? Status.FEW_RELEASES : Status.FITTED;
    }

    /**
     * The accuracy of a regression's estimates.
     *
     * @param frontierError mean of log10 compute of frontier releases minus its prediction from other organizations'
     *     releases, in OOM; NaN without frontier releases
     * @param later the errors on releases whose compute became known in a later vintage, each estimated from the last
     *     vintage without it; none if {@code isLookAhead}, because the index was not known in that vintage
     */
    public record Score(NowcastFit fit, double frontierError, PredictionErrors later) {}
}
