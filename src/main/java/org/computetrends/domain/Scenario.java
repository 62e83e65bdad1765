package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.computetrends.stats.LineDraws;

/** A configured assumption about the future growth of some metrics, or of all if {@code metrics} is empty. */
public record Scenario(String id, Set<String> metrics, Assumption assumption) {

    /** The id of the scenario in which the fitted growth continues. */
    public static final String CONTINUE = "continue";

    public Scenario {
        metrics = Set.copyOf(metrics);
    }

    public boolean appliesTo(String metric) {
        return metrics.isEmpty() || metrics.contains(metric);
    }

    /** How growth continues from the start of the paths. */
    public interface Assumption {

        /** The trends that the assumption refers to, which a run has to fit. */
        default List<TrendKey> trends() {
            return List.of();
        }

        /** The limits of growth; empty for none. */
        default List<Limit> limits() {
            return List.of();
        }

        /**
         * The growth of paths under this assumption.
         *
         * @param trendLines sampled lines of each of {@link #trends}, in the same order
         * @param seed the seed of other random draws
         */
        PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> trendLines, TimeScale timeScale, long seed);
    }

    /** Growth with the fitted slope times a factor, which is 1 if growth continues. */
    public record Paced(double slopeFactor) implements Assumption {
        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> trendLines, TimeScale timeScale, long seed) {
            return new PathGrowth.Paced(lines, slopeFactor);
        }
    }

    /**
     * Growth that reverts from a fast to a slow slope (Besiroglu, Heim and Sevilla 2022). The slope is the weighted
     * mean of these two. The weight of the fast slope falls as {@code exp(-u^2 / (2 r^2))}, where {@code u} is years
     * since the start, and {@code r}, the years to reversion, is drawn for each path.
     *
     * @param fast the trend whose slope is the fast one
     * @param slow the trend whose slope, averaged with the slope of a doubling time, is the slow one
     * @param slowDoublingMonths the doubling time that is averaged with the slow trend
     * @param reversions the components of the distribution of years to reversion, a log-normal mixture
     * @param logSd standard deviation of the natural logarithm of each component
     */
    public record Reverting(
            TrendKey fast, TrendKey slow, double slowDoublingMonths, List<Reversion> reversions, double logSd)
            implements Assumption {
        public Reverting {
            reversions = List.copyOf(reversions);
        }

        @Override
        public List<TrendKey> trends() {
            return List.of(fast, slow);
        }

        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> trendLines, TimeScale timeScale, long seed) {
            return new PathGrowth.Reverting(lines, this, trendLines.get(0), trendLines.get(1), timeScale, seed);
        }
    }

    /**
     * A component of the mixture of years to reversion.
     *
     * @param weight the component's share
     * @param years the component's median, counted from the start
     */
    public record Reversion(double weight, double years) {}

    /** Growth as fitted, up to the lowest of several limits. Each path has its own draw of each limit. */
    public record Limited(List<Limit> limits) implements Assumption {
        public Limited {
            limits = List.copyOf(limits);
        }

        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> trendLines, TimeScale timeScale, long seed) {
            return new PathGrowth.Limited(lines, limits, timeScale, seed);
        }
    }

    /**
     * A growing limit, log-normal at a reference date.
     *
     * @param on the reference date
     * @param low lower end of its central 80% interval at that date, in the metric's unit
     * @param high upper end of that interval
     * @param growthFactorPerYear its yearly growth factor, before and after that date
     */
    public record Limit(String id, LocalDate on, double low, double high, double growthFactorPerYear) {}
}
