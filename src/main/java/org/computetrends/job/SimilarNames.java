package org.computetrends.job;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.population.AnalysedRelease;

/**
 * Names similar to the values of a cohort's conditions: those that have a value as a word, and those that are words of these.
 * Of Google they are Google DeepMind, and so DeepMind. The page's {@code pickers.js} has the same rule.
 */
record SimilarNames(List<AnalysedRelease> releases) {
    /** A cohort whose conditions also have the names similar to their values. */
    Cohort addedTo(Cohort cohort) {
        return new Cohort(
                cohort.rule(),
                cohort.rankedBy(),
                cohort.filters().stream()
                        .map(filter -> new Cohort.Filter(
                                filter.attribute(),
                                filter.test(),
                                filter.values().stream()
                                        .flatMap(value ->
                                                Stream.concat(Stream.of(value), similar(filter, value).stream()))
                                        .toList()))
                        .toList());
    }

    /** A note for each value of a cohort with similar names that the cohort lacks. */
    List<String> notes(Cohort cohort) {
        return cohort.filters().stream()
                .flatMap(filter -> filter.values().stream().flatMap(value -> {
                    List<String> similar = similar(filter, value);
                    return similar.isEmpty()
                            ? Stream.empty()
                            : Stream.of(
                                    "cohort '" + filter.id() + "' is of the exact name '" + value + "'; also: "
                                            + String.join(", ", similar)
                                            + ". Names are compared by spelling, not by owner. With these too: --similar-names");
                }))
                .toList();
    }

    /** The values of a condition's attribute that releases have. */
    Set<String> known(Cohort.Filter filter) {
        return releases.stream()
                .flatMap(release -> release.values(filter.attribute()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> similar(Cohort.Filter filter, String value) {
        Set<String> others = known(filter);
        others.removeAll(filter.values());
        List<String> longer =
                others.stream().filter(name -> hasWord(name, value)).toList();
        return others.stream()
                .filter(name -> hasWord(name, value) || longer.stream().anyMatch(each -> hasWord(each, name)))
                .toList();
    }

    private static boolean hasWord(String name, String word) {
        return (" " + name + " ").contains(" " + word + " ");
    }
}
