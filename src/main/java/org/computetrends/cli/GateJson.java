package org.computetrends.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.TrendMovement;
import org.computetrends.job.GateOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The result of the gate as JSON, a part of {@link SummaryJson}. The gate withholds a publication if a trend's growth
 * moved by more than {@code publishing.fail-if-changed} since the last publication, or if a trend is no longer fitted.
 * Sinks can have different last publications: each of these has a comparison.
 */
final class GateJson {
    private GateJson() {}

    /** The JSON of a gate. By default there is no gate: then there are no comparisons, and {@code passed} is true. */
    static Map<String, @Nullable Object> of(Optional<GateOutcome> gate) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("bound_share", gate.map(GateOutcome::bound).orElse(null));
        object.put("passed", gate.map(GateOutcome::isPassed).orElse(true));
        object.put(
                "comparisons",
                gate.map(outcome -> outcome.comparisons().stream()
                                .map(comparison -> comparison(comparison, outcome.bound()))
                                .toList())
                        .orElse(List.of()));
        return object;
    }

    private static Map<String, @Nullable Object> comparison(GateOutcome.Comparison comparison, double bound) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Optional<GateOutcome.LastPublication> publication = comparison.publication();
        object.put("sinks", comparison.sinks());
        object.put("vintage", publication.map(last -> last.vintage().toString()).orElse(null));
        object.put("run_id", publication.map(GateOutcome.LastPublication::runId).orElse(null));
        object.put(
                "other_scope",
                publication.flatMap(GateOutcome.LastPublication::otherScope).orElse(null));
        object.put("trends_published", comparison.trendsPublished());
        // Whether the releases that caused the changes are known.
        object.put("releases_known", comparison.areReleasesKnown());
        object.put("changed", movements(comparison.failing(bound)));
        object.put("appeared", movements(comparison.ofKind(TrendMovement.Kind.APPEARED)));
        return object;
    }

    private static List<Map<String, @Nullable Object>> movements(List<TrendMovement> movements) {
        return movements.stream().map(GateJson::movement).toList();
    }

    private static Map<String, @Nullable Object> movement(TrendMovement movement) {
        boolean isMoved = movement.kind() == TrendMovement.Kind.MOVED;
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("metric", movement.trend().metric());
        object.put("cohort", movement.trend().cohort());
        object.put("era", movement.trend().era());
        object.put("kind", movement.kind().name());
        object.put("slope_before_oom_per_year", movement.slopeBefore());
        object.put("slope_after_oom_per_year", movement.slopeAfter());
        object.put("change_share", isMoved ? nullUnlessFinite(movement.shareMoved()) : null);
        List<Map<String, @Nullable Object>> releases = new ArrayList<>();
        for (TrendMovement.Cause cause : movement.causes()) {
            Map<String, @Nullable Object> release = new LinkedHashMap<>();
            release.put("release_id", cause.releaseId());
            release.put("kind", cause.kind().name());
            release.put("change_share", nullUnlessFinite(movement.shareOfSlope(cause.slopeChange())));
            releases.add(release);
        }
        object.put("releases", releases);
        return object;
    }

    private static @Nullable Double nullUnlessFinite(double share) {
        return Double.isFinite(share) ? share : null;
    }
}
