package org.computetrends.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.CohortText.Part;
import org.computetrends.domain.CohortText.Value;
import org.jspecify.annotations.Nullable;

/**
 * A rule that selects releases for a trend, written as its id: a base rule, then conditions after semicolons.
 *
 * <p>Examples: {@code all}; {@code frontier}; {@code frontier;by=training_compute} (ranked by compute instead of the
 * trend's own metric); {@code domain=language}; {@code notable;domain=language,vision} (one of them);
 * {@code organization!=openai} (none of them); {@code domain=*} (one cohort for each common value, and
 * {@code domain=other} for the rest). A value with a comma, a semicolon, a quotation mark or outer white space is
 * written in quotation marks, as in CSV. So is a value that has a special meaning without them: {@code domain="other"}.
 *
 * @param rule the base rule; {@code ALL} when the id begins with an attribute
 * @param rankedBy for {@code FRONTIER}, the metric that ranks; null for the trend's own, and for other rules
 * @param filters conditions on attributes, all of which a release must meet; distinct, in the order of the id
 */
public record Cohort(Rule rule, @Nullable String rankedBy, List<Filter> filters) {

    /** The text of {@link Test#WILDCARD}. */
    static final String WILDCARD_TEXT = "*";

    /** The text of {@link Test#UNCOMMON}. A value of the source with the same name counts as uncommon. */
    public static final String UNCOMMON_TEXT = "other";

    /**
     * The base rules. {@code ALL}, {@code NOTABLE} and {@code FRONTIER} leave out low outliers under
     * {@link OutlierRule#DROP}.
     */
    public enum Rule implements Identified {
        /** Every release. */
        ALL,
        /** Releases that the source flags notable. */
        NOTABLE,
        /** Releases that were among the N largest on their own date. */
        FRONTIER,
        /** Releases larger than every earlier one. */
        RECORD,
        /** Releases of {@link Scale#REGULAR}, dated {@link PopulationRules#regularScaleFrom} or later. */
        REGULAR_SCALE,
        /** Releases of {@link Scale#LARGE}. */
        LARGE_SCALE
    }

    /** The attributes of a release that make cohorts. */
    public enum Attribute implements Identified {
        DOMAIN,
        COUNTRY,
        ORGANIZATION,
        ACCESSIBILITY,
        /** The source's confidence in its values. */
        CONFIDENCE
    }

    public enum Test {
        ONE_OF,
        NONE_OF,
        /** To be replaced by each common value of the attribute, and by {@link #UNCOMMON}. */
        WILDCARD,
        /** At least one value that is not common. */
        UNCOMMON
    }

    /**
     * A condition on an attribute of a release. A release whose attribute is unknown has no values, so it meets only
     * {@link Test#NONE_OF}.
     *
     * @param values in lower case, sorted and distinct; empty unless the test names values
     */
    public record Filter(Attribute attribute, Test test, List<String> values) {
        public Filter {
            values = values.stream().sorted().distinct().toList();
        }

        private static Filter of(Attribute attribute, boolean isNegated, List<Value> values) {
            for (Value value : values) {
                if (value.is(WILDCARD_TEXT) || value.is(UNCOMMON_TEXT)) {
                    if (isNegated || values.size() > 1) {
                        throw new IllegalArgumentException(
                                "'" + value.text() + "' must follow = and be the only value, as in "
                                        + attribute.id() + "=" + value.text()
                                        + "; a value of the source with this name is written "
                                        + CohortText.quoteIfNeeded(value.text()));
                    }
                    return new Filter(attribute, value.is(UNCOMMON_TEXT) ? Test.UNCOMMON : Test.WILDCARD, List.of());
                }
            }
            return new Filter(
                    attribute,
                    isNegated ? Test.NONE_OF : Test.ONE_OF,
                    values.stream().map(Value::text).toList());
        }

        /**
         * Whether a release meets this condition.
         *
         * @param releaseValues the release's values, in lower case
         * @param commonValues the common values of the attribute; used only by {@link Test#UNCOMMON}
         * @throws IllegalStateException for a wildcard, which must be expanded first
         */
        public boolean isMetBy(List<String> releaseValues, Set<String> commonValues) {
            return switch (test) {
                case ONE_OF -> !Collections.disjoint(values, releaseValues);
                case NONE_OF -> Collections.disjoint(values, releaseValues);
                case UNCOMMON -> !commonValues.containsAll(releaseValues);
                case WILDCARD -> throw new IllegalStateException(id() + " means many conditions");
            };
        }

        /** This condition as written in a cohort's id. */
        public String id() {
            String written = switch (test) {
                case WILDCARD -> WILDCARD_TEXT;
                case UNCOMMON -> UNCOMMON_TEXT;
                case ONE_OF, NONE_OF ->
                    values.stream().map(CohortText::quoteIfNeeded).collect(Collectors.joining(","));
            };
            return attribute.id() + (test == Test.NONE_OF ? "!=" : "=") + written;
        }
    }

    public Cohort {
        filters = filters.stream().distinct().toList();
        if (rankedBy != null && rule != Rule.FRONTIER) {
            throw new IllegalArgumentException("'by' belongs to the frontier cohort, not to '" + rule.id() + "'");
        }
    }

    public static Cohort all() {
        return new Cohort(Rule.ALL, null, List.of());
    }

    /** The frontier as ranked by a metric. */
    public static Cohort frontierBy(String metric) {
        return new Cohort(Rule.FRONTIER, metric, List.of());
    }

    /** The frontier as ranked by the trend's own metric. */
    public static Cohort frontier() {
        return new Cohort(Rule.FRONTIER, null, List.of());
    }

    public static Cohort records() {
        return new Cohort(Rule.RECORD, null, List.of());
    }

    /**
     * Reads a cohort's id. Its parts may be in any order.
     *
     * @throws IllegalArgumentException with a sentence that names the invalid part
     */
    public static Cohort parse(String id) {
        try {
            return of(CohortText.parts(id));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cohort '" + id + "': " + e.getMessage(), e);
        }
    }

    private static Cohort of(List<Part> parts) {
        Rule rule = null;
        String rankedBy = null;
        List<Filter> filters = new ArrayList<>();
        for (Part part : parts) {
            if (part.values().stream().anyMatch(value -> value.is(""))) {
                throw new IllegalArgumentException("a value is missing after = or a comma");
            }
            if (part.values().isEmpty()) {
                if (rule != null) {
                    throw new IllegalArgumentException("after '" + rule.id() + "', '" + part.name()
                            + "' must be a condition such as domain=language");
                }
                rule = ruleOf(part.name());
            } else if (part.name().equals("by") && !part.isNegated()) {
                if (rankedBy != null || part.values().size() > 1) {
                    throw new IllegalArgumentException("'by' must be given once, with one metric");
                }
                rankedBy = part.values().get(0).text();
            } else {
                filters.add(Filter.of(attributeOf(part.name()), part.isNegated(), part.values()));
            }
        }
        return new Cohort(rule == null ? Rule.ALL : rule, rankedBy, filters);
    }

    private static Rule ruleOf(String name) {
        return Identified.withId(Rule.values(), name).orElseThrow(() -> {
            List<String> names = Identified.ids(Rule.values());
            String question = NearMiss.question(name, names);
            return new IllegalArgumentException("'" + name + "' is none of " + String.join(", ", names)
                    + (question.isEmpty() && !name.isEmpty()
                            ? "; a value needs its attribute: " + withAttributes(name)
                            : question));
        });
    }

    private static String withAttributes(String value) {
        return Arrays.stream(Attribute.values())
                .map(attribute -> attribute.id() + "=" + value)
                .collect(Collectors.joining(" or "));
    }

    private static Attribute attributeOf(String name) {
        List<String> names = Identified.ids(Attribute.values());
        return Identified.withId(Attribute.values(), name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of the attributes "
                        + String.join(", ", names) + NearMiss.question(name, names)));
    }

    public boolean has(Test test) {
        return filters.stream().anyMatch(filter -> filter.test() == test);
    }

    /**
     * The cohorts that the wildcards mean: one for each common value, and one for all other values. Without wildcards,
     * this cohort alone.
     */
    public List<Cohort> expandWildcards(Function<Attribute, ? extends Collection<String>> common) {
        for (Filter filter : filters) {
            if (filter.test() == Test.WILDCARD) {
                return Stream.concat(
                                common.apply(filter.attribute()).stream()
                                        .map(value -> new Filter(filter.attribute(), Test.ONE_OF, List.of(value))),
                                Stream.of(new Filter(filter.attribute(), Test.UNCOMMON, List.of())))
                        .flatMap(replacement -> replace(filter, replacement).expandWildcards(common).stream())
                        .toList();
            }
        }
        return List.of(this);
    }

    private Cohort replace(Filter filter, Filter replacement) {
        return new Cohort(
                rule,
                rankedBy,
                filters.stream()
                        .map(existing -> existing.equals(filter) ? replacement : existing)
                        .toList());
    }

    /** The cohort's id in tables; {@link #parse} reads it back. */
    public String id() {
        return String.join(";", parts());
    }

    /**
     * The parts of a cohort's id, for display: rule, ranking metric, each condition. The id alone if it cannot be
     * parsed, as in tables of another version.
     */
    public static List<String> parts(String id) {
        try {
            return parse(id).parts();
        } catch (IllegalArgumentException e) {
            return List.of(id);
        }
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (rule != Rule.ALL || filters.isEmpty()) {
            parts.add(rule.id());
        }
        if (rankedBy != null) {
            parts.add("by=" + rankedBy);
        }
        filters.forEach(filter -> parts.add(filter.id()));
        return parts;
    }
}
