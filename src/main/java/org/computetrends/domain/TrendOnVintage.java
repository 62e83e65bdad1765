package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * A trend as fitted on one vintage. A row of {@code trend_history}.
 *
 * @param variant the settings that differ from the run's, {@link VariedTrend#BASELINE} for none
 * @param scope the id of the {@link VintageScope} of the analysed releases
 * @param seam the ids of the {@linkplain Seam seams} since the previous vintage; null if there are none
 * @param n observations
 * @param firstDate the first observation's date, or null if there are none
 * @param lastDate the last observation's date, or null if there are none
 */
public record TrendOnVintage(
        TrendKey trend,
        String variant,
        LocalDate vintage,
        String scope,
        @Nullable String seam,
        TrendStatus status,
        long n,
        @Nullable LocalDate firstDate,
        @Nullable LocalDate lastDate,
        @Nullable Estimate estimate) {

    /**
     * A line and its uncertainty.
     *
     * @param slope the 95% interval of the line's slope, in OOM per year
     * @param startValue the line at the first date, in the metric's unit
     * @param endValue the line at the last date, in the metric's unit
     */
    public record Estimate(
            LineFit line, SlopeInterval slope, DoublingTime doublingTime, double startValue, double endValue) {}

    /** The growth for comparison between vintages. */
    public VintageChange.Growth growth() {
        return estimate == null
                ? new VintageChange.Growth(n, null, null)
                : new VintageChange.Growth(
                        n, estimate.line().slope(), estimate.doublingTime().months());
    }
}
