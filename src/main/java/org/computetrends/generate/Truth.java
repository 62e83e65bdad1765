package org.computetrends.generate;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;

/**
 * What a generated vintage is in truth, which a run on it can be held to.
 *
 * @param rows rows generated
 * @param rowsKept rows that curation keeps, exactly
 * @param rowsRejected rows that it rejects, exactly
 * @param rejects rejected rows and values by reason, exactly
 * @param trends the slopes that fits estimate
 */
public record Truth(long rows, long rowsKept, long rowsRejected, Map<RejectReason, Long> rejects, List<Slope> trends) {

    /**
     * What a least-squares fit of a trend estimates: the line of least squares through the population that releases are
     * drawn from, on the days that an analysis supposes. Where releases of one scale only are in the trend, and of one
     * era, that is the line of the settings; where regular and large scale mix, or eras do, medians do not lie on a
     * line, and the fit estimates the line nearest to them, which depends on how releases are spread over time too.
     *
     * @param metric the metric's id
     * @param cohort the cohort's id: {@code all}, {@code notable}, which differs from it by chance alone, and those by
     *     accessibility. Cohorts by z-score, rank or record have no truth here: they select by value, which bends
     *     slopes
     * @param era the era's id
     * @param slopeOomPerYear the slope, in orders of magnitude per year
     * @param log10ValueIn2000 the line on 2000-01-01, in log10 of the metric's unit
     * @param residualSdOom standard deviation of values about the line, in orders of magnitude
     * @param isLine whether means lie on a line
     * @param expectedObservations how many observations there are on average
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
