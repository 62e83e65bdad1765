package org.computetrends.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

/**
 * Matches the releases of two vintages. {@link ReleaseIdentity} compares pairs. Each release is matched once, the
 * strongest pairs first, and pairs with equal names before pairs with different names. A release with a new name, and
 * without equal values, counts as withdrawn and as added.
 *
 * @param matched the pairs, in the order of the earlier releases' ids
 * @param withdrawn releases that only the earlier vintage has
 * @param added releases that only the later vintage has
 */
record ReleaseMatching(List<Pair> matched, List<AnalysedRelease> withdrawn, List<AnalysedRelease> added) {

    /** A release in the earlier and in the later vintage. */
    record Pair(AnalysedRelease before, AnalysedRelease after) {}

    /** Two releases that may be the same. */
    private record Candidate(Pair pair, MatchStrength strength) {
        static final Comparator<Candidate> STRONGEST_FIRST = Comparator.comparing(Candidate::strength)
                .thenComparing(candidate -> candidate.pair().before().id())
                .thenComparing(candidate -> candidate.pair().after().id());
    }

    /** Matches two vintages; the results are in order of id. */
    static ReleaseMatching of(List<AnalysedRelease> before, List<AnalysedRelease> after, ReleaseIdentity identity) {
        return ofNamed(named(before), named(after), identity);
    }

    /** Matches two vintages, each of which may be {@linkplain #named named} once for several matchings. */
    static ReleaseMatching ofNamed(List<NamedRelease> before, List<NamedRelease> after, ReleaseIdentity identity) {
        // By identity, because a release may be equal in both vintages.
        Set<AnalysedRelease> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Pair> matched = new ArrayList<>(strongestFirst(
                candidates(before, after, named -> Set.of(named.folded()), identity::matchOfEqualNames), taken));
        matched.addAll(strongestFirst(
                candidates(
                        unmatched(before, taken),
                        unmatched(after, taken),
                        NamedRelease::organizations,
                        identity::matchOfDifferentNames),
                taken));
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

    /** The pairs that share a key, which is a name or an organization, and may be the same. */
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
                            .ifPresent(alike ->
                                    candidates.add(new Candidate(new Pair(earlier.release(), later.release()), alike)));
                }
            }
        }
        return candidates;
    }

    /** Chooses the strongest candidates first. A release is chosen once, and added to {@code taken}. */
    private static List<Pair> strongestFirst(List<Candidate> candidates, Set<AnalysedRelease> taken) {
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

    static List<NamedRelease> named(List<AnalysedRelease> releases) {
        Set<String> ids = new HashSet<>();
        releases.forEach(release -> ids.add(release.id()));
        Map<String, FoldedName> organizations = new HashMap<>();
        return releases.stream()
                .map(release -> {
                    String name = name(release, ids);
                    return new NamedRelease(
                            release,
                            name,
                            FoldedName.of(name),
                            release.values(Attribute.ORGANIZATION).stream()
                                    .map(each -> organizations.computeIfAbsent(each, FoldedName::of))
                                    .collect(Collectors.toSet()));
                })
                .toList();
    }

    /**
     * The normalized name of a release: the id without the ordinal that curation gives to all but the first of a name.
     */
    private static String name(AnalysedRelease release, Set<String> idsOfVintage) {
        String id = release.id();
        int hash = id.lastIndexOf('#');
        if (hash > 0 && id.substring(hash + 1).matches("[0-9]+") && idsOfVintage.contains(id.substring(0, hash))) {
            return id.substring(0, hash);
        }
        return id;
    }
}
