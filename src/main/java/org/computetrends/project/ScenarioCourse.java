package org.computetrends.project;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.FadingWeight;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.MeasurementNoise;

/**
 * The heights of simulated paths under a scenario, in OOM, all paths at a time. A path follows the draw of the trend's line
 * with its own number; where there are more paths than draws, these begin anew.
 */
sealed interface ScenarioCourse {

    /** Fills in the height of every path's line at a time, in years since 2000-01-01. */
    void heights(double time, double[] heights);

    /**
     * Brings heights at a time down to the lowest limit where that is lower.
     *
     * @param binding filled in with the limit that each height met, or -1
     */
    default void limit(double time, double[] heights, int[] binding) {
        Arrays.fill(binding, -1);
    }

    /** Whether the scenario has limits. */
    default boolean isLimited() {
        return false;
    }

    /** Whether releases lie about the course; if not, it is that of the largest one itself. */
    default boolean spreads() {
        return true;
    }

    /** Growth as drawn until the start, and from there at a factor of its slope. */
    record Pace(LineDraws draws, double startTime, double slopeFactor) implements ScenarioCourse {
        @Override
        public void heights(double time, double[] heights) {
            double past = Math.min(time, startTime) - draws.meanTime();
            double future = slopeFactor * Math.max(0, time - startTime);
            double[] height = draws.height();
            double[] slope = draws.slope();
            for (int path = 0, draw = 0; path < heights.length; path++) {
                heights[path] = height[draw] + slope[draw] * (past + future);
                draw = draw + 1 < slope.length ? draw + 1 : 0;
            }
        }
    }

    /** Growth that falls back from a fast trend's to a slow one's. */
    final class Reversion implements ScenarioCourse {
        private final double startTime;
        private final boolean spreads;
        private final double[] begin;
        private final double[] fast;
        private final double[] slow;
        private final double[] reversionYears;

        /**
         * @param settings what the scenario says
         * @param startTime the date of the data
         * @param startHeight the height of the largest release then, or not a number where paths begin at their lines
         * @param draws the trend's lines
         * @param fastDraws those of the trend that growth falls back from
         * @param slowDraws those of the trend that it falls back to
         * @param timeScale how slopes become doubling times
         * @param paths how many
         * @param random draws reversion dates
         */
        Reversion(
                Scenario.Reverting settings,
                double startTime,
                double startHeight,
                LineDraws draws,
                LineDraws fastDraws,
                LineDraws slowDraws,
                TimeScale timeScale,
                int paths,
                SplittableRandom random) {
            this.startTime = startTime;
            this.spreads = Double.isNaN(startHeight);
            this.begin = new double[paths];
            this.fast = new double[paths];
            this.slow = new double[paths];
            this.reversionYears = new double[paths];
            // The formula from slopes to doubling times is its own inverse.
            double slowDoublingSlope = timeScale.doublingTimeMonths(settings.slowDoublingMonths());
            for (int path = 0; path < paths; path++) {
                int draw = path % draws.size();
                begin[path] = spreads ? draws.valueAt(draw, startTime) : startHeight;
                fast[path] = fastDraws.slope()[draw % fastDraws.size()];
                slow[path] = (slowDraws.slope()[draw % slowDraws.size()] + slowDoublingSlope) / 2;
                reversionYears[path] = reversionYears(settings, random);
            }
        }

        private static double reversionYears(Scenario.Reverting settings, SplittableRandom random) {
            double which = random.nextDouble();
            int component = 0;
            while (component < settings.reversions().size() - 1
                    && which >= settings.reversions().get(component).weight()) {
                which -= settings.reversions().get(component).weight();
                component++;
            }
            return settings.reversions().get(component).years() * Math.exp(settings.logSd() * random.nextGaussian());
        }

        @Override
        public void heights(double time, double[] heights) {
            double years = time - startTime;
            for (int path = 0; path < heights.length; path++) {
                heights[path] = begin[path]
                        + slow[path] * years
                        + (fast[path] - slow[path]) * FadingWeight.integral(years, reversionYears[path]);
            }
        }

        @Override
        public boolean spreads() {
            return spreads;
        }
    }

    /** Growth as drawn, up to the lowest of limits that grow themselves. */
    final class Limits implements ScenarioCourse {
        private final Pace growth;
        private final double[] limitTime;
        private final double[] limitSlope;

        /** The height of each limit at its own time, for every path. */
        private final double[][] limitHeight;

        /**
         * @param limits what the scenario says
         * @param draws the trend's lines
         * @param timeScale how dates become years
         * @param paths how many
         * @param random draws the limits
         */
        Limits(List<Scenario.Limit> limits, LineDraws draws, TimeScale timeScale, int paths, SplittableRandom random) {
            this.growth = new Pace(draws, Double.POSITIVE_INFINITY, 1);
            int size = limits.size();
            this.limitTime = new double[size];
            this.limitSlope = new double[size];
            this.limitHeight = new double[size][paths];
            double[] centre = new double[size];
            double[] spread = new double[size];
            for (int k = 0; k < size; k++) {
                Scenario.Limit limit = limits.get(k);
                double factor = Math.sqrt(limit.high() / limit.low());
                limitTime[k] = timeScale.yearsSince2000(limit.on());
                limitSlope[k] = Math.log10(limit.growthFactorPerYear());
                centre[k] = Math.log10(limit.low() * factor);
                spread[k] = MeasurementNoise.sdWithin(factor, 0.80);
            }
            for (int path = 0; path < paths; path++) {
                for (int k = 0; k < size; k++) {
                    limitHeight[k][path] = centre[k] + spread[k] * random.nextGaussian();
                }
            }
        }

        @Override
        public void heights(double time, double[] heights) {
            growth.heights(time, heights);
        }

        @Override
        public void limit(double time, double[] heights, int[] binding) {
            Arrays.fill(binding, -1);
            for (int k = 0; k < limitTime.length; k++) {
                double since = limitSlope[k] * (time - limitTime[k]);
                double[] ofPath = limitHeight[k];
                for (int path = 0; path < heights.length; path++) {
                    double limit = ofPath[path] + since;
                    if (limit < heights[path]) {
                        heights[path] = limit;
                        binding[path] = k;
                    }
                }
            }
        }

        @Override
        public boolean isLimited() {
            return true;
        }
    }
}
