package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * A trend with the size and dates of its population, and the line fitted to it if possible.
 *
 * @param n observations
 * @param nDates distinct dates of observations
 * @param nOrganizations distinct first-named organizations
 * @param firstDate the first observation's date, or null if there are none
 * @param lastDate the last observation's date, or null if there are none
 * @param estimate the line and its statistics, or null unless {@code FITTED}
 * @param maxima the running maxima: the releases larger than all earlier ones of the population, in order of date.
 *     Unlike records, they may be derivatives
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
        List<ValuedRelease> maxima) {

    /**
     * A fitted line and its statistics.
     *
     * @param line the line, in log10 of the metric's unit
     * @param clusters the number of clusters, as defined by {@link TrendClusters}
     * @param interval the published 95% interval of the slope
     * @param intervals the slope's intervals by every applicable method
     * @param draws bootstrap lines; empty without replicates
     * @param growthFits the fitted shapes of growth, including the exponential
     */
    public record Estimate(
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

        public Estimate {
            intervals = List.copyOf(intervals);
            growthFits = List.copyOf(growthFits);
            breakpoints = List.copyOf(breakpoints);
        }

        /** The interval by a method, or null if it is not applicable. */
        public @Nullable SlopeInterval interval(SlopeInterval.Method method) {
            return intervals.stream()
                    .filter(interval -> interval.method() == method)
                    .findFirst()
                    .orElse(null);
        }

        public DoublingTime doublingTime() {
            return DoublingTime.of(line.slope(), new Interval(interval.low(), interval.high()), timeScale);
        }

        /** The line at the first observation's date, in the metric's unit. */
        public double startValue() {
            return valueOn(firstDate);
        }

        /** The line at the last observation's date, in the metric's unit. */
        public double endValue() {
            return valueOn(lastDate);
        }

        private double valueOn(LocalDate date) {
            return Math.pow(10, line.valueAt(timeScale.yearsSince2000(date)));
        }
    }

    public Trend {
        maxima = List.copyOf(maxima);
        if ((status == TrendStatus.FITTED) != (estimate != null)) {
            throw new IllegalArgumentException("a trend has an estimate exactly when it is fitted, but is " + status);
        }
    }

    /** The population's first release at or above a value, in the metric's unit, or null if there is none. */
    public @Nullable ValuedRelease firstToReach(double value) {
        return maxima.stream()
                .filter(release -> release.value() >= value)
                .findFirst()
                .orElse(null);
    }
}
