package org.computetrends.generate;

import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;

/**
 * The truth of a generated vintage: what a run on it should find. Counts of rows and rejects are exact.
 *
 * @param rows rows generated
 * @param rowsKept rows that curation keeps
 * @param rowsRejected rows that curation rejects
 * @param rejects rejected rows, and rejected values of kept rows, by reason
 * @param trends one for each metric, cohort and era
 */
public record Truth(long rows, long rowsKept, long rowsRejected, Map<RejectReason, Long> rejects, List<Slope> trends) {

    /**
     * The line that a trend's least-squares fit estimates: the least-squares line through all values that can be drawn,
     * each on the imputed day of its release ({@code dates.imputation = middle}). If all values of the trend are drawn
     * around one line of the settings, that line is the truth. Otherwise the mean of log10 values is not linear in
     * time, and the truth is the nearest line, which also depends on the distribution of releases over time.
     *
     * @param cohort {@code all}, {@code notable}, which is a random part of all, or an accessibility. Cohorts by
     *     z-score, rank or record are left out: they select by value, so the drawn lines do not give their slopes
     * @param log10ValueIn2000 the line on 2000-01-01, in log10 of the metric's unit
     * @param residualSdOom standard deviation of log10 values around the line
     * @param isLine whether the mean of log10 values is linear in time
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
