package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * A trend: a population, and the line fitted to it where one could be.
 *
 * @param specification what it is of
 * @param status whether it was fitted, and if not, why
 * @param n observations
 * @param nDates distinct dates
 * @param nOrganizations distinct first-named organizations
 * @param firstDate the first observation's date, or null when there are none
 * @param lastDate the last observation's date, or null when there are none
 * @param estimate the line and what follows from it, or null unless {@code FITTED}
 * @param ascent the releases that were the largest of the population so far, in order of date
 */
public record Trend(
        TrendSpecification specification,
        TrendStatus status,
        long n,
        long nDates,
        long nOrganizations,
        @Nullable LocalDate firstDate,
        @Nullable LocalDate lastDate,
        @Nullable Estimate estimate,
        List<LargestSoFar> ascent) {

    /**
     * A fitted line and what follows from it.
     *
     * @param line the line, in log10 of the metric's unit
     * @param doublingTime its doubling time, with the 95% interval
     * @param startValue the line at the first observation's date, in the metric's unit
     * @param endValue the line at the last observation's date, in the metric's unit
     */
    public record Estimate(LineFit line, DoublingTime doublingTime, double startValue, double endValue) {

        /** The estimate that follows from a line over a span of time. */
        public static Estimate of(LineFit line, LocalDate firstDate, LocalDate lastDate, TimeScale timeScale) {
            return new Estimate(
                    line,
                    DoublingTime.of(line.slope(), line.slopeInterval(0.95), timeScale),
                    Math.pow(10, line.valueAt(timeScale.yearsSince2000(firstDate))),
                    Math.pow(10, line.valueAt(timeScale.yearsSince2000(lastDate))));
        }
    }

    public Trend {
        ascent = List.copyOf(ascent);
        if ((status == TrendStatus.FITTED) != (estimate != null)) {
            throw new IllegalArgumentException("a trend has a fit exactly when it is fitted, but is " + status);
        }
    }

    /** The first release of the population that reached a value, in the metric's unit, or null if none has. */
    public @Nullable LargestSoFar firstToReach(double value) {
        for (LargestSoFar release : ascent) {
            if (release.value() >= value) {
                return release;
            }
        }
        return null;
    }
}
