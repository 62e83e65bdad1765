package org.computetrends.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.computetrends.domain.PathGrowth;
import org.computetrends.stats.LineFit;

/**
 * The random numbers of all paths: a line for each path, and the times, residuals and delays of its releases. All
 * scenarios of a process share these numbers, so scenarios differ only by their assumptions. A longer horizon adds
 * releases and leaves earlier releases unchanged.
 *
 * <p>Level and slope are drawn from the line's sampling distribution. First, the variance of residuals is drawn from a
 * scaled inverse chi-squared distribution with {@code n - 2} degrees of freedom. Given it, level and slope are normal,
 * and independent at the mean time of the fit. The slope's variance is increased, because growth may change. Arrivals
 * follow a Poisson process.
 */
final class PathDraws implements PathGrowth.Lines {
    private final ReleaseProcess process;
    private final double startTime;
    private final double[] level;
    private final double[] slope;
    private final double[] singleResidual;

    /** Element p is the index of path p's first release. The extra last element is the number of releases. */
    private final int[] first;

    // By release, in order of paths and then of time: its time, the index of its residual among those of the process,
    // and the rank of its delay if delays are requested. Elements after the last release are unused.
    private double[] time;
    private int[] residual;
    private double[] delayRank;

    /**
     * Draws the lines and releases of a number of paths.
     *
     * @param slopeDeviation standard deviation of changes in growth, in OOM per year; its square adds to the variance
     *     of the slope
     * @param startTime the start of the paths, in years since 2000-01-01
     * @param years the length of the paths, in years
     * @param hasDelays whether reporting delays are requested
     */
    PathDraws(
            ReleaseProcess process,
            double slopeDeviation,
            double startTime,
            double years,
            int paths,
            boolean hasDelays,
            long seed) {
        this.process = process;
        this.startTime = startTime;
        this.level = new double[paths];
        this.slope = new double[paths];
        this.singleResidual = new double[paths];
        this.first = new int[paths + 1];
        double expectedReleases = process.arrivalsPerYear() * Math.max(0, years) * paths;
        // Six standard deviations more than the expected number, so that arrays seldom have to grow.
        this.time = new double[(int) (expectedReleases + 6 * Math.sqrt(expectedReleases)) + 64];
        this.residual = new int[time.length];
        this.delayRank = new double[hasDelays ? time.length : 0];
        SplittableRandom root = new SplittableRandom(seed);
        drawLines(slopeDeviation, root.split(), root.split(), root.split());
        SplittableRandom singles = root.split();
        double[] residuals = process.residuals();
        Arrays.setAll(singleResidual, path -> residuals[singles.nextInt(residuals.length)]);
        drawReleases(years, root.split());
    }

    /** The memory of one release's random numbers, in bytes. */
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
        // Each path has its own generator, so a longer horizon does not change the releases of other paths.
        int count = 0;
        for (int path = 0; path < level.length; path++) {
            SplittableRandom random = root.split();
            double sinceStart = random.nextExponential() / perYear;
            while (sinceStart < years) {
                if (count == time.length) {
                    time = Arrays.copyOf(time, 2 * count);
                    residual = Arrays.copyOf(residual, 2 * count);
                    delayRank = Arrays.copyOf(delayRank, hasDelays ? 2 * count : 0);
                }
                time[count] = startTime + sinceStart;
                residual[count] = random.nextInt(residuals);
                // Drawn even if not needed, so that requested delays leave the other draws unchanged.
                double rank = random.nextDouble();
                if (hasDelays) {
                    delayRank[count] = rank;
                }
                count++;
                sinceStart += random.nextExponential() / perYear;
            }
            first[path + 1] = count;
        }
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

    @Override
    public double slope(int path) {
        return slope[path];
    }

    /** The residual of a single release of a path on any date, in OOM. */
    double singleResidual(int path) {
        return singleResidual[path];
    }

    /** The number of releases of all paths. Releases are in order of paths and then of time. */
    int releases() {
        return first[paths()];
    }

    /** The index of a path's first release. */
    int first(int path) {
        return first[path];
    }

    /** The index after a path's last release. */
    int end(int path) {
        return first[path + 1];
    }

    /** By release: its time. Elements after the last release are unused. Not to be modified. */
    double[] times() {
        return time;
    }

    /** By release, as {@link #times}: its residual from the line, as an index into {@link #possibleResiduals}. */
    int[] residuals() {
        return residual;
    }

    /** The residuals that releases can have, in OOM. */
    double[] possibleResiduals() {
        return process.residuals();
    }

    /** A release's rank for {@link ReportingDelays#reportedAt}, from 0 to 1. Only if delays were requested. */
    double delayRank(int release) {
        return delayRank[release];
    }
}
