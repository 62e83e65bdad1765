package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * The sample paths of one process under any scenario. All scenarios share random numbers, so they differ only by their
 * assumptions.
 */
record ProcessPaths(
        KnownReleases known, Optional<ReleaseProcess> process, ForecastSettings settings, Name name, LocalDate until) {

    record Name(String metric, String cohort) {
        long seed(long seed) {
            return cohort.equals(Cohort.frontier().id())
                    ? DerivedSeed.of(seed, "paths", metric)
                    : DerivedSeed.of(seed, "paths", metric, cohort);
        }
    }

    /** The same paths with only lines and single releases. This skips the drawing of arrivals, which is slow. */
    ProcessPaths withoutArrivals() {
        return new ProcessPaths(known, process.map(ReleaseProcess::withoutArrivals), settings, name, until);
    }

    long releases() {
        return process.map(fitted -> fitted.line().n()).orElse(0L);
    }

    /** The approximate number of releases drawn per path. */
    long releasesDrawn() {
        return process.map(fitted -> Math.round(fitted.arrivalsPerYear() * years()))
                .orElse(0L);
    }

    private double years() {
        return known.timeScale().yearsSince2000(until) - known.startTime();
    }

    /** The approximate memory of a scenario's paths while they are read, in bytes, including what they are drawn from. */
    long bytes(boolean hasDelays) {
        return releasesDrawn() * settings.paths().paths() * (PathDraws.bytesOfRelease(hasDelays) + Double.BYTES);
    }

    /**
     * Draws the random numbers that all scenarios share; empty if there are too few releases. They take much memory and are
     * kept only while scenarios are read.
     *
     * @param hasDelays whether reporting delays are requested
     */
    Optional<PathDraws> drawn(boolean hasDelays) {
        return process.map(fitted -> PathDraws.of(
                fitted,
                settings.paths().slopeDeviation(),
                known.startTime(),
                years(),
                settings.paths().paths(),
                hasDelays,
                name.seed(settings.seed())));
    }

    /** Paths under a scenario; empty if a trend that the scenario refers to is not fitted. */
    Optional<ReleasePaths> under(Scenario scenario, PathDraws drawn, Map<TrendKey, Trend> trends) {
        return growth(scenario, drawn, trends).map(growth -> paths(drawn, growth));
    }

    /** Paths on which growth continues as drawn; empty if there are too few releases. */
    Optional<ReleasePaths> continued() {
        return drawn(true).map(drawn -> paths(drawn, new PathGrowth.Paced(drawn, 1)));
    }

    private ReleasePaths paths(PathDraws drawn, PathGrowth growth) {
        return new ReleasePaths(known, drawn, growth, settings.paths().windowMonths());
    }

    private Optional<PathGrowth> growth(Scenario scenario, PathDraws drawn, Map<TrendKey, Trend> trends) {
        long seed = DerivedSeed.of(settings.seed(), "scenario", scenario.id(), name.metric(), name.cohort());
        List<TrendKey> keys = scenario.assumption().trends();
        List<LineDraws> referred = IntStream.range(0, keys.size())
                .mapToObj(i -> lines(keys.get(i), trends, seed + i))
                .flatMap(Optional::stream)
                .toList();
        return referred.size() < keys.size()
                ? Optional.empty()
                : Optional.of(scenario.assumption().growth(drawn, referred, known.timeScale(), seed));
    }

    /** Plausible lines of a trend: its bootstrap, or samples of its coefficients; empty if it is not fitted. */
    private Optional<LineDraws> lines(TrendKey key, Map<TrendKey, Trend> trends, long seed) {
        Trend.Estimate estimate =
                Objects.requireNonNull(trends.get(key), key::toString).estimate();
        return estimate == null
                ? Optional.empty()
                : Optional.of(
                        estimate.draws().size() > 0
                                ? estimate.draws()
                                : LineDraws.normal(
                                        estimate.line(), settings.paths().paths(), seed));
    }
}
