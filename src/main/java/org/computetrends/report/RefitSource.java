package org.computetrends.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.report.CohortMembership.Observed;

/**
 * The data that the page's script needs for {@link RefitForm}, besides the dataset of releases: each release's
 * attributes and cohorts, the thresholds of each metric, and the names of metrics in settings.
 *
 * @param observations the page's observations whose release the page has
 */
record RefitSource(ReportInput input, HeadlineSources sources, List<Observed> observations) {
    static RefitSource of(ReportInput input, HeadlineSources sources) {
        Map<String, PublishedRow> releases = input.releasesById();
        List<Observed> observations = input.rows("observations").stream()
                .flatMap(row -> Stream.ofNullable(releases.get(row.requireText("release_id")))
                        .map(release -> new Observed(row, release)))
                .toList();
        return new RefitSource(input, sources, observations);
    }

    /** Whether the page has every observation. A line fitted to a sample would differ from the run's. */
    boolean isComplete() {
        return !observations.isEmpty() && observations.size() == input.rowsPublished("observations");
    }

    /** The cohorts whose releases may be selected: all releases first, as in the command {@code fit}. */
    List<String> cohorts() {
        return Stream.concat(Stream.of(Cohort.all().id()), sources.cohorts().stream())
                .distinct()
                .toList();
    }

    /** The data as JSON. Values and distinct sets of cohorts are listed once; releases refer to them by index. */
    String json() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Attribute attribute : Attribute.values()) {
            values.put(attribute.id(), values(attribute));
        }
        List<List<String>> memberships =
                new CohortMembership(input.provenance(), observations).cohortsByObservation(cohorts());
        List<List<String>> cohortSets = memberships.stream().distinct().toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("daysPerYear", input.provenance().timeScale().daysPerYear());
        json.put("daysPerMonth", input.provenance().timeScale().daysPerMonth());
        json.put(
                "quotations",
                Json.object(
                        "classical", Method.OLS.quotationNote(),
                        "hc3", Method.HC3.quotationNote(),
                        "cr3", Method.CR3.quotationNote()));
        json.put("metrics", sources.metrics().stream().map(this::metric).toList());
        json.put("attributes", values);
        json.put("cohorts", cohortSets);
        json.put("releases", releases(values, memberships, cohortSets));
        return Json.write(json);
    }

    /**
     * A list for each release, by the release's id. Its first elements are lists, one for each attribute: the indices
     * of the release's values. Then it has a pair for each metric with a value of the release: the index of the metric,
     * and the index of the set of cohorts that the observation belongs to.
     *
     * @param values the values of each attribute, by the attribute's id
     * @param memberships the cohorts of each observation
     * @param cohortSets the distinct lists in {@code memberships}
     */
    private Map<String, List<Object>> releases(
            Map<String, List<String>> values, List<List<String>> memberships, List<List<String>> cohortSets) {
        Map<List<String>, Integer> setIndices = indices(cohortSets);
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

    /** The values of an attribute, the most frequent first. Spellings that differ only in capitals count as one. */
    private List<String> values(Attribute attribute) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> namesByLowerCase = new HashMap<>();
        observations.forEach(observation -> observation.values(attribute).forEach(value -> {
            counts.merge(LowerCase.of(value), 1L, Long::sum);
            namesByLowerCase.merge(LowerCase.of(value), value, BinaryOperator.minBy(Comparator.naturalOrder()));
        }));
        return HeadlineSources.mostFrequentFirst(counts)
                .map(value -> namesByLowerCase.getOrDefault(value, value))
                .toList();
    }

    /** The index of each value in a list of distinct values, by value. */
    private static <T> Map<T, Integer> indices(List<T> values) {
        Map<T, Integer> indices = new HashMap<>();
        values.forEach(value -> indices.put(value, indices.size()));
        return indices;
    }

    /**
     * A metric's id, thresholds, and entry: the name to use for the metric in the setting {@code trends}. The entry is
     * the id if the setting names the metric or {@code *}; otherwise {@code others}.
     */
    private Map<String, Object> metric(String id) {
        Provenance provenance = input.provenance();
        boolean isNamed = provenance.listSetting("trends").stream()
                .map(entry -> Json.write(entry.path("metrics")))
                .anyMatch(metrics -> metrics.contains(Json.write(id)) || metrics.contains(Json.write("*")));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("entry", isNamed ? id : "others");
        json.put("thresholds", provenance.listSetting("projections.thresholds." + id));
        return json;
    }
}
