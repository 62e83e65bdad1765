package org.computetrends.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule that selects releases for a trend, written as its id: a base rule, then conditions after semicolons.
 *
 * <p>Examples: {@code all}; {@code frontier}; {@code frontier;by=training_compute} (ranked by compute instead of the
 * trend's own metric); {@code domain=language}; {@code notable;domain=language}; {@code domain=*} (one cohort for each
 * common value, and {@code domain=other} for the rest).
 *
 * @param rule the base rule; {@code ALL} when the id begins with an attribute
 * @param rankedBy for {@code FRONTIER}, the metric that ranks, or null for the trend's own
 * @param filters attribute conditions, all of which hold
 */
public record Cohort(Rule rule, @Nullable String rankedBy, List<Filter> filters) {

    /** The filter value that is a wildcard for every common value of the attribute. */
    public static final String EACH = "*";

    /** The filter value for all uncommon values together. */
    public static final String OTHER = "other";

    public enum Rule {
        /** Every release. */
        ALL,
        /** Releases that the source flags notable. */
        NOTABLE,
        /** Releases that were among the N largest on their own date. */
        FRONTIER,
        /** Releases larger than every earlier one. */
        RECORD,
        /** Releases of {@link Scale#REGULAR}, from a date in the rules on. */
        REGULAR_SCALE,
        /** Releases of {@link Scale#LARGE}. */
        LARGE_SCALE;

        /** The name in tables. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The attributes of a release that make cohorts. */
    public enum Attribute {
        DOMAIN,
        COUNTRY,
        ORGANIZATION,
        ACCESSIBILITY;

        /** The name in cohort ids. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A condition on an attribute.
     *
     * @param attribute which one
     * @param value a value in lower case, {@link #EACH} or {@link #OTHER}
     */
    public record Filter(Attribute attribute, String value) {
        String id() {
            return attribute.id() + "=" + value;
        }
    }

    public Cohort {
        filters = List.copyOf(filters);
        if (rankedBy != null && rule != Rule.FRONTIER) {
            throw new IllegalArgumentException("'by' belongs to the frontier cohort, not to '" + rule.id() + "'");
        }
    }

    public static Cohort all() {
        return new Cohort(Rule.ALL, null, List.of());
    }

    /** The cohort of the largest releases so far, ranked by a metric. */
    public static Cohort frontierBy(String metric) {
        return new Cohort(Rule.FRONTIER, metric, List.of());
    }

    /** The cohort of the largest releases so far, ranked by the trend's own metric. */
    public static Cohort frontier() {
        return new Cohort(Rule.FRONTIER, null, List.of());
    }

    /**
     * Reads a cohort's id.
     *
     * @throws IllegalArgumentException with a sentence that names the invalid part
     */
    public static Cohort parse(String id) {
        Rule rule = Rule.ALL;
        String rankedBy = null;
        List<Filter> filters = new ArrayList<>();
        boolean first = true;
        for (String part : id.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                if (!first) {
                    throw new IllegalArgumentException(
                            "cohort '" + id + "': '" + part + "' should be a condition such as domain=language");
                }
                rule = ruleOf(id, part);
            } else if (part.startsWith("by=")) {
                rankedBy = part.substring(equals + 1);
            } else {
                filters.add(new Filter(
                        attributeOf(id, part.substring(0, equals)),
                        part.substring(equals + 1).toLowerCase(Locale.ROOT)));
            }
            first = false;
        }
        return new Cohort(rule, rankedBy, filters);
    }

    private static Rule ruleOf(String id, String name) {
        for (Rule rule : Rule.values()) {
            if (rule.id().equals(name)) {
                return rule;
            }
        }
        List<String> names = Arrays.stream(Rule.values()).map(Rule::id).toList();
        String question = NearMiss.question(name, names);
        throw new IllegalArgumentException("cohort '" + id + "': '" + name + "' is none of " + String.join(", ", names)
                + (question.isEmpty() ? "; a value needs its attribute: " + withAttributes(name) : question));
    }

    private static String withAttributes(String value) {
        return Arrays.stream(Attribute.values())
                .map(attribute -> attribute.id() + "=" + value)
                .collect(Collectors.joining(" or "));
    }

    private static Attribute attributeOf(String id, String name) {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.id().equals(name)) {
                return attribute;
            }
        }
        List<String> names =
                Arrays.stream(Attribute.values()).map(Attribute::id).toList();
        throw new IllegalArgumentException("cohort '" + id + "': '" + name + "' is none of the attributes "
                + String.join(", ", names) + NearMiss.question(name, names));
    }

    /** This cohort with {@link #EACH} replaced by a value in one filter. */
    public Cohort withValue(Filter filter, String value) {
        List<Filter> replaced = filters.stream()
                .map(each -> each.equals(filter) ? new Filter(each.attribute(), value) : each)
                .toList();
        return new Cohort(rule, rankedBy, replaced);
    }

    /** The name in tables; {@link #parse} reads it back. */
    public String id() {
        List<String> parts = new ArrayList<>();
        if (rule != Rule.ALL || filters.isEmpty()) {
            parts.add(rule.id());
        }
        if (rankedBy != null) {
            parts.add("by=" + rankedBy);
        }
        filters.forEach(filter -> parts.add(filter.id()));
        return String.join(";", parts);
    }
}
