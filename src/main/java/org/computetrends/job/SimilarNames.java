package org.computetrends.job;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.domain.Cohort;
import org.computetrends.population.AnalysedRelease;

/**
 * Finds names similar to a value in a cohort's condition. A name that contains the value as a word is similar: Google
 * DeepMind for Google. So is a name that is a word of a similar name: DeepMind. The page's {@code pickers.js} has the
 * same rule.
 *
 * @param releases the releases whose names are searched
 */
record SimilarNames(List<AnalysedRelease> releases) {
    /** The cohort, with similar names added to the values of its conditions. */
    Cohort extended(Cohort cohort) {
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

    /** A sentence for each value in a cohort's conditions that has similar names outside the condition. */
    List<String> notes(Cohort cohort) {
        return cohort.filters().stream()
                .flatMap(filter -> filter.values().stream().flatMap(value -> {
                    List<String> similar = similar(filter, value);
                    return similar.isEmpty()
                            ? Stream.empty()
                            : Stream.of("condition '" + filter.id() + "' matches only the exact name '" + value
                                    + "'. Similar names: "
                                    + String.join(", ", similar)
                                    + ". Names are compared by spelling, not by owner. --similar-names adds them");
                }))
                .toList();
    }

    /** The values that releases have of a condition's attribute, sorted. */
    Set<String> knownValues(Cohort.Filter filter) {
        return releases.stream()
                .flatMap(release -> release.values(filter.attribute()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> similar(Cohort.Filter filter, String value) {
        Set<String> otherNames = knownValues(filter);
        otherNames.removeAll(filter.values());
        List<String> longerNames =
                otherNames.stream().filter(name -> hasWord(name, value)).toList();
        return otherNames.stream()
                // This also keeps the longer names, since a name contains itself.
                .filter(name -> longerNames.stream().anyMatch(longerName -> hasWord(longerName, name)))
                .toList();
    }

    /** Whether a name contains a word, or several words in a row. */
    private static boolean hasWord(String name, String word) {
        return (" " + name + " ").contains(" " + word + " ");
    }
}
