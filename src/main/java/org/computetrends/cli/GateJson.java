package org.computetrends.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.domain.TrendMovement;
import org.computetrends.job.GateOutcome;
import org.jspecify.annotations.Nullable;

/** How far trends moved since the last publication, for programs: a part of {@link SummaryJson}. */
final class GateJson {

    private GateJson() {}

    /** The object; without a bound nothing was compared, and nothing failed. */
    static Map<String, @Nullable Object> of(Optional<GateOutcome> gate) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("bound_share", gate.map(GateOutcome::bound).orElse(null));
        object.put("passed", gate.map(GateOutcome::isPassed).orElse(true));
        object.put(
                "comparisons",
                gate.map(outcome -> outcome.comparisons().stream()
                                .map(each -> comparison(each, outcome.bound()))
                                .toList())
                        .orElse(List.of()));
        return object;
    }

    private static Map<String, @Nullable Object> comparison(GateOutcome.Comparison comparison, double bound) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("sinks", comparison.sinks());
        object.put("vintage", comparison.vintage().map(LocalDate::toString).orElse(null));
        object.put("run_id", comparison.runId().orElse(null));
        object.put("other_scope", comparison.otherScope().orElse(null));
        object.put("trends_published", comparison.published());
        object.put("releases_known", comparison.areReleasesKnown());
        object.put("changed", movements(comparison.beyond(bound)));
        object.put("appeared", movements(comparison.of(TrendMovement.Kind.APPEARED)));
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
        object.put("change_share", isMoved ? finite(movement.share()) : null);
        object.put(
                "releases",
                movement.causes().stream()
                        .map(cause -> {
                            Map<String, @Nullable Object> release = new LinkedHashMap<>();
                            release.put("release_id", cause.releaseId());
                            release.put("kind", cause.kind().name());
                            release.put("change_share", finite(movement.share(cause.slopeChange())));
                            return release;
                        })
                        .toList());
        return object;
    }

    private static @Nullable Double finite(double share) {
        return Double.isFinite(share) ? share : null;
    }

    static Map<String, Object> schema() {
        Map<String, Object> release = new LinkedHashMap<>();
        release.put("release_id", SummaryJson.described("string", "The release."));
        release.put("kind", SummaryJson.described("string", "What happened to it: REVISED, ADDED or WITHDRAWN."));
        release.put("change_share", optional("number", "How much of the old growth the trend moved by it alone."));
        Map<String, Object> movement = new LinkedHashMap<>();
        movement.put("metric", SummaryJson.described("string", "The metric's id."));
        movement.put("cohort", SummaryJson.described("string", "The cohort's id."));
        movement.put("era", SummaryJson.described("string", "The era's id."));
        movement.put("kind", SummaryJson.described("string", "What became of it: MOVED, APPEARED or VANISHED."));
        movement.put("slope_before_oom_per_year", optional("number", "Its growth in the publication; null for none."));
        movement.put("slope_after_oom_per_year", optional("number", "Its growth in this run; null for none."));
        movement.put(
                "change_share",
                optional(
                        "number",
                        "The change of its growth as a share of what it was; null unless it moved from any."));
        movement.put(
                "releases",
                listOf(release, "The releases that moved it most, one by one; none where they are not known."));
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put(
                "sinks",
                SummaryJson.field(
                        "array",
                        "The sinks whose last publication with trends it is.",
                        Map.of("items", Map.of("type", "string"))));
        comparison.put("vintage", optional("string", "The publication's vintage; null where none has trends."));
        comparison.put("run_id", optional("string", "The publication's run; null where none has trends."));
        comparison.put("other_scope", optional("string", "The publication's scope; null where it is the run's."));
        comparison.put("trends_published", SummaryJson.described("integer", "Trends that it has."));
        comparison.put(
                "releases_known",
                SummaryJson.described("boolean", "Whether the releases that moved trends could be looked for."));
        comparison.put("changed", listOf(movement, "Trends that moved by more than the bound, or vanished."));
        comparison.put("appeared", listOf(movement, "Trends that the publication lacks."));
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("bound_share", optional("number", "The setting publishing.fail-if-changed; null for no bound."));
        gate.put("passed", SummaryJson.described("boolean", "Whether every trend stayed within the bound."));
        gate.put("comparisons", listOf(comparison, "One for each last publication."));
        Map<String, Object> schema = SummaryJson.object(gate);
        schema.put("description", "How far trends moved since the last publication.");
        return schema;
    }

    private static Map<String, Object> listOf(Map<String, Object> properties, String meaning) {
        return SummaryJson.field("array", meaning, Map.of("items", SummaryJson.object(properties)));
    }

    private static Map<String, Object> optional(String type, String meaning) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", List.of(type, "null"));
        field.put("description", meaning);
        return field;
    }
}
