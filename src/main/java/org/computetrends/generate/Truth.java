package org.computetrends.generate;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;

/**
 * The truth of a generated vintage, which is the expected result of a run on it.
 *
 * @param rows rows generated
 * @param rowsKept rows that curation keeps, exactly
 * @param rowsRejected rows that it rejects, exactly
 * @param rejects rejected rows and values by reason, exactly
 * @param trends the slopes that fits estimate
 */
public record Truth(long rows, long rowsKept, long rowsRejected, Map<RejectReason, Long> rejects, List<Slope> trends) {

    /**
     * The estimand of a trend's least-squares fit: the least-squares line through the population that releases are
     * drawn from, on the days that an analysis imputes. For releases of one scale and one era it is the line of the
     * settings. If scales or eras mix, medians are not on a line. The estimand is then the nearest line, which also
     * depends on the distribution of releases over time.
     *
     * @param cohort the cohort's id: {@code all}, {@code notable} (a random part of it), or an accessibility.
     *     Cohorts by z-score, rank or record are omitted: they select by value, which changes slopes
     * @param slopeOomPerYear the slope, in orders of magnitude per year
     * @param log10ValueIn2000 the line on 2000-01-01, in log10 of the metric's unit
     * @param residualSdOom standard deviation of values around the line, in orders of magnitude
     * @param isLine whether means are on a line
     * @param expectedObservations the expected number of observations
     */
    public record Slope(
            String metric,
            String cohort,
            String era,
            double slopeOomPerYear,
            double log10ValueIn2000,
            double residualSdOom,
            boolean isLine,
            double expectedObservations) {}
}
