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
 * Measures how far a run's trends moved since the last publication. {@link TrendJob} publishes nothing if a trend fails
 * (see {@link GateOutcome}), so that a person can check first.
 */
record PublicationGate(TrendConfig config) {
    private static final int MOST_RELEASES_NAMED_PER_TREND = 3;

    /**
     * The publication with which a run is compared; {@code otherScope} is its scope, or empty if equal to the run's.
     */
    private record Basis(PublishedVintage publication, PublishedTable trends, Optional<String> otherScope) {
        GateOutcome.LastPublication lastPublication() {
            return new GateOutcome.LastPublication(publication.vintage(), publication.runId(), otherScope);
        }
    }

    /** A basis, empty without a publication that has trends; and the names of the sinks that have it. */
    private record BasisOfSinks(Optional<Basis> basis, List<String> sinks) {}

    /**
     * Compares a run with the last publication of each sink.
     *
     * @param bound the largest relative change of a slope that passes, as a share of 1
     * @param publishedVintages by the name of the sink: its publications, in the order of their runs
     * @param releases collects the run's releases, if a trend fails
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
     * The latest publication that has trends and the run's scope. If there is none, the latest publication with trends
     * of any scope, so that a change of scope is checked too. Empty if no publication has trends.
     */
    private static Optional<Basis> basis(List<PublishedVintage> publications, String scopeName) {
        Basis latestOfOtherScope = null;
        for (int i = publications.size() - 1; i >= 0; i--) {
            PublishedVintage publication = publications.get(i);
            PublishedTable trends = publication.read(TrendsTable.TRENDS.table(), row -> true);
            if (!trends.rows().isEmpty()) {
                Basis basis = new Basis(publication, trends, publication.otherScope(scopeName));
                if (basis.otherScope().isEmpty()) {
                    return Optional.of(basis);
                }
                latestOfOtherScope = latestOfOtherScope == null ? basis : latestOfOtherScope;
            }
        }
        return Optional.ofNullable(latestOfOtherScope);
    }

    private GateOutcome.Comparison comparison(
            BasisOfSinks compared, List<Trend> trends, ReleaseSelection releases, double bound) {
        List<TrendMovement> movements = compared.basis()
                .map(basis -> MovementFinder.movements(trends, basis.trends()))
                .orElse(List.of());
        boolean isAnyFailing = movements.stream().anyMatch(movement -> movement.exceeds(bound));
        Optional<List<TrendMovement>> explained = compared.basis()
                .map(Basis::publication)
                .filter(before -> isAnyFailing)
                .flatMap(before -> releases.collect()
                        .filter(LoadedVintage::isComplete)
                        .flatMap(current ->
                                withCauses(movements, failingTrends(trends, movements, bound), before, current)));
        return new GateOutcome.Comparison(
                compared.sinks(),
                compared.basis().map(Basis::lastPublication),
                explained.orElse(movements),
                explained.isPresent());
    }

    /** Adds to movements the releases that caused them. Empty if the publication has no releases, or too many. */
    private Optional<List<TrendMovement>> withCauses(
            List<TrendMovement> movements,
            List<TrendSpecification> failingTrends,
            PublishedVintage before,
            LoadedVintage current) {
        MovementExplainer explainer = new MovementExplainer(
                config.sensitivity().baseline(),
                config.history().revisions().identity(),
                MOST_RELEASES_NAMED_PER_TREND);
        return new PublishedReleases(config.metrics(), config.sizes().releases())
                .load(before)
                .map(published -> explainer.explain(movements, failingTrends, published, current));
    }

    /** The run's trends that fail. */
    private static List<TrendSpecification> failingTrends(
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
