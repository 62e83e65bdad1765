package org.computetrends.project;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Simulates how a trend may go on under a scenario.
 *
 * <p>A path draws a line from the trend's bootstrap (from the normal distribution of the coefficients where there is
 * none), a residual, which it keeps, so that it stays as far from its line as a release is, and what the scenario
 * leaves open. Where the cohort's line is that of the largest release so far, a path never lies below the largest one
 * known, and never falls. The same draws serve all scenarios of a trend, so that these differ by their assumptions
 * alone.
 */
final class PathSimulator {
    private final TimeScale timeScale;
    private final int paths;
    private final long seed;

    /**
     * @param timeScale how dates become years
     * @param paths how many are simulated
     * @param seed the run's seed
     */
    PathSimulator(TimeScale timeScale, int paths, long seed) {
        this.timeScale = timeScale;
        this.paths = paths;
        this.seed = seed;
    }

    /**
     * A trend and what its scenarios refer to.
     *
     * @param trend a fitted trend
     * @param largest the largest release of the cohort over all time, or null
     * @param fast the trend that growth falls back from, or null where the scenario has none
     * @param slow the trend that growth falls back to, or null
     */
    record Subject(
            Trend trend,
            @Nullable LargestSoFar largest,
            @Nullable Trend fast,
            @Nullable Trend slow) {}

    /**
     * Simulates.
     *
     * @param subject what is simulated
     * @param scenario under which assumptions
     * @param start the date of the data, from which on the scenario holds
     * @param dates after it, increasing
     */
    Paths simulate(Subject subject, Scenario scenario, LocalDate start, List<LocalDate> dates) {
        LineFit line = lineOf(subject.trend());
        LineDraws draws = drawsOf(subject.trend());
        SplittableRandom residuals = new SplittableRandom(
                DerivedSeed.of(seed, subject.trend().specification().key()));
        double startTime = timeScale.yearsSince2000(start);
        double[] times = times(dates);
        ScenarioCourse course = course(subject, scenario, draws, startTime);
        boolean isRecord = subject.trend().specification().cohort().rule() == Cohort.Rule.RECORD;
        double[] residual = new double[paths];
        Arrays.setAll(residual, path -> line.residualSd() * residuals.nextGaussian());
        double[][] ofLine = new double[times.length + 1][paths];
        double[][] ofRelease = new double[times.length + 1][paths];
        int[][] binding = new int[course.isLimited() ? times.length + 1 : 1][paths];
        for (int d = 0; d <= times.length; d++) {
            double time = d == 0 ? startTime : times[d - 1];
            int[] met = binding[course.isLimited() ? d : 0];
            course.heights(time, ofLine[d]);
            for (int path = 0; path < paths; path++) {
                ofRelease[d][path] = course.spreads() ? ofLine[d][path] + residual[path] : ofLine[d][path];
            }
            course.limit(time, ofLine[d], met);
            course.limit(time, ofRelease[d], met);
        }
        if (isRecord) {
            keepRising(ofLine, largestKnown(subject));
            keepRising(ofRelease, largestKnown(subject));
        }
        return new Paths(startTime, times, isRecord, ofLine, ofRelease, course.isLimited() ? binding : null);
    }

    /** The height that the largest release so far never lies below. */
    private static double largestKnown(Subject subject) {
        LargestSoFar known = subject.largest();
        return known == null ? Double.NEGATIVE_INFINITY : Math.log10(known.value());
    }

    private static void keepRising(double[][] heights, double floor) {
        for (int d = 0; d < heights.length; d++) {
            for (int path = 0; path < heights[d].length; path++) {
                heights[d][path] = Math.max(heights[d][path], d == 0 ? floor : heights[d - 1][path]);
            }
        }
    }

    private double[] times(List<LocalDate> dates) {
        return dates.stream().mapToDouble(timeScale::yearsSince2000).toArray();
    }

    private static LineFit lineOf(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        if (estimate == null) {
            throw new IllegalArgumentException(trend.specification().key() + " was not fitted");
        }
        return estimate.line();
    }

    private LineDraws drawsOf(Trend trend) {
        Trend.Estimate estimate = trend.estimate();
        return estimate != null && estimate.draws().size() > 0
                ? estimate.draws()
                : LineDraws.normal(
                        lineOf(trend),
                        paths,
                        DerivedSeed.of(seed, trend.specification().key()) + 1);
    }

    private ScenarioCourse course(Subject subject, Scenario scenario, LineDraws draws, double startTime) {
        SplittableRandom random = new SplittableRandom(DerivedSeed.of(
                seed,
                scenario.id(),
                subject.trend().specification().key().metric(),
                subject.trend().specification().key().cohort()));
        if (scenario.course() instanceof Scenario.Paced paced) {
            return new ScenarioCourse.Pace(draws, startTime, paced.slopeFactor());
        }
        if (scenario.course() instanceof Scenario.Limited limited) {
            return new ScenarioCourse.Limits(limited.limits(), draws, timeScale, paths, random);
        }
        return reverting(subject, (Scenario.Reverting) scenario.course(), draws, startTime, random);
    }

    private ScenarioCourse reverting(
            Subject subject, Scenario.Reverting reverting, LineDraws draws, double startTime, SplittableRandom random) {
        Trend fast = subject.fast();
        Trend slow = subject.slow();
        if (fast == null || slow == null) {
            throw new IllegalArgumentException("growth that reverts needs a fast and a slow trend");
        }
        boolean isRecord = subject.trend().specification().cohort().rule() == Cohort.Rule.RECORD;
        LargestSoFar known = subject.largest();
        return new ScenarioCourse.Reversion(
                reverting,
                startTime,
                isRecord && known != null ? Math.log10(known.value()) : Double.NaN,
                draws,
                drawsOf(fast),
                drawsOf(slow),
                timeScale,
                paths,
                random);
    }
}
