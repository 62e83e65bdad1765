package org.computetrends.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.MovementExplainer;
import org.computetrends.evaluate.MovementFinder;
import org.computetrends.population.LoadedVintage;
import org.computetrends.publish.PublishedVintage;
import org.computetrends.table.TrendsTable;

/**
 * Stops the publication of a run with trends that moved too far since the last publication, so that a person can check
 * it. Every sink is read before any is written.
 */
record PublicationGate(TrendConfig config) {
    /** The most releases named per trend. */
    private static final int NAMED = 3;

    /**
     * Compares a run with the last publications.
     *
     * @param publishedVintages the publications of each sink by name, the last one last
     * @param findings the run's trends and their scope
     * @param releases the run's releases, collected if a trend moved too far
     */
    GateOutcome compare(
            double bound,
            Map<String, List<PublishedVintage>> publishedVintages,
            Findings findings,
            ReleaseSelection releases) {
        String scopeName = findings.input().read().vintage().scopeName();
        List<Trend> trends = findings.fittedTrends().trends();
        // Sinks that a run published to together have the same publication.
        Map<String, SinksOfBasis> byRun = new LinkedHashMap<>();
        publishedVintages.forEach((sink, publications) -> {
            Optional<Basis> basis = basis(publications, scopeName);
            byRun.computeIfAbsent(
                            basis.map(each -> each.publication().runId()).orElse(""),
                            run -> new SinksOfBasis(basis, new ArrayList<>()))
                    .sinks()
                    .add(sink);
        });
        return new GateOutcome(
                bound,
                scopeName,
                byRun.values().stream()
                        .map(each -> comparison(each.sinks(), each.basis(), trends, releases, bound))
                        .toList());
    }

    /**
     * The publication that a run is compared with.
     *
     * @param otherScope its scope, where that differs from the run's
     */
    private record Basis(PublishedVintage publication, PublishedTable trends, Optional<String> otherScope) {}

    private record SinksOfBasis(Optional<Basis> basis, List<String> sinks) {}

    /**
     * The last publication of the run's scope that has trends, or else the last of any scope, so that a change of scope
     * is checked too. Empty if none has trends.
     */
    private static Optional<Basis> basis(List<PublishedVintage> publications, String scopeName) {
        Basis ofOtherScope = null;
        for (int i = publications.size() - 1; i >= 0; i--) {
            PublishedVintage publication = publications.get(i);
            PublishedTable trends = publication.read(TrendsTable.TRENDS.table(), row -> true);
            if (!trends.rows().isEmpty()) {
                Basis basis = new Basis(publication, trends, publication.otherScope(scopeName));
                if (basis.otherScope().isEmpty()) {
                    return Optional.of(basis);
                }
                ofOtherScope = ofOtherScope == null ? basis : ofOtherScope;
            }
        }
        return Optional.ofNullable(ofOtherScope);
    }

    private GateOutcome.Comparison comparison(
            List<String> sinks, Optional<Basis> basis, List<Trend> trends, ReleaseSelection releases, double bound) {
        if (basis.isEmpty()) {
            return new GateOutcome.Comparison(
                    sinks,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    /* areReleasesKnown= */ false);
        }
        PublishedVintage publication = basis.get().publication();
        List<TrendMovement> movements =
                MovementFinder.movements(trends, basis.get().trends());
        List<TrendMovement> beyond =
                movements.stream().filter(each -> each.exceeds(bound)).toList();
        Optional<List<TrendMovement>> explained = beyond.isEmpty()
                ? Optional.empty()
                : releases.collect()
                        .filter(LoadedVintage::isComplete)
                        .flatMap(after -> new PublishedReleases(
                                        config.metrics(), config.sizes().releases())
                                .of(publication)
                                .map(before -> new MovementExplainer(
                                                config.sensitivity().baseline(),
                                                config.history().revisions().identity(),
                                                NAMED)
                                        .explain(movements, moved(trends, beyond), before, after)));
        return new GateOutcome.Comparison(
                sinks,
                Optional.of(publication.vintage()),
                Optional.of(publication.runId()),
                basis.get().otherScope(),
                explained.orElse(movements),
                explained.isPresent());
    }

    private static List<TrendSpecification> moved(List<Trend> trends, List<TrendMovement> movements) {
        Set<TrendKey> keys = movements.stream().map(TrendMovement::trend).collect(Collectors.toSet());
        return trends.stream()
                .map(Trend::specification)
                .filter(trend -> keys.contains(trend.key()))
                .toList();
    }
}
