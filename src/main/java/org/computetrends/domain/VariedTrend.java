package org.computetrends.domain;

import java.time.LocalDate;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * A trend refitted with other settings than the run's, for sensitivity analysis. A row of {@code sensitivity}.
 *
 * @param variant the settings that differ from the run's and their values, as {@code frontier-size=5;imputation=start},
 *     or {@code baseline} for none
 * @param setting the changed setting, {@code baseline} for none, {@code grid} for several
 * @param value the changed setting's value; null unless exactly one is changed
 * @param n observations
 * @param firstDate the first observation's date, or null if there are none
 * @param lastDate the last observation's date, or null if there are none
 * @param estimate the line and its doubling time, or null unless {@code FITTED}
 */
public record VariedTrend(
        TrendKey trend,
        String variant,
        String setting,
        @Nullable String value,
        long n,
        @Nullable LocalDate firstDate,
        @Nullable LocalDate lastDate,
        TrendStatus status,
        @Nullable Estimate estimate) {

    /** The variant with the run's own settings. */
    public static final String BASELINE = "baseline";

    /** The value of {@code setting} if several settings differ. */
    public static final String GRID = "grid";

    /**
     * A fitted line and its doubling time.
     *
     * @param line the line, in log10 of the metric's unit
     * @param doublingTime the doubling time with the classical 95% interval, in the variant's months
     * @param ratioToBaseline the doubling time divided by the baseline's, or null if either does not exist
     */
    public record Estimate(
            LineFit line,
            DoublingTime doublingTime,
            @Nullable Double ratioToBaseline) {}

    public VariedTrend {
        if ((status == TrendStatus.FITTED) != (estimate != null)) {
            throw new IllegalArgumentException("a trend has an estimate exactly when it is fitted, but is " + status);
        }
    }
}
