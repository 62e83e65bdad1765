package org.computetrends.stats;

import java.util.SplittableRandom;

/**
 * Sampled lines: the replicates of a bootstrap, or draws from the normal distribution of a line's coefficients. Arrays
 * have one entry per draw. Instances do not copy their arrays and must not be modified.
 *
 * @param meanTime the time of the heights, in years since 2000-01-01
 * @param slope OOM per year
 * @param height height of the line at {@code meanTime}, in OOM
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LineDraws(double meanTime, double[] slope, double[] height) {
    /** The result of a bootstrap that cannot draw. */
    public static final LineDraws NONE = new LineDraws(0, new double[0], new double[0]);

    public LineDraws {
        if (slope.length != height.length) {
            throw new IllegalArgumentException(slope.length + " slopes but " + height.length + " heights");
        }
    }

    /** Draws from the normal distribution of the coefficients. Slope and height at the mean time are independent. */
    public static LineDraws normal(LineFit line, int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] slope = new double[draws];
        double[] height = new double[draws];
        for (int i = 0; i < draws; i++) {
            slope[i] = line.slope() + line.slopeSe() * random.nextGaussian();
            height[i] = line.meanValue() + line.residualSd() / Math.sqrt((double) line.n()) * random.nextGaussian();
        }
        return new LineDraws(line.meanTime(), slope, height);
    }

    public int size() {
        return slope.length;
    }

    /** Height of a draw's line at a time, in OOM. */
    public double valueAt(int draw, double time) {
        return height[draw] + slope[draw] * (time - meanTime);
    }
}
