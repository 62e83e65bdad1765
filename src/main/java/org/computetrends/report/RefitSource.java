package org.computetrends.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
record RefitSource(ReportInput input, HeadlineDatasets datasets, List<Observed> observations) {
    static RefitSource of(ReportInput input, HeadlineDatasets datasets) {
        Map<String, PublishedRow> releases = input.releasesById();
        List<Observed> observations = input.rows("observations").stream()
                .flatMap(row -> Stream.ofNullable(releases.get(row.requireText("release_id")))
                        .map(release -> new Observed(row, release)))
                .toList();
        return new RefitSource(input, datasets, observations);
    }

    /** Whether the page has every observation. A line fitted to a sample would differ from the run's. */
    boolean isComplete() {
        return !observations.isEmpty() && observations.size() == input.rowsPublished("observations");
    }

    /** The cohorts whose releases may be selected: all releases first, as in the command {@code fit}. */
    List<String> cohorts() {
        return Stream.concat(Stream.of(Cohort.all().id()), datasets.cohorts().stream())
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
        json.put("metrics", datasets.metrics().stream().map(this::metric).toList());
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
            int metric = datasets.metrics().indexOf(observation.metric());
            if (metric >= 0) {
                releases.computeIfAbsent(observation.id(), id -> attributesOf(observation, valueIndices))
                        .add(List.of(metric, Objects.requireNonNull(setIndices.get(memberships.get(i)))));
            }
        }
        return releases;
    }

    private static List<Object> attributesOf(Observed observation, Map<String, Map<String, Integer>> valueIndices) {
        List<Object> attributes = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            Map<String, Integer> indices = Objects.requireNonNull(valueIndices.get(attribute.id()));
            attributes.add(observation.values(attribute).stream()
                    .map(value -> Objects.requireNonNull(indices.get(LowerCase.of(value))))
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
        return HeadlineDatasets.mostFrequentFirst(counts)
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
     * A metric's id, its thresholds, and its {@code entry}: the text for the metric in an item of the setting {@code
     * trends}. That is the id if the setting has the id or {@code *}; otherwise {@code others}.
     */
    private Map<String, Object> metric(String id) {
        Provenance provenance = input.provenance();
        boolean isNamed = provenance.listSetting("trends").stream()
                .flatMap(item -> StreamSupport.stream(item.path("metrics").spliterator(), false))
                .anyMatch(
                        metric -> metric.asText().equals(id) || metric.asText().equals("*"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("entry", isNamed ? id : "others");
        json.put("thresholds", provenance.listSetting("projections.thresholds." + id));
        return json;
    }
}
