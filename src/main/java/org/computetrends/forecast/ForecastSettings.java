package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.FrontierRules;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.Selection;
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

    /** With paths drawn otherwise. */
    public ForecastSettings withPaths(PathSettings other) {
        return new ForecastSettings(
                selection, metric, methods, targets, fitFrom, stepMonths, recentYears, trim, other, choice, seed);
    }

    /** With another number of paths. */
    public ForecastSettings withPaths(int number) {
        return withPaths(paths.withPaths(number));
    }

    /** With simulations that look at releases of other years. */
    public ForecastSettings withSimulatedYears(int years) {
        List<ForecastMethod> changed = methods.stream()
                .map(method -> method.shape().isSimulation()
                        ? new ForecastMethod(method.id(), method.name(), method.cohort(), method.shape(), years)
                        : method)
                .toList();
        return new ForecastSettings(
                selection, metric, changed, targets, fitFrom, stepMonths, recentYears, trim, paths, choice, seed);
    }

    /** The populations that forecasts by a selection are made of, whatever the methods. */
    public List<FrontierRules.Asked> asked(Selection by) {
        return Arrays.stream(ForecastTarget.values())
                .map(target -> new FrontierRules.Asked(metric.id(), target.cohort(), by))
                .toList();
    }

    /** The population that a method looks at. */
    public FrontierRules.Asked asked(ForecastMethod method) {
        return new FrontierRules.Asked(metric.id(), method.cohort(), selection);
    }

    /** Whether a vintage has what every forecast is made of, and what the methods of choice look at. */
    public boolean isPossible(LoadedVintage vintage) {
        List<String> chosen = List.of(choice.usual(), choice.whereCoverageEnded(), choice.benchmark());
        return asked(selection).stream().allMatch(vintage::has)
                && methods.stream()
                        .filter(method -> chosen.contains(method.id()))
                        .allMatch(method -> vintage.has(asked(method)));
    }

    /** With the methods that look at populations which a vintage has. */
    public ForecastSettings withMethodsOf(LoadedVintage vintage) {
        List<ForecastMethod> possible =
                methods.stream().filter(method -> vintage.has(asked(method))).toList();
        return new ForecastSettings(
                selection, metric, possible, targets, fitFrom, stepMonths, recentYears, trim, paths, choice, seed);
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

    /** A method by its id. */
    public ForecastMethod method(String id) {
        return methods.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no forecast method " + id));
    }

    /** The methods that draw sample paths; the settings have one at least. */
    public List<ForecastMethod> simulations() {
        return methods.stream().filter(method -> method.shape().isSimulation()).toList();
    }

    /** The date that a method's paths start on; the origin for a method without paths. */
    public LocalDate start(ForecastMethod method, LocalDate origin, @Nullable LocalDate coverageEnd) {
        return method.shape() == ForecastMethod.Shape.SIMULATION_FROM_COVERAGE
                        && coverageEnd != null
                        && isCoverageOver(origin, coverageEnd)
                ? coverageEnd
                : origin;
    }

    /** The method whose paths everything is read off where nothing else is said: the default, if it draws paths. */
    public ForecastMethod simulationAt(LocalDate origin, @Nullable LocalDate coverageEnd) {
        ForecastMethod usual = method(defaultAt(origin, coverageEnd));
        return usual.shape().isSimulation() ? usual : simulations().get(0);
    }
}
