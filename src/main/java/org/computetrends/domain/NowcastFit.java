package org.computetrends.domain;

import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * How compute follows from a set of features: log10 of it on them, over the releases of an era of which all of them and
 * compute are known.
 *
 * @param era the era's id; {@code none} for releases in no era
 * @param features the set, such as {@code date+domain+parameters}
 * @param isLookAhead whether a benchmark index is one of them
 * @param terms the columns of the regression beside the constant, in order, joined by commas; empty where there is none
 * @param n releases of which all is known
 * @param organizations their first-named organizations; a release that names none counts as one
 * @param regression null where too few releases are known, or their features depend on one another
 */
public record NowcastFit(
        String era,
        String features,
        boolean isLookAhead,
        String terms,
        int n,
        int organizations,
        @Nullable ClusteredRegression regression) {
    /** The fewest releases that estimates rest on. The number is ours. */
    public static final int LEAST = 30;

    /** Whether estimates rest on it, and of how many releases it is. */
    public enum Status {
        FITTED,
        /** Of fewer than 50 releases. */
        FEW_RELEASES,
        /** Of fewer than 30 releases, of too few organizations, or of features that depend on one another. */
        NOT_FITTED
    }

    public Status status() {
        if (regression == null) {
            return Status.NOT_FITTED;
        }
        return n < ResourceFit.FEW ? Status.FEW_RELEASES : Status.FITTED;
    }

    /**
     * How good its estimates are.
     *
     * @param fit the regression
     * @param frontierError how far releases of the frontier lie on average above what other organizations' releases say of
     *     them, OOM; not a number where there are none
     * @param later how releases fared whose compute a later vintage has, each as the last vintage without it estimated it; of a
     *     set with a benchmark index none
     */
    public record Score(NowcastFit fit, double frontierError, LeftOut later) {}
}
