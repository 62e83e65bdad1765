package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.stats.LineDraws;

/**
 * Draws the sample paths of one process under any scenario. All scenarios share the same random numbers.
 *
 * @param process empty if there are too few releases
 * @param until the last day of paths
 */
record ProcessPaths(
        KnownReleases knownReleases,
        Optional<ReleaseProcess> process,
        ForecastSettings settings,
        Name name,
        LocalDate until) {

    /** The name of a process: the ids of its metric and cohort. It seeds the draws. */
    record Name(String metric, String cohort) {
        /**
         * A seed derived from the run's seed. The frontier's leaves out the cohort: it was there before other cohorts
         * had paths, and another seed would change published numbers.
         */
        long seed(long runSeed) {
            return cohort.equals(Cohort.frontier().id())
                    ? DerivedSeed.of(runSeed, "paths", metric)
                    : DerivedSeed.of(runSeed, "paths", metric, cohort);
        }
    }

    /** The same paths with only lines and single releases, since drawing arrivals is slow. */
    ProcessPaths withoutArrivals() {
        return new ProcessPaths(knownReleases, process.map(ReleaseProcess::withoutArrivals), settings, name, until);
    }

    /** The number of releases that the line is fitted to. */
    long releaseCount() {
        return process.map(fit -> fit.line().n()).orElse(0L);
    }

    /** The expected number of releases drawn per path, rounded. */
    long expectedReleasesPerPath() {
        return process.map(fit -> Math.round(fit.arrivalsPerYear() * years())).orElse(0L);
    }

    private double years() {
        return knownReleases.timeScale().yearsSince2000(until) - knownReleases.startTime();
    }

    /** The approximate memory of a scenario's paths while they are read, in bytes, including the random numbers. */
    long memoryBytes(boolean hasDelays) {
        int bytesOfRelease = PathDraws.bytesOfRelease(hasDelays) + Double.BYTES; // random numbers, and a value
        return expectedReleasesPerPath() * settings.paths().pathCount() * bytesOfRelease;
    }

    /** Draws the random numbers that all scenarios share. They take much memory. Empty for too few releases. */
    Optional<PathDraws> draw(boolean hasDelays) {
        return process.map(fit -> new PathDraws(
                fit,
                settings.paths().slopeDeviation(),
                knownReleases.startTime(),
                years(),
                settings.paths().pathCount(),
                hasDelays,
                name.seed(settings.seed())));
    }

    /** Paths under a scenario; empty if a trend that the scenario refers to has too few releases. */
    Optional<ReleasePaths> pathsUnder(Scenario scenario, PathDraws draws, Map<TrendKey, Trend> trends) {
        return growth(scenario, draws, trends).map(growth -> paths(draws, growth));
    }

    /** Paths with their drawn slopes, or zero for negative ones, and with delays; empty for too few releases. */
    Optional<ReleasePaths> defaultPaths() {
        return draw(/* hasDelays= */ true).map(draws -> paths(draws, new PathGrowth.Paced(draws, 1)));
    }

    private ReleasePaths paths(PathDraws draws, PathGrowth growth) {
        return new ReleasePaths(knownReleases, draws, growth, settings.paths().windowMonths());
    }

    /** The growth of paths under a scenario; empty if a trend that the scenario refers to has too few releases. */
    private Optional<PathGrowth> growth(Scenario scenario, PathDraws draws, Map<TrendKey, Trend> trends) {
        long seed = DerivedSeed.of(settings.seed(), "scenario", scenario.id(), name.metric(), name.cohort());
        List<TrendKey> keys = scenario.assumption().trends();
        List<LineDraws> scenarioLines = IntStream.range(0, keys.size())
                .mapToObj(i -> lines(keys.get(i), trends, seed + i))
                .flatMap(Optional::stream)
                .toList();
        return scenarioLines.size() < keys.size()
                ? Optional.empty()
                : Optional.of(scenario.assumption().growth(draws, scenarioLines, knownReleases.timeScale(), seed));
    }

    /** Sampled lines of a trend: its bootstrap or, without one, draws of coefficients. Empty for too few releases. */
    private Optional<LineDraws> lines(TrendKey key, Map<TrendKey, Trend> trends, long seed) {
        return Optional.ofNullable(TrendProjector.require(trends, key).estimate())
                .map(estimate -> estimate.draws().size() > 0
                        ? estimate.draws()
                        : LineDraws.normal(estimate.line(), settings.paths().pathCount(), seed));
    }
}
