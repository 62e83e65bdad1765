package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Plane;
import org.computetrends.stats.PredictionMargins;
import org.computetrends.stats.StudentPrediction;

/**
 * An estimate of the amount of a resource, such as energy, for a training run of given compute on a given date.
 *
 * @param metric the metric of the resource
 * @param computeFlop the run's compute
 * @param on the run's date
 * @param amount the median and the 95% interval of one run, in the metric's unit
 * @param low80 the lower end of the 80% interval of one run
 * @param range whether the run's compute is below, within or above that of the fitted runs
 * @param nearest the known runs nearest to this one, the nearest first. Distance is Euclidean: an order of magnitude of
 *     compute counts as much as a year
 */
public record ResourceEstimate(
        RunResource resource,
        String metric,
        double computeFlop,
        LocalDate on,
        MedianAndInterval amount,
        double low80,
        double high80,
        Range range,
        List<ResourceFit.PastRun> nearest) {

    private static final int NEAREST_RUNS = 2;

    /** Compute compared with the range of the fitted runs' compute. */
    public enum Range {
        BELOW,
        WITHIN,
        ABOVE
    }

    public ResourceEstimate {
        nearest = List.copyOf(nearest);
    }

    public boolean isExtrapolated() {
        return range != Range.WITHIN;
    }

    /**
     * Estimates the amount for a run, from a regression on past runs.
     *
     * @param plane log10 of the amount as a function of years since 2000 and log10 of compute
     * @param margins the half-widths of prediction intervals, in standard errors
     * @param fittedFlop the least and the largest compute of the fitted runs
     * @param runs the known runs, in any order; runs read from published tables need not be the fitted ones
     * @param computeFlop positive
     * @return empty if an end of the 95% interval is outside double precision
     */
    public static Optional<ResourceEstimate> of(
            RunResource resource,
            String metric,
            Plane plane,
            PredictionMargins margins,
            Interval fittedFlop,
            List<ResourceFit.PastRun> runs,
            TimeScale timeScale,
            double computeFlop,
            LocalDate on) {
        double time = timeScale.yearsSince2000(on);
        // StrictMath, as in the regression, which is equal on every machine.
        double log10Compute = StrictMath.log10(computeFlop);
        StudentPrediction prediction = plane.prediction(time, log10Compute);
        Interval interval80 = around(prediction, margins.margin80());
        Interval interval95 = around(prediction, margins.margin95());
        MedianAndInterval amount =
                new MedianAndInterval(power(prediction.location()), power(interval95.low()), power(interval95.high()));
        if (!MedianAndInterval.isInRange(amount.low()) || !MedianAndInterval.isInRange(amount.high())) {
            return Optional.empty();
        }
        return Optional.of(new ResourceEstimate(
                resource,
                metric,
                computeFlop,
                on,
                amount,
                power(interval80.low()),
                power(interval80.high()),
                computeFlop < fittedFlop.low()
                        ? Range.BELOW
                        : computeFlop > fittedFlop.high() ? Range.ABOVE : Range.WITHIN,
                runs.stream()
                        .sorted(Comparator.<ResourceFit.PastRun>comparingDouble(run -> Math.hypot(
                                        timeScale.yearsSince2000(run.publishedOn()) - time,
                                        StrictMath.log10(run.computeFlop()) - log10Compute))
                                .thenComparing(ResourceFit.PastRun::releaseId))
                        .limit(NEAREST_RUNS)
                        .toList()));
    }

    private static Interval around(StudentPrediction prediction, double margin) {
        double halfWidth = margin * prediction.scale();
        return new Interval(prediction.location() - halfWidth, prediction.location() + halfWidth);
    }

    private static double power(double log10Value) {
        return Math.pow(10, log10Value);
    }
}
