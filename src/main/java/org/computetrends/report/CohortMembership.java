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
import org.computetrends.domain.CohortRule;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Which observations belong to which cohorts, by {@link CohortRule} and the labels that the tables {@code observations} and
 * {@code releases} have. If the page has every observation, the result equals the run's. With a sample it may differ: which
 * values of an attribute are common depends on counts.
 */
final class CohortMembership {
    private static final Pattern VALUE = Pattern.compile("=([^;]*)");

    private final CohortRule rule;
    private final List<Observed> observations;
    private final Map<String, Set<String>> frontiers = new HashMap<>();
    private final Set<String> valuesToQuote;
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
                case ACCESSIBILITY -> listOf(release.text("accessibility"));
                // The table has the names of an enum, in capitals; cohorts have lower case.
                case CONFIDENCE ->
                    listOf(release.text("confidence")).stream()
                            .map(LowerCase::of)
                            .toList();
            };
        }

        private static List<String> listOf(@Nullable String text) {
            return text == null ? List.of() : List.of(text);
        }
    }

    CohortMembership(Provenance provenance, List<Observed> observations) {
        String minimum = provenance.setting("populations.common-value-minimum");
        this.rule = new CohortRule(
                minimum == null ? 0 : Long.parseLong(minimum), provenance.date("populations.regular-scale-from"));
        this.observations = observations;
        for (Observed observation : observations) {
            if (observation.row().has("frontier_rank")) {
                frontiers
                        .computeIfAbsent(observation.metric(), metric -> new HashSet<>())
                        .add(observation.id());
            }
        }
        this.valuesToQuote = observations.stream()
                .flatMap(each -> Stream.of(Attribute.values()).flatMap(attribute -> each.values(attribute).stream()))
                .filter(value -> value.contains(",") || value.contains("\""))
                .map(LowerCase::of)
                .collect(Collectors.toSet());
        this.areLowOutliersDropped = "drop".equals(provenance.setting("populations.low-outliers"));
        this.areAllNotable = "true".equals(provenance.setting("populations.notable-when-unflagged"))
                && observations.stream().noneMatch(each -> each.release().has("notable"));
    }

    /** For each observation, in their order: the ids of the given cohorts that it belongs to. */
    List<List<String>> of(List<String> cohorts) {
        List<List<String>> memberships = new ArrayList<>();
        observations.forEach(each -> memberships.add(new ArrayList<>()));
        Map<String, List<Integer>> byMetric = IntStream.range(0, observations.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> observations.get(i).metric()));
        for (List<Integer> indices : byMetric.values()) {
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

    private IntPredicate members(String id, OfMetric ofMetric) {
        try {
            return rule.members(Cohort.parse(quoted(id)), ofMetric);
        } catch (IllegalArgumentException e) {
            // Tables published by another version may have cohorts that this version cannot parse.
            return none -> false;
        }
    }

    /** A cohort's id with quoted values. Earlier versions wrote a value with a comma or a quotation mark unquoted. */
    private String quoted(String id) {
        return VALUE.matcher(id)
                .replaceAll(match -> Matcher.quoteReplacement(
                        valuesToQuote.contains(match.group(1))
                                ? "=\"" + match.group(1).replace("\"", "\"\"") + "\""
                                : match.group()));
    }

    /** The observations of one metric, as {@link CohortRule} asks for them. */
    private final class OfMetric implements CohortRule.Observations {
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
            return !areLowOutliersDropped || !isOf(i, Scale.LOW_OUTLIER);
        }

        @Override
        public boolean isOf(int i, Scale scale) {
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
