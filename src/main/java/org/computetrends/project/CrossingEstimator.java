package org.computetrends.project;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Crossing.DateInterval;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.InversePrediction;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * Dates the crossing of a threshold by a trend under a scenario: from the simulated paths, and, where growth goes on as
 * fitted, by inverse prediction with Fieller's intervals.
 */
final class CrossingEstimator {
    private final TimeScale timeScale;
    private final String scenario;
    private final @Nullable Paths paths;

    /**
     * @param timeScale how times become dates
     * @param scenario the scenario's id
     * @param paths the trend's paths under it, or null where there are none
     */
    CrossingEstimator(TimeScale timeScale, String scenario, @Nullable Paths paths) {
        this.timeScale = timeScale;
        this.scenario = scenario;
        this.paths = paths;
    }

    Crossing estimate(Trend trend, @Nullable LargestSoFar firstObserved, Threshold threshold) {
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null || paths == null) {
            return dated(
                    trend,
                    firstObserved,
                    threshold,
                    Crossing.Status.NO_FIT,
                    null,
                    Fieller.NONE,
                    Crossing.Simulated.NONE);
        }
        double height = Math.log10(threshold.value());
        Crossing.Simulated simulated = simulated(paths, height);
        if (!scenario.equals(Scenario.CONTINUE)) {
            return dated(
                    trend,
                    firstObserved,
                    threshold,
                    simulated.median() == null ? Crossing.Status.NOT_BY_LAST_DATE : Crossing.Status.BOUNDED,
                    simulated.median(),
                    Fieller.NONE,
                    simulated);
        }
        LineFit line = estimate.line();
        if (line.slope() <= 0) {
            return dated(trend, firstObserved, threshold, Crossing.Status.NOT_GROWING, null, Fieller.NONE, simulated);
        }
        InversePrediction line95 = line.whenLineReaches(height, 0.95);
        if (!timeScale.isDate(line95.estimate())) {
            return dated(
                    trend, firstObserved, threshold, Crossing.Status.BEYOND_CALENDAR, null, Fieller.NONE, simulated);
        }
        return dated(
                trend,
                firstObserved,
                threshold,
                status(line95),
                timeScale.dateAt(line95.estimate()),
                new Fieller(
                        dates(line.whenLineReaches(height, 0.80)),
                        dates(line95),
                        dates(line.whenReleaseReaches(height, 0.80)),
                        dates(line.whenReleaseReaches(height, 0.95))),
                simulated);
    }

    private record Fieller(DateInterval line80, DateInterval line95, DateInterval release80, DateInterval release95) {
        static final Fieller NONE =
                new Fieller(DateInterval.NONE, DateInterval.NONE, DateInterval.NONE, DateInterval.NONE);
    }

    private Crossing dated(
            Trend trend,
            @Nullable LargestSoFar firstObserved,
            Threshold threshold,
            Crossing.Status status,
            @Nullable LocalDate median,
            Fieller fieller,
            Crossing.Simulated simulated) {
        return new Crossing(
                trend.specification().metric().id(),
                trend.specification().cohort().id(),
                scenario,
                threshold.value(),
                threshold.label(),
                status,
                firstObserved,
                median,
                fieller.line80(),
                fieller.line95(),
                fieller.release80(),
                fieller.release95(),
                simulated,
                null);
    }

    private Crossing.Status status(InversePrediction line95) {
        if (line95.shape() != InversePrediction.Shape.BOUNDED) {
            return Crossing.Status.UNBOUNDED;
        }
        return timeScale.isDate(line95.low()) && timeScale.isDate(line95.high())
                ? Crossing.Status.BOUNDED
                : Crossing.Status.INTERVAL_BEYOND_CALENDAR;
    }

    private Crossing.Simulated simulated(Paths simulatedPaths, double height) {
        double[] times = simulatedPaths.crossingTimes(height);
        Map<Integer, Double> crossedBy = new TreeMap<>();
        double last = simulatedPaths.lastTime();
        for (int year : Crossing.YEARS) {
            double end = timeScale.yearsSince2000(LocalDate.of(year + 1, 1, 1));
            if (end > simulatedPaths.startTime() && end <= last) {
                int crossed = 0;
                for (double time : times) {
                    crossed += time <= end ? 1 : 0;
                }
                crossedBy.put(year, crossed / (double) times.length);
            }
        }
        double[] quantiles = Quantiles.ofScratch(times, 0.5, 0.10, 0.90, 0.025, 0.975);
        return new Crossing.Simulated(
                dateOrNull(quantiles[0]),
                new DateInterval(dateOrNull(quantiles[1]), dateOrNull(quantiles[2])),
                new DateInterval(dateOrNull(quantiles[3]), dateOrNull(quantiles[4])),
                crossedBy);
    }

    private DateInterval dates(InversePrediction prediction) {
        return prediction.shape() == InversePrediction.Shape.BOUNDED
                ? new DateInterval(dateOrNull(prediction.low()), dateOrNull(prediction.high()))
                : DateInterval.NONE;
    }

    /** The date of a time, or null where there is none: past the calendar, or of so many paths that have not crossed. */
    private @Nullable LocalDate dateOrNull(double time) {
        return timeScale.isDate(time) ? timeScale.dateAt(time) : null;
    }
}
