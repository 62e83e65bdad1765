package org.computetrends.project;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.FadingWeight;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.MeasurementNoise;

/** The height of one simulated path after another under a scenario, in OOM. */
sealed interface ScenarioCourse {
    /** Begins a path that follows a draw of the trend's line. */
    default void begin(int draw) {}

    double heightAt(LineDraws draws, int draw, double time);

    /** A height, or the lowest limit where that is lower. */
    default double limited(double height, double time) {
        return height;
    }

    /** Which limit the last height met, or -1. */
    default int binding() {
        return -1;
    }

    /** Whether releases lie about the course; if not, it is that of the largest one itself. */
    default boolean spreads() {
        return true;
    }

    record Pace(double startTime, double slopeFactor) implements ScenarioCourse {
        @Override
        public double heightAt(LineDraws draws, int draw, double time) {
            double past = Math.min(time, startTime);
            return draws.valueAt(draw, past) + slopeFactor * draws.slope()[draw] * (time - past);
        }
    }

    final class Reversion implements ScenarioCourse {
        private final Scenario.Reverting settings;
        private final double startTime;
        private final double startHeight;
        private final double[] fastSlopes;
        private final double[] slowSlopes;
        private final double slowDoublingSlope;
        private final SplittableRandom random;
        private double fast;
        private double slow;
        private double reversionYears;

        Reversion(
                Scenario.Reverting settings,
                double startTime,
                double startHeight,
                LineDraws fast,
                LineDraws slow,
                TimeScale timeScale,
                SplittableRandom random) {
            this.settings = settings;
            this.startTime = startTime;
            this.startHeight = startHeight;
            this.fastSlopes = fast.slope();
            this.slowSlopes = slow.slope();
            // The formula from slopes to doubling times is its own inverse.
            this.slowDoublingSlope = timeScale.doublingTimeMonths(settings.slowDoublingMonths());
            this.random = random;
        }

        @Override
        public void begin(int draw) {
            fast = fastSlopes[draw % fastSlopes.length];
            slow = (slowSlopes[draw % slowSlopes.length] + slowDoublingSlope) / 2;
            double which = random.nextDouble();
            int component = 0;
            while (component < settings.reversions().size() - 1
                    && which >= settings.reversions().get(component).weight()) {
                which -= settings.reversions().get(component).weight();
                component++;
            }
            reversionYears =
                    settings.reversions().get(component).years() * Math.exp(settings.logSd() * random.nextGaussian());
        }

        @Override
        public double heightAt(LineDraws draws, int draw, double time) {
            double begin = Double.isNaN(startHeight) ? draws.valueAt(draw, startTime) : startHeight;
            double years = time - startTime;
            return begin + slow * years + (fast - slow) * FadingWeight.integral(years, reversionYears);
        }

        @Override
        public boolean spreads() {
            return Double.isNaN(startHeight);
        }
    }

    final class Limits implements ScenarioCourse {
        private final List<Scenario.Limit> limits;
        private final TimeScale timeScale;
        private final SplittableRandom random;
        private final double[] heights;
        private int binding = -1;

        Limits(List<Scenario.Limit> limits, TimeScale timeScale, SplittableRandom random) {
            this.limits = limits;
            this.timeScale = timeScale;
            this.random = random;
            this.heights = new double[limits.size()];
        }

        @Override
        public void begin(int draw) {
            Arrays.setAll(heights, k -> {
                Scenario.Limit limit = limits.get(k);
                double factor = Math.sqrt(limit.high() / limit.low());
                return Math.log10(limit.low() * factor)
                        + MeasurementNoise.sdWithin(factor, 0.80) * random.nextGaussian();
            });
        }

        @Override
        public double heightAt(LineDraws draws, int draw, double time) {
            return draws.valueAt(draw, time);
        }

        @Override
        public double limited(double height, double time) {
            double lowest = height;
            binding = -1;
            for (int k = 0; k < heights.length; k++) {
                Scenario.Limit limit = limits.get(k);
                double years = time - timeScale.yearsSince2000(limit.on());
                double at = heights[k] + Math.log10(limit.growthFactorPerYear()) * years;
                if (at < lowest) {
                    lowest = at;
                    binding = k;
                }
            }
            return lowest;
        }

        @Override
        public int binding() {
            return binding;
        }
    }
}
