package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.FrontierSelections;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The settings of current forecasts and of backtests: what is forecast, from which releases, and by which methods.
 *
 * @param fitFrom the first date used by fitted lines and walks, or null for no bound
 * @param stepMonths months between the past dates of walks, and of the differences in {@link TargetForecaster}
 * @param recentYears the years before the origin in which these differences are taken
 * @param trim the least share of releases in a segment of a piecewise line
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
     * The default methods. They are fixed in advance, not chosen by backtests.
     *
     * @param usual the id of the default method
     * @param whereCoverageEnded the id of the default method if coverage ended long before the origin
     * @param benchmark the id of the method that the default is compared with
     */
    public record Choice(String usual, String whereCoverageEnded, String benchmark) {}

    public ForecastSettings withSelection(Selection newSelection) {
        return with(newSelection, methods, paths);
    }

    public ForecastSettings withPaths(PathSettings newPaths) {
        return with(selection, methods, newPaths);
    }

    public ForecastSettings withPathCount(int pathCount) {
        return withPaths(paths.withPathCount(pathCount));
    }

    /** These settings, with simulations fitted to the releases of another number of years. */
    public ForecastSettings withSimulatedYears(int years) {
        List<ForecastMethod> changed = methods.stream()
                .map(method -> method.shape().isSimulation()
                        ? new ForecastMethod(method.id(), method.name(), method.cohort(), method.shape(), years)
                        : method)
                .toList();
        return with(selection, changed, paths);
    }

    /** The populations that determine the targets under a selection. Every method needs these populations. */
    public List<FrontierSelections.Request> requests(Selection requestedSelection) {
        return Arrays.stream(ForecastTarget.values())
                .map(target -> new FrontierSelections.Request(metric.id(), target.cohort(), requestedSelection))
                .toList();
    }

    /** The population that a method uses. */
    public FrontierSelections.Request request(ForecastMethod method) {
        return new FrontierSelections.Request(metric.id(), method.cohort(), selection);
    }

    /** Whether a vintage has the populations that the targets and the default methods need. */
    public boolean isPossible(LoadedVintage vintage) {
        List<String> chosen = List.of(choice.usual(), choice.whereCoverageEnded(), choice.benchmark());
        return hasTargets(vintage)
                && methods.stream()
                        .filter(method -> chosen.contains(method.id()))
                        .allMatch(method -> vintage.has(request(method)));
    }

    /** Whether a vintage has in memory the releases that the targets need. */
    public boolean hasTargets(LoadedVintage vintage) {
        return requests(selection).stream().allMatch(vintage::has);
    }

    /** These settings, with only the methods whose populations a vintage has. */
    public ForecastSettings withMethodsOf(LoadedVintage vintage) {
        List<ForecastMethod> possible =
                methods.stream().filter(method -> vintage.has(request(method))).toList();
        return with(selection, possible, paths);
    }

    private ForecastSettings with(Selection newSelection, List<ForecastMethod> newMethods, PathSettings newPaths) {
        return new ForecastSettings(
                newSelection,
                metric,
                newMethods,
                targets,
                fitFrom,
                stepMonths,
                recentYears,
                trim,
                newPaths,
                choice,
                seed);
    }

    public TimeScale timeScale() {
        return selection.rules().timeScale();
    }

    /** Whether coverage ended so long before an origin that paths may start at this end; false for an unknown end. */
    private boolean isCoverageOver(LocalDate origin, @Nullable LocalDate coverageEnd) {
        return coverageEnd != null
                && coverageEnd.plusDays(paths.coverageLagDays()).isBefore(origin);
    }

    /** The id of the default method at an origin. */
    public String defaultAt(LocalDate origin, @Nullable LocalDate coverageEnd) {
        return isCoverageOver(origin, coverageEnd) ? choice.whereCoverageEnded() : choice.usual();
    }

    public ForecastMethod method(String id) {
        return methods.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no forecast method " + id));
    }

    /** The methods that draw sample paths; there is at least one. */
    public List<ForecastMethod> simulations() {
        return methods.stream().filter(method -> method.shape().isSimulation()).toList();
    }

    /** The start of a method's paths: the origin or the end of coverage. For a method without paths, the origin. */
    public LocalDate start(ForecastMethod method, LocalDate origin, @Nullable LocalDate coverageEnd) {
        return method.shape() == ForecastMethod.Shape.SIMULATION_FROM_COVERAGE
                        && coverageEnd != null
                        && isCoverageOver(origin, coverageEnd)
                ? coverageEnd
                : origin;
    }

    /** The default method at an origin if it draws paths, otherwise the first method that does. */
    public ForecastMethod simulationAt(LocalDate origin, @Nullable LocalDate coverageEnd) {
        ForecastMethod defaultMethod = method(defaultAt(origin, coverageEnd));
        return defaultMethod.shape().isSimulation()
                ? defaultMethod
                : simulations().get(0);
    }
}
