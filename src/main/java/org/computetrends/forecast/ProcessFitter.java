package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.population.Population;
import org.computetrends.stats.Cells;
import org.computetrends.stats.Points;

/**
 * Fits release processes to the data known at an origin, and returns the sample paths of each, for {@link
 * TrendProjector}.
 *
 * @param members by trend: its observations, or only their {@link Cells}: see {@link TrendMembers}
 * @param until the last day of paths
 */
record ProcessFitter(
        ForecastSettings settings, Map<TrendKey, TrendMembers> members, Knowledge knowledge, LocalDate until) {
    private static final Population EMPTY = new Population(List.of(), new long[0], new double[0]);

    /** The name of a trend's process. A metric's frontier and records share one. */
    static ProcessPaths.Name name(TrendKey trend) {
        return new ProcessPaths.Name(
                trend.metric(),
                isOfFrontier(Cohort.parse(trend.cohort())) ? Cohort.frontier().id() : trend.cohort());
    }

    /** Whether a cohort is the frontier or the records among all releases, ranked by the trend's own metric. */
    static boolean isOfFrontier(Cohort cohort) {
        boolean isOfAllReleases = cohort.rankedBy() == null && cohort.filters().isEmpty();
        return isOfAllReleases && (cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD);
    }

    /**
     * The paths of a metric's frontier and records, which share one process.
     *
     * @param records the releases of all dates that set a record
     * @param method the simulation, which determines the start of paths and the years of fitted releases
     */
    ProcessPaths ofFrontier(TrendSpecification frontier, List<ValuedRelease> records, ForecastMethod method) {
        KnownReleases known =
                knownReleases(population(frontier).orElse(EMPTY), log10RecordBefore(records), frontier, method);
        return paths(known, ReleaseProcess.fit(known, method.simulatedYears(), settings.paths()), frontier.key());
    }

    /** The paths of another cohort. They have no arrivals: a path has a line, and a single release's residual. */
    ProcessPaths ofCohort(TrendSpecification trend, ForecastMethod method) {
        Optional<Population> population = population(trend);
        KnownReleases known = knownReleases(population.orElse(EMPTY), OptionalDouble.empty(), trend, method);
        Optional<ReleaseProcess> process = population.isPresent()
                ? ReleaseProcess.fit(known, method.simulatedYears(), settings.paths())
                        .map(ReleaseProcess::withoutArrivals)
                : ReleaseProcess.ofCells(
                        known,
                        Objects.requireNonNull(members.get(trend.key())).cells(),
                        method.simulatedYears(),
                        settings.paths());
        return paths(known, process, trend.key());
    }

    /**
     * A trend's observations. Empty if they are too many for memory, or too few for a line: the trend then has only
     * cells.
     */
    private Optional<Population> population(TrendSpecification trend) {
        Points points = Objects.requireNonNull(members.get(trend.key()), trend::toString)
                .points();
        return Optional.ofNullable(points)
                .map(observed -> new Population(
                        // Paths need no ids.
                        Collections.nCopies(observed.size(), ""),
                        Arrays.stream(observed.time())
                                .mapToLong(time ->
                                        settings.timeScale().dateAt(time).toEpochDay())
                                .toArray(),
                        observed.value()));
    }

    private KnownReleases knownReleases(
            Population population, OptionalDouble log10Record, TrendSpecification trend, ForecastMethod method) {
        LocalDate origin = knowledge.origin();
        return new KnownReleases(
                population.between(null, origin),
                log10Record,
                settings.fitFrom(),
                origin,
                settings.start(
                        method, origin, knowledge.coverageEnd(trend.metric().id())),
                settings.timeScale());
    }

    private ProcessPaths paths(KnownReleases known, Optional<ReleaseProcess> process, TrendKey trend) {
        return new ProcessPaths(known, process, settings, name(trend), until);
    }

    /** Log10 of the largest value before the origin; empty if there is none. */
    private OptionalDouble log10RecordBefore(List<ValuedRelease> records) {
        return records.stream()
                .filter(release -> release.publishedOn().isBefore(knowledge.origin()))
                .mapToDouble(release -> StrictMath.log10(release.value()))
                .max();
    }
}
