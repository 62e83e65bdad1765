package org.computetrends.domain;

import java.util.List;
import java.util.SplittableRandom;
import org.computetrends.stats.GaussianDecay;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.MeasurementNoise;

/**
 * The growth of sample paths under a scenario. A path is simulated around a line with a slope drawn for it. A scenario
 * multiplies this slope, lets it revert to a slower one, or limits the path. Negative slopes count as zero, so a
 * scenario with more growth never makes a path smaller.
 */
public interface PathGrowth {

    /** The lines of the paths as drawn, before the scenario. */
    interface Lines {
        /** The number of paths. */
        int paths();

        /** A path's slope, in OOM per year; may be negative. */
        double slope(int path);
    }

    /** The growth of a path's line in the years since its start, in OOM. */
    double after(int path, double years);

    /**
     * Computes the growth of a path's line from its start to the releases of indices {@code from <= i < to}.
     *
     * @param time the time of each release, in years since 2000-01-01
     * @param start when paths start, in years since 2000-01-01
     * @param growth receives the growth to each release, in OOM
     */
    default void fill(int path, double[] time, double start, int from, int to, double[] growth) {
        for (int i = from; i < to; i++) {
            growth[i] = after(path, time[i] - start);
        }
    }

    /** The upper limit of a path at a time in years since 2000-01-01, in log10 of the metric's unit. */
    default double limit(int path, double time) {
        return Double.POSITIVE_INFINITY;
    }

    /** Whether {@link #limit} can be finite. */
    default boolean hasLimits() {
        return false;
    }

    /** The index of a path's lowest limit at a time, in the scenario's list of limits; -1 without limits. */
    default int lowestLimit(int path, double time) {
        return -1;
    }

    /** The path's own slope times a factor. */
    record Paced(Lines lines, double factor) implements PathGrowth {
        @Override
        public double after(int path, double years) {
            return factor * Math.max(0, lines.slope(path)) * years;
        }

        /** Equal to the default, but faster. */
        @Override
        public void fill(int path, double[] time, double start, int from, int to, double[] growth) {
            double slope = factor * Math.max(0, lines.slope(path));
            for (int i = from; i < to; i++) {
                growth[i] = slope * (time[i] - start);
            }
        }
    }

    /**
     * A fast slope that reverts to a slow one: {@link Scenario.Reverting} has the formula. The fast slope is a draw
     * from the fast trend. The slow slope is the mean of a draw from the slow trend and the slope of a doubling time,
     * but at most the fast slope. No path grows beyond its own line.
     */
    final class Reverting implements PathGrowth {
        private final Lines lines;

        /** Slopes by path, in OOM per year. */
        private final double[] fast;

        private final double[] slow;
        private final double[] reversionYears;

        Reverting(
                Lines lines,
                Scenario.Reverting settings,
                LineDraws fastDraws,
                LineDraws slowDraws,
                TimeScale timeScale,
                long seed) {
            this.lines = lines;
            this.fast = new double[lines.paths()];
            this.slow = new double[lines.paths()];
            this.reversionYears = new double[lines.paths()];
            SplittableRandom random = new SplittableRandom(seed);
            // The formula from slopes to doubling times is its own inverse.
            double slowDoublingSlope = timeScale.doublingTimeMonths(settings.slowDoublingMonths());
            for (int path = 0; path < slow.length; path++) {
                // The draws are used again from the first if there are more paths than draws.
                double mean = (slowDraws.slope()[path % slowDraws.size()] + slowDoublingSlope) / 2;
                fast[path] = Math.max(0, fastDraws.slope()[path % fastDraws.size()]);
                slow[path] = Math.min(fast[path], Math.max(0, mean));
                reversionYears[path] = reversionYears(settings, random);
            }
        }

        /** Draws a component of the mixture by its weight, and then the years from this component. */
        private static double reversionYears(Scenario.Reverting settings, SplittableRandom random) {
            double remaining = random.nextDouble();
            int component = 0;
            while (component < settings.reversions().size() - 1
                    && remaining >= settings.reversions().get(component).weight()) {
                remaining -= settings.reversions().get(component).weight();
                component++;
            }
            return settings.reversions().get(component).years() * Math.exp(settings.logSd() * random.nextGaussian());
        }

        @Override
        public double after(int path, double years) {
            double ownGrowth = Math.max(0, lines.slope(path)) * years;
            double slowGrowth = slow[path] * years;
            // If own growth is at most slow growth, it is the minimum below, and the integral need not be computed.
            return ownGrowth <= slowGrowth
                    ? ownGrowth
                    : Math.min(
                            ownGrowth,
                            slowGrowth
                                    + (fast[path] - slow[path]) * GaussianDecay.integral(years, reversionYears[path]));
        }
    }

    /**
     * The path's own slope, up to the lowest of growing limits. The height of each limit is log-normal and drawn once
     * for each path. {@code after} ignores the limits, which {@code limit} gives.
     */
    final class Limited implements PathGrowth {
        private final Lines lines;

        /** The reference time of each limit, in years since 2000-01-01. */
        private final double[] limitTime;

        /** The slope of each limit, in OOM per year. */
        private final double[] limitSlope;

        /** The height of each limit at its reference time, by limit and path, in log10 of the metric's unit. */
        private final double[][] limitHeight;

        Limited(Lines lines, List<Scenario.Limit> limits, TimeScale timeScale, long seed) {
            this.lines = lines;
            this.limitTime = new double[limits.size()];
            this.limitSlope = new double[limits.size()];
            this.limitHeight = new double[limits.size()][lines.paths()];
            SplittableRandom root = new SplittableRandom(seed);
            for (int k = 0; k < limits.size(); k++) {
                Scenario.Limit limit = limits.get(k);
                SplittableRandom random = root.split();
                // The factor from the centre of the 80% interval to either end.
                double factor = Math.sqrt(limit.high() / limit.low());
                double centre = Math.log10(limit.low() * factor);
                double spread = MeasurementNoise.sdWithin(factor, 0.80);
                limitTime[k] = timeScale.yearsSince2000(limit.on());
                limitSlope[k] = Math.log10(limit.growthFactorPerYear());
                for (int path = 0; path < lines.paths(); path++) {
                    limitHeight[k][path] = centre + spread * random.nextGaussian();
                }
            }
        }

        @Override
        public double after(int path, double years) {
            return Math.max(0, lines.slope(path)) * years;
        }

        @Override
        public boolean hasLimits() {
            return true;
        }

        @Override
        public double limit(int path, double time) {
            int lowest = lowestLimit(path, time);
            return lowest < 0 ? Double.POSITIVE_INFINITY : height(lowest, path, time);
        }

        @Override
        public int lowestLimit(int path, double time) {
            int lowest = -1;
            for (int k = 0; k < limitTime.length; k++) {
                if (lowest < 0 || height(k, path, time) < height(lowest, path, time)) {
                    lowest = k;
                }
            }
            return lowest;
        }

        /** The height of a limit at a time, in log10 of the metric's unit. */
        private double height(int k, int path, double time) {
            return limitHeight[k][path] + limitSlope[k] * (time - limitTime[k]);
        }
    }
}
