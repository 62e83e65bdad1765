package org.computetrends.domain;

import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * The regression of log10 compute on a set of features, over the releases of an era with all features and compute known.
 *
 * @param era the era's id; {@code none} for releases in no era
 * @param features the features, such as {@code date+domain+parameters}
 * @param isLookAhead whether a benchmark index is one of them
 * @param terms the columns of the regression besides the constant, in order, joined by commas; may be empty
 * @param n releases in the fit
 * @param organizations the number of first-named organizations of these releases; a release that names none counts as one
 * @param regression the regression; null if too few releases are known, or their features are linearly dependent
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

    /** Whether it is used for estimates, and whether its releases are few. */
    public enum Status {
        FITTED,
        /** Fewer than 50 releases. */
        FEW_RELEASES,
        /** Fewer than 30 releases, too few organizations, or linearly dependent features. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return n < ResourceFit.FEW ? Status.FEW_RELEASES : Status.FITTED;
    }

    /**
     * The accuracy of a regression's estimates.
     *
     * @param frontierError the mean of frontier releases minus their predictions from other organizations' releases, in
     *     OOM; NaN if there are none
     * @param later scores on releases whose compute a later vintage has, estimated from the last vintage without that compute; empty
     *     for features with a benchmark index
     */
    public record Score(NowcastFit fit, double frontierError, LeftOut later) {}
}
