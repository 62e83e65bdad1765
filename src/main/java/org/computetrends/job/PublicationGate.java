package org.computetrends.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.evaluate.MovementExplainer;
import org.computetrends.evaluate.MovementFinder;
import org.computetrends.held.HeldVintage;
import org.computetrends.publish.StandingVintage;
import org.computetrends.table.TrendsTable;

/**
 * Keeps a run from being published whose trends moved too far since the last publication: a person is to look at it first.
 * What counts as the last publication is asked of every sink, before anything is written in any.
 */
final class PublicationGate {
    /** How many releases of a trend are named. */
    private static final int NAMED = 3;

    private final TrendConfig config;

    PublicationGate(TrendConfig config) {
        this.config = config;
    }

    /**
     * Compares, if there is a bound.
     *
     * @param last the last publication of each sink, by its name
     * @param trends the run's trends
     * @param own the run's releases, where they are held; asked if a trend moved too far
     */
    Optional<GateOutcome> compare(
            Map<String, Optional<StandingVintage>> last, List<Trend> trends, Supplier<Optional<HeldVintage>> own) {
        Double bound = config.publishing().failIfChanged();
        if (bound == null) {
            return Optional.empty();
        }
        // Sinks that a run published to together have the same publication.
        Map<List<Object>, List<String>> sinks = new LinkedHashMap<>();
        Map<List<Object>, Optional<StandingVintage>> publications = new LinkedHashMap<>();
        last.forEach((sink, publication) -> {
            List<Object> key = publication
                    .<List<Object>>map(each -> List.of(each.vintage(), each.runId()))
                    .orElse(List.of());
            sinks.computeIfAbsent(key, first -> new ArrayList<>()).add(sink);
            publications.putIfAbsent(key, publication);
        });
        List<GateOutcome.Comparison> comparisons = new ArrayList<>();
        publications.forEach((key, publication) ->
                comparisons.add(comparison(Objects.requireNonNull(sinks.get(key)), publication, trends, own, bound)));
        return Optional.of(new GateOutcome(bound, comparisons));
    }

    private GateOutcome.Comparison comparison(
            List<String> sinks,
            Optional<StandingVintage> publication,
            List<Trend> trends,
            Supplier<Optional<HeldVintage>> own,
            double bound) {
        if (publication.isEmpty()) {
            return new GateOutcome.Comparison(sinks, Optional.empty(), Optional.empty(), List.of(), false);
        }
        PublishedTable published = publication.get().read(TrendsTable.TRENDS.table(), row -> true);
        List<TrendMovement> movements =
                published.rows().isEmpty() ? List.of() : MovementFinder.movements(trends, published);
        List<TrendMovement> beyond =
                movements.stream().filter(each -> each.exceeds(bound)).toList();
        Optional<List<TrendMovement>> explained = beyond.isEmpty()
                ? Optional.empty()
                : own.get()
                        .flatMap(after -> new PublishedReleases(
                                        config.metrics(), config.fitting().observationsLimit())
                                .of(publication.get())
                                .map(before -> new MovementExplainer(
                                                config.sensitivity().baseline(),
                                                config.history().revisions().identity(),
                                                NAMED)
                                        .explained(movements, moved(trends, beyond), before, after)));
        return new GateOutcome.Comparison(
                sinks,
                publication.map(StandingVintage::vintage),
                publication.map(StandingVintage::runId),
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
