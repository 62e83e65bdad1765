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
 * @param rejects rejected rows, and rejected values of kept rows, by reason, exactly
 * @param trends the lines that trends estimate, by metric, cohort and era
 */
public record Truth(long rows, long rowsKept, long rowsRejected, Map<RejectReason, Long> rejects, List<Slope> trends) {

    /**
     * The line that a trend's least-squares fit estimates: the least-squares line through all values that can be drawn, each
     * on its imputed day ({@code dates.imputation = middle}). The generator draws the values of a scale (regular or large)
     * and an era around one line of its settings. If a cohort has one scale and the era one line, that line is the truth.
     * Otherwise the mean of log10 values is not a line in time. The truth is then the nearest line, which also depends on the
     * distribution of releases over time.
     *
     * @param metric the metric's id
     * @param cohort the cohort's id: {@code all}, {@code notable} (a random part of it), or an accessibility.
     *     Cohorts by z-score, rank or record are omitted: they select by value, which changes slopes
     * @param era the era's id
     * @param slopeOomPerYear the slope, in orders of magnitude per year
     * @param log10ValueIn2000 the line on 2000-01-01, in log10 of the metric's unit
     * @param residualSdOom standard deviation of values around the line, in orders of magnitude
     * @param isLine whether the mean of log10 values is a line in time
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
