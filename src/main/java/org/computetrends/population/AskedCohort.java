package org.computetrends.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.NearMiss;
import org.jspecify.annotations.Nullable;

/**
 * The cohort of a user's question: a cohort as in the settings, with further conditions.
 *
 * @param cohort the cohort
 * @param conditions conditions that must all be true
 */
public record AskedCohort(Cohort cohort, List<Condition> conditions) {
    private static final String NOT = "!=";
    private static final String CONFIDENCE = "confidence";

    public AskedCohort {
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition on an attribute: a release has one of several values, or none of them. A release with an unknown
     * attribute has none.
     *
     * @param attribute the attribute; null for the confidence
     * @param isNegated whether the release must have none of the values
     * @param values in lower case
     */
    public record Condition(@Nullable Attribute attribute, boolean isNegated, List<String> values)
            implements Predicate<AnalysedRelease> {
        @Override
        public boolean test(AnalysedRelease release) {
            return isNegated == Collections.disjoint(values, valuesOf(release, attribute));
        }

        private String id() {
            return name(attribute) + (isNegated ? NOT : "=") + String.join(",", values);
        }
    }

    /**
     * Parses texts such as {@code frontier}, {@code domain=language;country!=china} or {@code
     * confidence=confident,likely}.
     *
     * @param texts the parts, which must all be true; empty for all releases
     * @throws IllegalArgumentException that names the part that cannot be parsed
     */
    public static AskedCohort parse(List<String> texts) {
        List<String> ofCohort = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        List<String> parts = texts.stream()
                .flatMap(text -> Arrays.stream(text.split(";", -1)))
                .map(String::trim)
                .sorted((one, other) -> Boolean.compare(one.contains("="), other.contains("=")))
                .toList();
        for (String part : parts) {
            int equals = part.indexOf('=');
            boolean isNegated = equals > 0 && part.charAt(equals - 1) == '!';
            String name = part.substring(0, Math.max(0, isNegated ? equals - 1 : equals));
            boolean isPlain =
                    equals < 0 || name.equals("by") || !(isNegated || part.contains(",") || name.equals(CONFIDENCE));
            if (isPlain) {
                if (equals >= 0 && !name.equals("by")) {
                    requireAttribute(part, name);
                }
                ofCohort.add(part);
            } else {
                requireAttribute(part, name);
                conditions.add(new Condition(
                        attribute(name),
                        isNegated,
                        Arrays.stream(part.substring(equals + 1).split(",", -1))
                                .map(value -> LowerCase.of(value.trim()))
                                .toList()));
            }
        }
        Cohort cohort = ofCohort.isEmpty() ? Cohort.all() : Cohort.parse(String.join(";", ofCohort));
        if (cohort.filters().stream().anyMatch(filter -> filter.value().equals(Cohort.EACH))) {
            throw new IllegalArgumentException("cohort '" + cohort.id()
                    + "' means a cohort for each value: name one, or several with commas between");
        }
        return new AskedCohort(cohort, conditions);
    }

    private static void requireAttribute(String part, String name) {
        List<String> names = Stream.concat(Arrays.stream(Attribute.values()).map(Attribute::id), Stream.of(CONFIDENCE))
                .toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("cohort '" + part + "': '" + name + "' is none of the attributes "
                    + String.join(", ", names) + NearMiss.question(name, names));
        }
    }

    private static @Nullable Attribute attribute(String name) {
        return name.equals(CONFIDENCE) ? null : Attribute.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String name(@Nullable Attribute attribute) {
        return attribute == null ? CONFIDENCE : attribute.id();
    }

    /** The cohort's name, which {@link #parse} can read: the id of the cohort, with the conditions if there are any. */
    public String id() {
        boolean isAll = cohort.equals(Cohort.all()) && !conditions.isEmpty();
        return Stream.concat(
                        isAll ? Stream.empty() : Stream.of(cohort.id()),
                        conditions.stream().map(Condition::id))
                .collect(Collectors.joining(";"));
    }

    /** Whether a release meets the conditions. The cohort is not checked. */
    public boolean meetsConditions(AnalysedRelease release) {
        return conditions.stream().allMatch(condition -> condition.test(release));
    }

    /**
     * Requires that some release has each of the values. A value that no release has is a mistake.
     *
     * @throws IllegalArgumentException that names the value, with a suggestion
     */
    public void requireValues(Collection<AnalysedRelease> releases) {
        allConditions().forEach(condition -> {
            TreeSet<String> known = releases.stream()
                    .flatMap(release -> valuesOf(release, condition.attribute()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            condition.values().stream()
                    .filter(value -> !known.contains(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw new IllegalArgumentException("cohort '" + condition.id()
                                + "': no release has the " + name(condition.attribute()) + " '" + value + "'"
                                + NearMiss.question(value, known));
                    });
        });
    }

    /** A note for each value with names of the releases that contain its word and are not asked for. */
    public List<String> similarNames(Collection<AnalysedRelease> releases) {
        List<String> notes = new ArrayList<>();
        allConditions()
                .forEach(condition -> condition.values().forEach(value -> {
                    TreeSet<String> similar = releases.stream()
                            .flatMap(release -> valuesOf(release, condition.attribute()).stream())
                            .filter(name -> (" " + name + " ").contains(" " + value + " "))
                            .collect(Collectors.toCollection(TreeSet::new));
                    similar.removeAll(condition.values());
                    if (!similar.isEmpty()) {
                        notes.add("cohort '" + condition.id() + "' is of the exact name '" + value + "'; also: "
                                + String.join(", ", similar));
                    }
                }));
        return notes;
    }

    private Stream<Condition> allConditions() {
        return Stream.concat(
                cohort.filters().stream()
                        .filter(filter -> !filter.value().equals(Cohort.OTHER))
                        .map(filter -> new Condition(filter.attribute(), false, List.of(filter.value()))),
                conditions.stream());
    }

    private static List<String> valuesOf(AnalysedRelease release, @Nullable Attribute attribute) {
        if (attribute != null) {
            return release.values(attribute);
        }
        return release.confidence() == null
                ? List.of()
                : List.of(release.confidence().name().toLowerCase(Locale.ROOT));
    }
}
