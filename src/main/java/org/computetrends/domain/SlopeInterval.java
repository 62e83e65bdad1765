package org.computetrends.domain;

import java.util.Optional;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.RobustErrors;

/**
 * A 95% interval of a slope by one method, in OOM per year.
 *
 * @param standardError the standard error by the method, or the standard deviation of the replicates
 * @param median the slope itself, or the median of the replicates
 */
public record SlopeInterval(Method method, double standardError, double low, double median, double high) {
    private static final double LEVEL = 0.95;

    public enum Method {
        /** The classical interval, named OLS in tables: equal spread, independence; Student t with n - 2. */
        OLS,
        /** Heteroskedasticity-consistent HC3; Student t with n - 2. */
        HC3,
        /** Cluster-robust CR1 by first-named organization; Student t with clusters - 1. */
        CR1,
        /** Cluster jackknife, CR3; Student t with the lesser of clusters - 1 and n - 2. */
        CR3,
        /** Pairs bootstrap, percentile. */
        PAIRS_PERCENTILE,
        /** Pairs bootstrap, bias-corrected and accelerated. */
        PAIRS_BCA,
        /** Cluster bootstrap, percentile. */
        CLUSTER_PERCENTILE,
        /** Cluster bootstrap, bias-corrected and accelerated by the jackknife over clusters. */
        CLUSTER_BCA,
        /** Wild bootstrap by cluster, percentile. */
        WILD_PERCENTILE;

        /** A note on which interval to quote, given the best method available: CR3, else HC3, else classical. */
        public String quotationNote() {
            return (this == CR3
                            ? "Quote the CR3 interval: it allows releases of one organization to resemble one another."
                            : "Quote the " + (this == OLS ? "classical" : "HC3")
                                    + " interval. There is no CR3 interval: it needs a line without each organization in turn.")
                    + " Classical and HC3 take all releases as independent, so they are often too narrow; classical also takes"
                    + " the scatter as equal everywhere.";
        }

        public boolean usesReplicates() {
            return switch (this) {
                case OLS, HC3, CR1, CR3 -> false;
                case PAIRS_PERCENTILE, PAIRS_BCA, CLUSTER_PERCENTILE, CLUSTER_BCA, WILD_PERCENTILE -> true;
            };
        }
    }

    /** The classical interval; empty without a standard error. */
    public static Optional<SlopeInterval> classical(LineFit line) {
        return student(Method.OLS, line, line.slopeSe(), line.degreesOfFreedom());
    }

    /**
     * The interval by CR3.
     *
     * @param slopesWithoutEachCluster one slope for each cluster, fitted without that cluster; in any order
     * @return empty for one cluster, or where one cluster alone determines the slope
     */
    public static Optional<SlopeInterval> cr3(LineFit line, double[] slopesWithoutEachCluster) {
        return student(
                Method.CR3,
                line,
                RobustErrors.cr3(slopesWithoutEachCluster, line),
                Math.min(slopesWithoutEachCluster.length - 1L, line.degreesOfFreedom()));
    }

    /** The interval by Student's t; empty if the standard error is not finite or there is no degree of freedom. */
    public static Optional<SlopeInterval> student(
            Method method, LineFit line, double standardError, long degreesOfFreedom) {
        if (!Double.isFinite(standardError) || degreesOfFreedom < 1) {
            return Optional.empty();
        }
        Interval interval = Interval.student(line.slope(), standardError, (double) degreesOfFreedom, LEVEL);
        return Optional.of(new SlopeInterval(method, standardError, interval.low(), line.slope(), interval.high()));
    }
}
