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
 * Measures how far a run's trends moved since the last publication. {@link TrendJob} publishes nothing if a trend moved
 * too far or is no longer fitted, so that a person can check first.
 */
record PublicationGate(TrendConfig config) {
    private static final int MOST_RELEASES_NAMED_PER_TREND = 3;

    /**
     * Compares a run with the last publication of each sink.
     *
     * @param bound the largest relative change of a slope that passes, as a share of 1
     * @param publishedVintages the publications by the name of the sink, the newest last
     * @param releases collects the run's releases, if a trend moved too far
     */
    GateOutcome compare(
            double bound,
            Map<String, List<PublishedVintage>> publishedVintages,
            Findings findings,
            ReleaseSelection releases) {
        String scopeName = findings.input().analysed().vintage().scopeName();
        List<Trend> trends = findings.fittedTrends().trends();
        // Sinks to which the same run published have the same basis, so they share one comparison.
        Map<String, BasisOfSinks> byRun = new LinkedHashMap<>();
        publishedVintages.forEach((sink, publications) -> {
            Optional<Basis> basis = basis(publications, scopeName);
            byRun.computeIfAbsent(
                            basis.map(found -> found.publication().runId()).orElse(""),
                            run -> new BasisOfSinks(basis, new ArrayList<>()))
                    .sinks()
                    .add(sink);
        });
        return new GateOutcome(
                bound,
                scopeName,
                byRun.values().stream()
                        .map(compared -> comparison(compared, trends, releases, bound))
                        .toList());
    }

    /**
     * The publication with which a run is compared.
     *
     * @param otherScope the publication's scope; empty if equal to the run's
     */
    private record Basis(PublishedVintage publication, PublishedTable trends, Optional<String> otherScope) {}

    /**
     * The names of the sinks that have the same basis.
     *
     * @param basis empty if the sinks have no publication with trends
     */
    private record BasisOfSinks(Optional<Basis> basis, List<String> sinks) {}

    /**
     * The newest publication that has trends and the run's scope. If there is none, the newest publication with trends
     * of any scope, so that a change of scope is checked too. Empty if no publication has trends.
     */
    private static Optional<Basis> basis(List<PublishedVintage> publications, String scopeName) {
        Basis newestOfOtherScope = null;
        for (int i = publications.size() - 1; i >= 0; i--) {
            PublishedVintage publication = publications.get(i);
            PublishedTable trends = publication.read(TrendsTable.TRENDS.table(), row -> true);
            if (!trends.rows().isEmpty()) {
                Basis basis = new Basis(publication, trends, publication.otherScope(scopeName));
                if (basis.otherScope().isEmpty()) {
                    return Optional.of(basis);
                }
                newestOfOtherScope = newestOfOtherScope == null ? basis : newestOfOtherScope;
            }
        }
        return Optional.ofNullable(newestOfOtherScope);
    }

    private GateOutcome.Comparison comparison(
            BasisOfSinks compared, List<Trend> trends, ReleaseSelection releases, double bound) {
        Optional<PublishedVintage> publication = compared.basis().map(Basis::publication);
        List<TrendMovement> movements = compared.basis()
                .map(basis -> MovementFinder.movements(trends, basis.trends()))
                .orElse(List.of());
        boolean isAnyBeyond = movements.stream().anyMatch(movement -> movement.exceeds(bound));
        Optional<List<TrendMovement>> explained = publication
                .filter(before -> isAnyBeyond)
                .flatMap(before -> releases.collect()
                        .filter(LoadedVintage::isComplete)
                        .flatMap(current ->
                                explained(movements, changedTrends(trends, movements, bound), before, current)));
        return new GateOutcome.Comparison(
                compared.sinks(),
                publication.map(PublishedVintage::vintage),
                publication.map(PublishedVintage::runId),
                compared.basis().flatMap(Basis::otherScope),
                explained.orElse(movements),
                explained.isPresent());
    }

    /** Adds to movements the releases that caused them. Empty if the publication has no releases, or too many. */
    private Optional<List<TrendMovement>> explained(
            List<TrendMovement> movements,
            List<TrendSpecification> changedTrends,
            PublishedVintage before,
            LoadedVintage current) {
        MovementExplainer explainer = new MovementExplainer(
                config.sensitivity().baseline(),
                config.history().revisions().identity(),
                MOST_RELEASES_NAMED_PER_TREND);
        return new PublishedReleases(config.metrics(), config.sizes().releases())
                .load(before)
                .map(published -> explainer.explain(movements, changedTrends, published, current));
    }

    /** The trends of the run that moved beyond the bound. */
    private static List<TrendSpecification> changedTrends(
            List<Trend> trends, List<TrendMovement> movements, double bound) {
        Set<TrendKey> keys = movements.stream()
                .filter(movement -> movement.exceeds(bound))
                .map(TrendMovement::trend)
                .collect(Collectors.toSet());
        return trends.stream()
                .map(Trend::specification)
                .filter(trend -> keys.contains(trend.key()))
                .toList();
    }
}
