package org.computetrends.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.CohortSelector;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Decides which observations belong to which cohorts. The {@link CohortSelector} is the run's; its input is read from the
 * tables {@code observations} and {@code releases}. If the page has every observation, the cohorts equal the run's.
 * With a sample they may differ, because the rule counts which values of an attribute are common.
 */
final class CohortMembership {
    /** A condition's value in a cohort's id: the text between {@code =} and the next {@code ;}. */
    private static final Pattern VALUE = Pattern.compile("=([^;]*)");

    private final CohortSelector rule;
    private final List<Observed> observations;
    /** The release ids of each metric's frontier, by metric. */
    private final Map<String, Set<String>> frontiers = new HashMap<>();

    /** Values with a comma or quotation mark, in lower case. In a cohort's id they need quotation marks. */
    private final Set<String> valuesToQuote;

    /** Whether every release counts as notable, because the settings say so for inputs without the flag. */
    private final boolean areAllNotable;

    private final boolean areLowOutliersDropped;

    /** A row of {@code observations}, and the row of its release. */
    record Observed(PublishedRow row, PublishedRow release) {
        String metric() {
            return row.requireText("metric");
        }

        String id() {
            return row.requireText("release_id");
        }

        /** The release's values of an attribute, in the source's spelling. */
        List<String> values(Attribute attribute) {
            return switch (attribute) {
                case DOMAIN -> release.texts("domains");
                case COUNTRY -> release.texts("countries");
                case ORGANIZATION -> release.texts("organizations");
                case ACCESSIBILITY ->
                    Stream.ofNullable(release.text("accessibility")).toList();
                // The table has the names of an enum, in capitals; cohorts have lower case.
                case CONFIDENCE ->
                    Stream.ofNullable(release.text("confidence"))
                            .map(LowerCase::of)
                            .toList();
            };
        }
    }

    CohortMembership(Provenance provenance, List<Observed> observations) {
        String minimum = provenance.setting("populations.common-value-minimum");
        this.rule = new CohortSelector(
                minimum == null ? 0 : Long.parseLong(minimum),
                provenance.dateSetting("populations.regular-scale-from"));
        this.observations = observations;
        for (Observed observation : observations) {
            if (observation.row().has("frontier_rank")) {
                frontiers
                        .computeIfAbsent(observation.metric(), metric -> new HashSet<>())
                        .add(observation.id());
            }
        }
        this.valuesToQuote = observations.stream()
                .flatMap(observation ->
                        Stream.of(Attribute.values()).flatMap(attribute -> observation.values(attribute).stream()))
                .filter(value -> value.contains(",") || value.contains("\""))
                .map(LowerCase::of)
                .collect(Collectors.toSet());
        this.areLowOutliersDropped = "drop".equals(provenance.setting("populations.low-outliers"));
        this.areAllNotable = "true".equals(provenance.setting("populations.notable-when-unflagged"))
                && observations.stream()
                        .noneMatch(observation -> observation.release().has("notable"));
    }

    /**
     * The ids of the cohorts that each observation belongs to: a list for each observation, in the order of the
     * observations.
     *
     * @param cohorts the ids of the cohorts to test
     */
    List<List<String>> cohortsByObservation(List<String> cohorts) {
        List<List<String>> memberships = new ArrayList<>();
        observations.forEach(observation -> memberships.add(new ArrayList<>()));
        Map<String, List<Integer>> indicesByMetric = IntStream.range(0, observations.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> observations.get(i).metric()));
        for (List<Integer> indices : indicesByMetric.values()) {
            OfMetric ofMetric =
                    new OfMetric(indices.stream().map(observations::get).toList());
            for (String id : cohorts) {
                IntPredicate members = members(id, ofMetric);
                IntStream.range(0, indices.size())
                        .filter(members)
                        .forEach(i -> memberships.get(indices.get(i)).add(id));
            }
        }
        return memberships;
    }

    /** Whether the observation at an index of {@code ofMetric} is in a cohort; false if the id cannot be parsed. */
    private IntPredicate members(String id, OfMetric ofMetric) {
        try {
            return rule.members(Cohort.parse(quoted(id)), ofMetric);
        } catch (IllegalArgumentException e) {
            // Tables published by another version may have cohorts that this version cannot parse.
            return none -> false;
        }
    }

    /** A cohort's id with quotation marks where a value needs them. Earlier versions published ids without them. */
    private String quoted(String id) {
        return VALUE.matcher(id)
                .replaceAll(match -> Matcher.quoteReplacement(
                        valuesToQuote.contains(match.group(1))
                                ? "=\"" + match.group(1).replace("\"", "\"\"") + "\""
                                : match.group()));
    }

    /** The observations of one metric, as {@link CohortSelector} needs them. */
    private final class OfMetric implements CohortSelector.Observations {
        private final List<Observed> observations;

        OfMetric(List<Observed> observations) {
            this.observations = observations;
        }

        @Override
        public int size() {
            return observations.size();
        }

        @Override
        public long epochDay(int i) {
            return observations.get(i).row().requireDate("published_on").toEpochDay();
        }

        @Override
        public List<String> values(int i, Attribute attribute) {
            return observations.get(i).values(attribute).stream()
                    .map(LowerCase::of)
                    .toList();
        }

        @Override
        public boolean isKept(int i) {
            return !areLowOutliersDropped || !hasScale(i, Scale.LOW_OUTLIER);
        }

        @Override
        public boolean hasScale(int i, Scale scale) {
            return scale.name().equals(observations.get(i).row().text("scale"));
        }

        @Override
        public IntPredicate notable() {
            return i -> areAllNotable || observations.get(i).release().isTrue("notable");
        }

        @Override
        public IntPredicate frontier(@Nullable String rankedBy) {
            return i -> frontiers
                    .getOrDefault(rankedBy == null ? observations.get(i).metric() : rankedBy, Set.of())
                    .contains(observations.get(i).id());
        }

        @Override
        public IntPredicate records() {
            return i -> observations.get(i).row().isTrue("record");
        }
    }
}
