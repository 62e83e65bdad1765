package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.held.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What is forecast, and how.
 *
 * @param selection the run's selection
 * @param metric what is measured
 * @param methods the ways to forecast
 * @param targets what is forecast
 * @param fitFrom the first date that lines are fitted from and walks look back to, or null for no bound
 * @param stepMonths months between the dates at which walks look, and at which a target's offset from a line is taken
 * @param recentYears years before the origin over which that offset is taken
 * @param trim the share of releases that a segment of a piecewise line must have
 * @param paths how sample paths are drawn
 * @param choice which methods speak where nothing else is said
 * @param seed the run's seed
 */
public record ForecastSettings(
        Selection selection,
        Metric metric,
        List<ForecastMethod> methods,
        List<ForecastTarget> targets,
        @Nullable LocalDate fitFrom,
        int stepMonths,
        int recentYears,
        double trim,
        PathSettings paths,
        Choice choice,
        long seed) {

    /**
     * Which methods speak where nothing else is said. Fixed in advance, not chosen by backtests.
     *
     * @param usual the id of the default method
     * @param whereCoverageEnded the id of the default where coverage ended long before the origin
     * @param benchmark the id of the method that stands beside the default
     */
    public record Choice(String usual, String whereCoverageEnded, String benchmark) {}

    public ForecastSettings {
        methods = List.copyOf(methods);
        targets = List.copyOf(targets);
    }

    /** With another selection. */
    public ForecastSettings withSelection(Selection other) {
        return new ForecastSettings(
                other, metric, methods, targets, fitFrom, stepMonths, recentYears, trim, paths, choice, seed);
    }

    /** With another number of paths. */
    public ForecastSettings withPaths(int number) {
        return new ForecastSettings(
                selection,
                metric,
                methods,
                targets,
                fitFrom,
                stepMonths,
                recentYears,
                trim,
                paths.withPaths(number),
                choice,
                seed);
    }

    public TimeScale timeScale() {
        return selection.rules().timeScale();
    }

    /** Whether coverage ended so long before an origin that releases are known to exist which have no value yet. */
    public boolean isCoverageOver(LocalDate origin, @Nullable LocalDate coverageEnd) {
        return coverageEnd != null
                && coverageEnd.plusDays(paths.coverageLagDays()).isBefore(origin);
    }

    /** The method that speaks at an origin where nothing else is said. */
    public String defaultAt(LocalDate origin, @Nullable LocalDate coverageEnd) {
        return isCoverageOver(origin, coverageEnd) ? choice.whereCoverageEnded() : choice.usual();
    }
}
