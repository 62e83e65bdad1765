package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.DerivedSeed;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.population.Population;

/** The sample paths of the forecast metric at one origin, sampled once for all methods that share them. */
final class OriginPaths {
    private final ForecastSettings settings;
    private final Population frontier;
    private final OptionalDouble knownRecord;
    private final LocalDate origin;
    private final Map<Key, Sampled> sampled = new HashMap<>();

    /**
     * @param frontier the frontier's releases before the origin
     * @param knownRecord the largest value known at the origin, in OOM; empty if there is none
     */
    OriginPaths(ForecastSettings settings, Population frontier, OptionalDouble knownRecord, LocalDate origin) {
        this.settings = settings;
        this.frontier = frontier;
        this.knownRecord = knownRecord;
        this.origin = origin;
    }

    /** What determines paths, besides their end: the start, and the years of releases that lines are fitted to. */
    record Key(LocalDate start, int years) {
        static Key of(ForecastMethod method, LocalDate start) {
            return new Key(start, method.simulatedYears());
        }
    }

    /** Paths sampled up to a day; empty if there are too few releases. */
    private record Sampled(LocalDate until, Optional<ReleasePaths> paths) {}

    /** The number of releases that the lines of a method's paths are fitted to. */
    long releaseCount(ForecastMethod method, LocalDate start) {
        return knownReleases(start).fitReleases(method.simulatedYears()).size();
    }

    /**
     * Paths that reach a day or further; empty if there are too few releases. Paths that are too short are drawn again.
     * Up to the end of the short paths, the longer paths are the same.
     */
    Optional<ReleasePaths> pathsUntil(ForecastMethod method, LocalDate start, LocalDate until) {
        Key key = Key.of(method, start);
        Sampled cached = sampled.get(key);
        if (cached == null || cached.until().isBefore(until)) {
            KnownReleases releases = knownReleases(start);
            ProcessPaths process = new ProcessPaths(
                    releases,
                    ReleaseProcess.fit(releases, method.simulatedYears(), settings.paths()),
                    settings,
                    new ProcessPaths.Name(
                            settings.metric().id(), Cohort.frontier().id()),
                    until);
            cached = new Sampled(until, process.defaultPaths());
            sampled.put(key, cached);
        }
        return cached.paths();
    }

    private KnownReleases knownReleases(LocalDate start) {
        return new KnownReleases(frontier, knownRecord, settings.fitFrom(), origin, start, settings.timeScale());
    }

    /** The values of a target on paths, by date and path, for increasing dates. */
    double[][] values(
            ReleasePaths paths,
            ForecastTarget target,
            List<LocalDate> dates,
            OriginForecaster.RecordCertainty certainty) {
        return target == ForecastTarget.RECORD && certainty == OriginForecaster.RecordCertainty.SOFT
                ? paths.records(dates, softRecords(paths.size()))
                : paths.values(target, dates);
    }

    /** The known record on each path, lowered by a random amount, because it may be revised downward. */
    private double[] softRecords(int paths) {
        double firmRecord = knownRecord.orElse(Double.NEGATIVE_INFINITY);
        double[] softRecords = new double[paths];
        SplittableRandom random = new SplittableRandom(DerivedSeed.of(settings.seed(), "softness"));
        Arrays.setAll(
                softRecords, path -> firmRecord - settings.paths().recordSoftness() * Math.abs(random.nextGaussian()));
        return softRecords;
    }
}
