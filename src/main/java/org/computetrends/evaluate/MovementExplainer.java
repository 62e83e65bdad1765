package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.TrendMovement.Cause;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.ValueChange.Kind;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.LoadedVintage;
import org.computetrends.population.PopulationSelector;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Finds the releases whose changes, since a publication, moved trends. The change of each release is undone alone, and
 * the populations are selected again. So the effect of a change includes other releases that it displaces from the
 * frontier. A release is named if its change acts in the direction of the movement. Releases that move a trend only
 * jointly are not found.
 *
 * @param limit the most releases named per trend
 */
public record MovementExplainer(Selection selection, ReleaseIdentity identity, int limit) {

    /** The change of a release; {@code before} is null if it was added, {@code after} if it was withdrawn. */
    private record Change(
            @Nullable AnalysedRelease before, @Nullable AnalysedRelease after) {
        Kind kind() {
            return before == null ? Kind.ADDED : after == null ? Kind.WITHDRAWN : Kind.REVISED;
        }

        String releaseId() {
            return Objects.requireNonNull(after == null ? before : after).id();
        }

        /** Whether the change can move trends of these metrics. */
        boolean concerns(Set<String> metrics, Selection selection) {
            boolean isSelectedOtherwise = before != null
                    && after != null
                    && !new ReleaseMatching.Pair(before, after).isSelectedAlike(selection);
            return isSelectedOtherwise
                    || metrics.stream()
                            .anyMatch(metric -> !Objects.equals(value(before, metric), value(after, metric)));
        }

        private static @Nullable Double value(@Nullable AnalysedRelease release, String metric) {
            return release == null ? null : release.values().get(metric);
        }
    }

    /**
     * The movements, in their order, with the releases that caused them. Movements of a kind other than {@code MOVED}
     * are returned unchanged.
     *
     * @param trends the run's specifications of the trends
     * @param before the releases of the earlier publication
     * @param after the run's releases
     */
    public List<TrendMovement> explain(
            List<TrendMovement> movements, List<TrendSpecification> trends, LoadedVintage before, LoadedVintage after) {
        Map<Set<String>, List<TrendSpecification>> byMetrics = trends.stream()
                .filter(trend -> movements.stream().anyMatch(movement -> isOf(movement, trend)))
                .collect(Collectors.groupingBy(MovementExplainer::metrics));
        List<Change> changes = changes(ReleaseMatching.of(before.releases(), after.releases(), identity));
        Map<TrendSpecification, List<Cause>> causes = new HashMap<>();
        byMetrics.forEach((metrics, group) -> causes.putAll(causes(group, changes, metrics, after)));
        return movements.stream()
                .map(movement -> trends.stream()
                        .filter(trend -> isOf(movement, trend))
                        .findFirst()
                        .map(trend -> movement.withCauses(strongest(movement, causes.getOrDefault(trend, List.of()))))
                        .orElse(movement))
                .toList();
    }

    private static boolean isOf(TrendMovement movement, TrendSpecification trend) {
        return movement.kind() == TrendMovement.Kind.MOVED && movement.trend().equals(trend.key());
    }

    /** The metrics whose values a trend depends on. */
    private static Set<String> metrics(TrendSpecification trend) {
        String metric = trend.metric().id();
        return Set.copyOf(
                List.of(metric, Objects.requireNonNullElse(trend.cohort().rankedBy(), metric)));
    }

    private static List<Change> changes(ReleaseMatching matching) {
        List<Change> changes = new ArrayList<>();
        matching.matched().forEach(pair -> changes.add(new Change(pair.before(), pair.after())));
        matching.added().forEach(release -> changes.add(new Change(null, release)));
        matching.withdrawn().forEach(release -> changes.add(new Change(release, null)));
        return changes;
    }

    /** By trend: the effect of each change on the slope. All {@code trends} depend on the same {@code metrics}. */
    private Map<TrendSpecification, List<Cause>> causes(
            List<TrendSpecification> trends, List<Change> changes, Set<String> metrics, LoadedVintage after) {
        AnalysedReleases current = after.selector().analysed(selection);
        double[] slopes =
                trends.stream().mapToDouble(trend -> slope(current, trend)).toArray();
        List<Change> relevant = changes.stream()
                .filter(change -> change.concerns(metrics, selection))
                .toList();
        List<List<Cause>> causesByChange = ParallelTasks.map(relevant, change -> {
            AnalysedReleases releases = without(change, after);
            return IntStream.range(0, slopes.length)
                    .mapToObj(i ->
                            new Cause(change.releaseId(), change.kind(), slopes[i] - slope(releases, trends.get(i))))
                    .toList();
        });
        Map<TrendSpecification, List<Cause>> causesByTrend = new HashMap<>();
        for (int i = 0; i < slopes.length; i++) {
            int trend = i;
            causesByTrend.put(
                    trends.get(i),
                    causesByChange.stream().map(causes -> causes.get(trend)).toList());
        }
        return causesByTrend;
    }

    /** The run's releases with a change undone. */
    private AnalysedReleases without(Change change, LoadedVintage after) {
        List<AnalysedRelease> releases = new ArrayList<>(after.measured());
        releases.removeIf(release -> isSame(release, change.after()));
        AnalysedRelease before = change.before();
        if (before != null && !before.values().isEmpty()) {
            releases.add(before);
            releases.sort(AnalysedRelease.ORDER);
        }
        return new PopulationSelector(releases, after.date()).analysed(selection);
    }

    /** Whether two releases are the same object; different releases may be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(AnalysedRelease release, @Nullable AnalysedRelease other) {
        return release == other;
    }

    private double slope(AnalysedReleases releases, TrendSpecification trend) {
        Cells cells = releases.select(trend.metric().id(), trend.cohort(), trend.era())
                .cells(selection.rules().timeScale());
        return LeastSquaresLine.isEstimable(cells) ? LeastSquaresLine.fit(cells).slope() : Double.NaN;
    }

    /** The causes that act in the direction of the movement, the strongest first. */
    private List<Cause> strongest(TrendMovement movement, List<Cause> causes) {
        double direction = Math.signum(movement.shareMoved());
        return causes.stream()
                .filter(cause -> cause.slopeChange() * direction > 0)
                .sorted(Comparator.comparingDouble((Cause cause) -> -Math.abs(cause.slopeChange()))
                        .thenComparing(Cause::releaseId))
                .limit(limit)
                .toList();
    }
}
