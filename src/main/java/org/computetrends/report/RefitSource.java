package org.computetrends.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.TimeScale;
import org.computetrends.report.CohortMembership.Observed;

/**
 * The data for {@link RefitForm}, in addition to the dataset of releases: each release's attributes and cohorts, the
 * thresholds of each metric, and the names to use in settings.
 */
final class RefitSource {
    private final ReportInput input;
    private final HeadlineSources sources;
    private final List<Observed> observations;

    RefitSource(ReportInput input, HeadlineSources sources) {
        this.input = input;
        this.sources = sources;
        Map<String, PublishedRow> releases = input.rows("releases").stream()
                .collect(Collectors.toMap(row -> row.requireText("release_id"), Function.identity()));
        this.observations = input.rows("observations").stream()
                .flatMap(row -> Optional.ofNullable(releases.get(row.requireText("release_id")))
                        .map(release -> new Observed(row, release))
                        .stream())
                .toList();
    }

    /** Whether the page has every observation. A line fitted to a sample would differ from a line fitted to all data. */
    boolean isComplete() {
        return !observations.isEmpty() && observations.size() == input.rowsPublished("observations");
    }

    /** The cohorts whose releases may be selected: all releases first, as in the command {@code fit}. */
    List<String> cohorts() {
        return Stream.concat(Stream.of(Cohort.all().id()), sources.cohorts().stream())
                .distinct()
                .toList();
    }

    /**
     * The data as JSON. An attribute's values and the distinct sets of cohorts are listed once; releases refer to them by index.
     */
    String json() {
        TimeScale years = input.provenance().timeScale();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Attribute attribute : Attribute.values()) {
            values.put(attribute.id(), values(attribute));
        }
        List<List<String>> memberships = new CohortMembership(input.provenance(), observations).of(cohorts());
        List<List<String>> sets = memberships.stream().distinct().toList();
        return Json.of(Json.object(
                "daysPerYear",
                years.daysPerYear(),
                "daysPerMonth",
                years.daysPerMonth(),
                "quotations",
                Json.object(
                        "classical",
                        Method.OLS.quotation(),
                        "hc3",
                        Method.HC3.quotation(),
                        "cr3",
                        Method.CR3.quotation()),
                "metrics",
                sources.metrics().stream().map(this::metric).toList(),
                "attributes",
                values,
                "cohorts",
                sets,
                "releases",
                releases(values, memberships, sets)));
    }

    /**
     * Each release's attributes and cohorts by its id: for each attribute the indices of its values; then, for each metric that it has
     * a value of, the index of the metric and that of its set of cohorts.
     */
    private Map<String, List<Object>> releases(
            Map<String, List<String>> values, List<List<String>> memberships, List<List<String>> sets) {
        Map<List<String>, Integer> setIndices = indices(sets);
        Map<String, Map<String, Integer>> valueIndices = new HashMap<>();
        values.forEach((attribute, names) -> valueIndices.put(
                attribute, indices(names.stream().map(LowerCase::of).toList())));
        Map<String, List<Object>> releases = new LinkedHashMap<>();
        for (int i = 0; i < observations.size(); i++) {
            Observed observation = observations.get(i);
            int metric = sources.metrics().indexOf(observation.metric());
            if (metric >= 0) {
                releases.computeIfAbsent(observation.id(), id -> attributesOf(observation, valueIndices))
                        .add(List.of(metric, setIndices.getOrDefault(memberships.get(i), 0)));
            }
        }
        return releases;
    }

    private static List<Object> attributesOf(Observed observation, Map<String, Map<String, Integer>> valueIndices) {
        List<Object> attributes = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            Map<String, Integer> indices = valueIndices.getOrDefault(attribute.id(), Map.of());
            attributes.add(observation.values(attribute).stream()
                    .map(value -> indices.getOrDefault(LowerCase.of(value), -1))
                    .toList());
        }
        return attributes;
    }

    /** The values of an attribute, the most frequent first. Values that differ only in capitals are merged. */
    private List<String> values(Attribute attribute) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> namesByLowerCase = new HashMap<>();
        observations.forEach(each -> each.values(attribute).forEach(value -> {
            counts.merge(LowerCase.of(value), 1L, Long::sum);
            namesByLowerCase.merge(LowerCase.of(value), value, (one, other) -> one.compareTo(other) < 0 ? one : other);
        }));
        return HeadlineSources.mostFrequentFirst(counts)
                .map(value -> namesByLowerCase.getOrDefault(value, value))
                .toList();
    }

    private static <T> Map<T, Integer> indices(List<T> values) {
        Map<T, Integer> indices = new HashMap<>();
        values.forEach(value -> indices.put(value, indices.size()));
        return indices;
    }

    /** A metric's id, the name that the setting {@code trends} uses for it (its id or {@code others}), and its thresholds. */
    private Map<String, Object> metric(String id) {
        Provenance provenance = input.provenance();
        boolean isNamed = provenance.items("trends").stream()
                .map(entry -> Json.of(entry.path("metrics")))
                .anyMatch(metrics -> metrics.contains(Json.of(id)) || metrics.contains(Json.of("*")));
        return Json.object(
                "id",
                id,
                "entry",
                isNamed ? id : "others",
                "thresholds",
                provenance.items("projections.thresholds." + id));
    }
}
