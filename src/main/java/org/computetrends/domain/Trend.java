package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineDraws;
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
     * @param interval the 95% interval of its slope that stands beside it
     * @param doublingTime its doubling time, with the interval that follows
     * @param startValue the line at the first observation's date, in the metric's unit
     * @param endValue the line at the last observation's date, in the metric's unit
     * @param clusters organizations, and releases without one
     * @param intervals the slope's intervals by every method that could be used
     * @param draws lines that could as well have been fitted; none where no replicates are drawn
     * @param robustness the slope when single observations count for less
     * @param growthFits the shapes of growth fitted, the exponential among them
     * @param breakpoints where growth changed, if it did
     */
    public record Estimate(
            LineFit line,
            SlopeInterval interval,
            DoublingTime doublingTime,
            double startValue,
            double endValue,
            long clusters,
            List<SlopeInterval> intervals,
            LineDraws draws,
            Robustness robustness,
            List<GrowthFit> growthFits,
            List<Breakpoint> breakpoints) {

        public Estimate {
            intervals = List.copyOf(intervals);
            growthFits = List.copyOf(growthFits);
            breakpoints = List.copyOf(breakpoints);
        }

        /** The interval by a method, or null where it could not be used. */
        public @Nullable SlopeInterval interval(SlopeInterval.Method method) {
            return intervals.stream()
                    .filter(interval -> interval.method() == method)
                    .findFirst()
                    .orElse(null);
        }

        /** The estimate that follows from a line over a span of time. */
        public static Estimate of(
                LineFit line,
                LocalDate firstDate,
                LocalDate lastDate,
                TimeScale timeScale,
                long clusters,
                SlopeInterval interval,
                List<SlopeInterval> intervals,
                LineDraws draws,
                Robustness robustness,
                List<GrowthFit> growthFits,
                List<Breakpoint> breakpoints) {
            return new Estimate(
                    line,
                    interval,
                    DoublingTime.of(line.slope(), new Interval(interval.low(), interval.high()), timeScale),
                    Math.pow(10, line.valueAt(timeScale.yearsSince2000(firstDate))),
                    Math.pow(10, line.valueAt(timeScale.yearsSince2000(lastDate))),
                    clusters,
                    intervals,
                    draws,
                    robustness,
                    growthFits,
                    breakpoints);
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
