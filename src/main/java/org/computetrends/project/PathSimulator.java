package org.computetrends.project;

import java.time.LocalDate;
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
        ScenarioCourse course = course(subject, scenario, timeScale.yearsSince2000(start));
        boolean isRecord = subject.trend().specification().cohort().rule() == Cohort.Rule.RECORD;
        LargestSoFar known = subject.largest();
        double floor = isRecord && known != null ? Math.log10(known.value()) : Double.NEGATIVE_INFINITY;
        Paths result = new Paths(timeScale.yearsSince2000(start), times(dates), paths, isRecord);
        for (int path = 0; path < paths; path++) {
            int draw = path % draws.size();
            double residual = line.residualSd() * residuals.nextGaussian();
            course.begin(draw);
            double lineSoFar = floor;
            double releaseSoFar = floor;
            for (int d = -1; d < dates.size(); d++) {
                double time = d < 0 ? result.startTime() : result.times()[d];
                double height = course.heightAt(draws, draw, time);
                double ofLine = course.limited(height, time);
                double ofRelease = course.limited(course.spreads() ? height + residual : height, time);
                if (isRecord) {
                    lineSoFar = Math.max(lineSoFar, ofLine);
                    releaseSoFar = Math.max(releaseSoFar, ofRelease);
                    result.set(d, path, lineSoFar, releaseSoFar, course.binding());
                } else {
                    result.set(d, path, ofLine, ofRelease, course.binding());
                }
            }
        }
        return result;
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

    private ScenarioCourse course(Subject subject, Scenario scenario, double startTime) {
        SplittableRandom random = new SplittableRandom(DerivedSeed.of(
                seed,
                scenario.id(),
                subject.trend().specification().key().metric(),
                subject.trend().specification().key().cohort()));
        if (scenario.course() instanceof Scenario.Paced paced) {
            return new ScenarioCourse.Pace(startTime, paced.slopeFactor());
        }
        if (scenario.course() instanceof Scenario.Limited limited) {
            return new ScenarioCourse.Limits(limited.limits(), timeScale, random);
        }
        return reverting(subject, (Scenario.Reverting) scenario.course(), startTime, random);
    }

    private ScenarioCourse reverting(
            Subject subject, Scenario.Reverting reverting, double startTime, SplittableRandom random) {
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
                drawsOf(fast),
                drawsOf(slow),
                timeScale,
                random);
    }
}
