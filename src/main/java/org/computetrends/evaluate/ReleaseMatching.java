package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.evaluate.ReleaseIdentity.MatchStrength;
import org.computetrends.evaluate.ReleaseIdentity.NamedRelease;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.Selection;

/**
 * The releases of two vintages, matched: which are the same, withdrawn or added. {@link ReleaseIdentity} compares
 * pairs. Each release is matched once, the strongest pairs first, and pairs with equal names before pairs with
 * different names. A release with a new name, and without equal values, counts as withdrawn and as added.
 *
 * @param matched the pairs, in the order of the earlier releases' ids
 * @param withdrawn releases that only the earlier vintage has
 * @param added releases that only the later vintage has
 */
record ReleaseMatching(List<Pair> matched, List<AnalysedRelease> withdrawn, List<AnalysedRelease> added) {

    /** A release in the earlier and in the later vintage. */
    record Pair(AnalysedRelease before, AnalysedRelease after) {
        /** Whether a selection treats both versions alike, whatever their values. */
        boolean isSelectedAlike(Selection selection) {
            return before.isSelectedLike(after)
                    && selection.excludes(before) == selection.excludes(after)
                    && selection.ranks(before) == selection.ranks(after);
        }
    }

    /** Two releases that may be the same. */
    private record Candidate(Pair pair, MatchStrength strength) {
        static final Comparator<Candidate> STRONGEST_FIRST = Comparator.comparing(
                        Candidate::strength, MatchStrength.STRONGEST_FIRST)
                .thenComparing(candidate -> candidate.pair().before().id())
                .thenComparing(candidate -> candidate.pair().after().id());
    }

    /** Matches two vintages; the results are in order of id. */
    static ReleaseMatching of(List<AnalysedRelease> before, List<AnalysedRelease> after, ReleaseIdentity identity) {
        return ofNamed(named(before), named(after), identity);
    }

    /**
     * Matches two vintages whose releases are {@linkplain #named named}. Several matchings can share the named
     * releases.
     */
    static ReleaseMatching ofNamed(List<NamedRelease> before, List<NamedRelease> after, ReleaseIdentity identity) {
        // A set by object identity, because a release may be equal in both vintages.
        Set<AnalysedRelease> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Candidate> withEqualNames =
                candidates(before, after, named -> Set.of(named.folded()), identity::matchOfEqualNames);
        List<Pair> matched = new ArrayList<>(choosePairs(withEqualNames, taken));
        List<Candidate> withDifferentNames = candidates(
                unmatched(before, taken),
                unmatched(after, taken),
                NamedRelease::organizations,
                identity::matchOfDifferentNames);
        matched.addAll(choosePairs(withDifferentNames, taken));
        matched.sort(Comparator.comparing(pair -> pair.before().id()));
        return new ReleaseMatching(matched, releases(unmatched(before, taken)), releases(unmatched(after, taken)));
    }

    private static List<NamedRelease> unmatched(List<NamedRelease> releases, Set<AnalysedRelease> taken) {
        return releases.stream()
                .filter(named -> !taken.contains(named.release()))
                .toList();
    }

    private static List<AnalysedRelease> releases(List<NamedRelease> named) {
        return named.stream().map(NamedRelease::release).toList();
    }

    /**
     * The pairs that may be the same release. Only pairs that share a key are compared. Keys are folded names or
     * organizations.
     */
    private static List<Candidate> candidates(
            List<NamedRelease> before,
            List<NamedRelease> after,
            Function<NamedRelease, Set<FoldedName>> keys,
            BiFunction<NamedRelease, NamedRelease, Optional<MatchStrength>> strength) {
        Map<FoldedName, List<NamedRelease>> index = new HashMap<>();
        after.forEach(named -> keys.apply(named)
                .forEach(key ->
                        index.computeIfAbsent(key, name -> new ArrayList<>()).add(named)));
        List<Candidate> candidates = new ArrayList<>();
        for (NamedRelease earlier : before) {
            for (FoldedName key : keys.apply(earlier)) {
                for (NamedRelease later : index.getOrDefault(key, List.of())) {
                    strength.apply(earlier, later)
                            .ifPresent(match ->
                                    candidates.add(new Candidate(new Pair(earlier.release(), later.release()), match)));
                }
            }
        }
        return candidates;
    }

    /**
     * Chooses pairs of releases that are not taken, the strongest pairs first, and adds these releases to {@code
     * taken}.
     */
    private static List<Pair> choosePairs(List<Candidate> candidates, Set<AnalysedRelease> taken) {
        List<Pair> matched = new ArrayList<>();
        candidates.sort(Candidate.STRONGEST_FIRST);
        for (Candidate candidate : candidates) {
            Pair pair = candidate.pair();
            if (!taken.contains(pair.before()) && !taken.contains(pair.after())) {
                taken.add(pair.before());
                taken.add(pair.after());
                matched.add(pair);
            }
        }
        return matched;
    }

    /** All releases of a vintage, with their names. */
    static List<NamedRelease> named(List<AnalysedRelease> releases) {
        Set<String> ids = releases.stream().map(AnalysedRelease::id).collect(Collectors.toSet());
        Map<String, FoldedName> foldedOrganizations = new HashMap<>();
        List<NamedRelease> named = new ArrayList<>();
        for (AnalysedRelease release : releases) {
            String name = normalizedName(release, ids);
            Set<FoldedName> organizations = release.values(Attribute.ORGANIZATION).stream()
                    .map(organization -> foldedOrganizations.computeIfAbsent(organization, FoldedName::of))
                    .collect(Collectors.toSet());
            named.add(new NamedRelease(release, name, FoldedName.of(name), organizations));
        }
        return named;
    }

    /** The id without the ordinal, such as {@code #2}, that curation adds for all but the first release of a name. */
    private static String normalizedName(AnalysedRelease release, Set<String> idsOfVintage) {
        String id = release.id();
        int hash = id.lastIndexOf('#');
        if (hash > 0 && id.substring(hash + 1).matches("[0-9]+") && idsOfVintage.contains(id.substring(0, hash))) {
            return id.substring(0, hash);
        }
        return id;
    }
}
