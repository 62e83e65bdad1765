package org.computetrends.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.computetrends.domain.PathGrowth;
import org.computetrends.stats.LineFit;

/**
 * The random numbers of all paths: of each a line, and the times, residuals and delays of its
 * releases. They do not depend on a scenario, so that scenarios of one process differ by their assumptions alone. A longer horizon adds releases and
 * changes none before.
 *
 * <p>Level and slope are drawn from the line's sampling distribution: sigma from a scaled chi-square with n - 2 degrees of
 * freedom, then both as normal and independent at the mean time of the fit. The slope has an added deviation for growth
 * that changes. Arrivals are those of a Poisson process.
 */
final class PathDraws implements PathGrowth.Lines {
    private final ReleaseProcess process;
    private final double startTime;
    private final double[] level;
    private final double[] slope;
    private final double[] single;
    private final int[] first;
    private double[] time;

    /** Places among the process's residuals. */
    private int[] residual;

    /** Empty where nobody asks for delays. */
    private double[] delayRank;

    private PathDraws(ReleaseProcess process, double startTime, double years, int paths, boolean hasDelays) {
        this.process = process;
        this.startTime = startTime;
        this.level = new double[paths];
        this.slope = new double[paths];
        this.single = new double[paths];
        this.first = new int[paths + 1];
        double expected = process.arrivalsPerYear() * Math.max(0, years) * paths;
        this.time = new double[(int) (expected + 6 * Math.sqrt(expected)) + 64];
        this.residual = new int[time.length];
        this.delayRank = new double[hasDelays ? time.length : 0];
    }

    static PathDraws of(
            ReleaseProcess process, double slopeDeviation, double startTime, double years, int paths, long seed) {
        return of(process, slopeDeviation, startTime, years, paths, true, seed);
    }

    /**
     * Draws.
     *
     * @param process how releases arrive, and how large they are
     * @param slopeDeviation what is added to the slope's standard deviation, in squares, OOM a year
     * @param startTime the start of the paths, in years since 2000-01-01
     * @param hasDelays whether anybody asks how late values are reported
     * @param seed equal seeds and processes give equal draws
     */
    static PathDraws of(
            ReleaseProcess process,
            double slopeDeviation,
            double startTime,
            double years,
            int paths,
            boolean hasDelays,
            long seed) {
        PathDraws draws = new PathDraws(process, startTime, years, paths, hasDelays);
        SplittableRandom root = new SplittableRandom(seed);
        draws.drawLines(slopeDeviation, root.split(), root.split(), root.split());
        SplittableRandom singles = root.split();
        Arrays.setAll(draws.single, path -> draws.drawnResidual(singles));
        draws.drawReleases(years, root.split());
        return draws;
    }

    static int bytesOfRelease(boolean hasDelays) {
        return Double.BYTES + Integer.BYTES + (hasDelays ? Double.BYTES : 0);
    }

    private void drawLines(
            double slopeDeviation, SplittableRandom spreads, SplittableRandom levels, SplittableRandom slopes) {
        LineFit line = process.line();
        double degreesOfFreedom = line.degreesOfFreedom();
        ContinuousDistribution.Sampler chiSquare =
                ChiSquaredDistribution.of(degreesOfFreedom).createSampler(spreads::nextLong);
        for (int path = 0; path < level.length; path++) {
            double sigma = line.residualSd() * Math.sqrt(degreesOfFreedom / chiSquare.sample());
            level[path] = line.meanValue() + sigma / Math.sqrt((double) line.n()) * levels.nextGaussian();
            slope[path] = line.slope()
                    + Math.hypot(sigma / Math.sqrt(line.timeSumOfSquares()), slopeDeviation) * slopes.nextGaussian();
        }
    }

    private void drawReleases(double years, SplittableRandom root) {
        double perYear = process.arrivalsPerYear();
        int residuals = process.residuals().length;
        boolean hasDelays = delayRank.length > 0;
        int used = 0;
        for (int path = 0; path < level.length; path++) {
            SplittableRandom random = root.split();
            double sinceStart = random.nextExponential() / perYear;
            while (sinceStart < years) {
                if (used == time.length) {
                    time = Arrays.copyOf(time, 2 * used);
                    residual = Arrays.copyOf(residual, 2 * used);
                    delayRank = Arrays.copyOf(delayRank, hasDelays ? 2 * used : 0);
                }
                time[used] = startTime + sinceStart;
                residual[used] = random.nextInt(residuals);
                double rank = random.nextDouble();
                if (hasDelays) {
                    delayRank[used] = rank;
                }
                used++;
                sinceStart += random.nextExponential() / perYear;
            }
            first[path + 1] = used;
        }
    }

    private double drawnResidual(SplittableRandom random) {
        double[] residuals = process.residuals();
        return residuals[random.nextInt(residuals.length)];
    }

    @Override
    public int paths() {
        return level.length;
    }

    double startTime() {
        return startTime;
    }

    /** The height of a path's line at the start, in OOM. */
    double heightAtStart(int path) {
        return level[path] + slope[path] * (startTime - process.line().meanTime());
    }

    /** The slope of a path's line, OOM a year. */
    @Override
    public double slope(int path) {
        return slope[path];
    }

    /** How far a release of a path would be above its line on a date on which one is asked for, in OOM. */
    double singleResidual(int path) {
        return single[path];
    }

    /** Where a path's releases begin among those of all paths; one past the last path, where all end. */
    int first(int path) {
        return first[path];
    }

    /** When each release is published, and behind the last what counts for nothing; not to be changed. */
    double[] times() {
        return time;
    }

    /** How far each release is above its path's line, as {@link #times}: places among {@link #possibleResiduals}. */
    int[] residuals() {
        return residual;
    }

    /** The residuals that releases can have, in OOM. */
    double[] possibleResiduals() {
        return process.residuals();
    }

    /** Uniform on 0 to 1: how late a release's value is reported, among all releases; only where delays were asked for. */
    double delayRank(int release) {
        return delayRank[release];
    }
}
