package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.computetrends.stats.LineDraws;

/**
 * What is supposed of the future.
 *
 * @param id its name in tables
 * @param metrics the metrics that it speaks of; all when empty
 * @param course how growth goes on
 */
public record Scenario(String id, Set<String> metrics, Trajectory course) {

    /** The id of the scenario that supposes the fitted growth to go on. */
    public static final String CONTINUE = "continue";

    public Scenario {
        metrics = Set.copyOf(metrics);
    }

    /** Whether it speaks of a metric. */
    public boolean concerns(String metric) {
        return metrics.isEmpty() || metrics.contains(metric);
    }

    /** How growth goes on from the date of the data. */
    public interface Trajectory {

        /** The trends that it refers to, which a run has to fit. */
        default List<TrendKey> trends() {
            return List.of();
        }

        /** The limits that it has. */
        default List<Limit> limits() {
            return List.of();
        }

        /**
         * How the lines of paths go on.
         *
         * @param lines the paths' own
         * @param referred the lines that each of {@link #trends} could have
         * @param timeScale how dates become years
         * @param seed draws what else is uncertain
         */
        PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> referred, TimeScale timeScale, long seed);
    }

    /**
     * Growth as fitted, its slope times a factor from the date of the data on.
     *
     * @param slopeFactor 1 for growth that continues
     */
    public record Paced(double slopeFactor) implements Trajectory {
        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> referred, TimeScale timeScale, long seed) {
            return new PathGrowth.Paced(lines, slopeFactor);
        }
    }

    /**
     * Growth that falls back from a fast to a slow pace (Besiroglu, Heim and Sevilla 2022): the slope is the mean of
     * both, the fast one's weight falling as {@code exp(-u^2 / 2 r^2)} with the years {@code u} since the start, where
     * the years to reversion {@code r} are drawn.
     *
     * @param fast the trend whose slope is the fast one
     * @param slow the trend whose slope, averaged with that of a doubling time, is the slow one
     * @param slowDoublingMonths that doubling time
     * @param reversions the mixture that years to reversion are drawn from
     * @param logSd standard deviation of the natural logarithm of each component
     */
    public record Reverting(
            TrendKey fast, TrendKey slow, double slowDoublingMonths, List<Reversion> reversions, double logSd)
            implements Trajectory {
        public Reverting {
            reversions = List.copyOf(reversions);
        }

        @Override
        public List<TrendKey> trends() {
            return List.of(fast, slow);
        }

        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> referred, TimeScale timeScale, long seed) {
            return new PathGrowth.Reverting(lines, this, referred.get(0), referred.get(1), timeScale, seed);
        }
    }

    /**
     * A component of the mixture of years to reversion.
     *
     * @param weight its share
     * @param years its median, counted from the start
     */
    public record Reversion(double weight, double years) {}

    /**
     * Growth as fitted, up to the lowest of some limits.
     *
     * @param limits each drawn once for a path
     */
    public record Limited(List<Limit> limits) implements Trajectory {
        public Limited {
            limits = List.copyOf(limits);
        }

        @Override
        public PathGrowth growth(PathGrowth.Lines lines, List<LineDraws> referred, TimeScale timeScale, long seed) {
            return new PathGrowth.Capped(lines, limits, timeScale, seed);
        }
    }

    /**
     * A limit: log-normal at a date, and growing.
     *
     * @param id what limits
     * @param on the date at which it is known
     * @param low lower end of its central 80% interval at that date, in the metric's unit
     * @param high upper end
     * @param growthFactorPerYear by which it grows, before that date as after it
     */
    public record Limit(String id, LocalDate on, double low, double high, double growthFactorPerYear) {}
}
