package org.computetrends.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.held.HeldRelease;

/**
 * Which releases of two vintages are the same: those of equal normalized name that share an organization, or of which
 * one names none. Where several of a name could be, those nearest in date are matched first. A release whose name or
 * organization the source has rewritten entirely is not recognized: it counts as withdrawn, and as added.
 *
 * @param matched the pairs, in the order of the earlier releases' ids
 * @param withdrawn releases that only the earlier vintage has
 * @param added releases that only the later vintage has
 */
record ReleaseMatching(List<Pair> matched, List<HeldRelease> withdrawn, List<HeldRelease> added) {

    /**
     * A release as two vintages have it.
     *
     * @param before as the earlier has it
     * @param after as the later has it
     */
    record Pair(HeldRelease before, HeldRelease after) {
        private long daysApart() {
            LocalDate date = before.publishedOn();
            return Math.abs(ChronoUnit.DAYS.between(date, after.publishedOn()));
        }
    }

    ReleaseMatching {
        matched = List.copyOf(matched);
        withdrawn = List.copyOf(withdrawn);
        added = List.copyOf(added);
    }

    /** Matches the releases of two vintages, each in the order of their ids. */
    static ReleaseMatching of(List<HeldRelease> before, List<HeldRelease> after) {
        Map<String, List<HeldRelease>> byName = new HashMap<>();
        Set<String> laterIds = ids(after);
        after.forEach(release -> byName.computeIfAbsent(name(release, laterIds), name -> new ArrayList<>())
                .add(release));
        List<Pair> candidates = new ArrayList<>();
        Set<String> earlierIds = ids(before);
        for (HeldRelease earlier : before) {
            for (HeldRelease later : byName.getOrDefault(name(earlier, earlierIds), List.of())) {
                if (canBeOfTheSame(earlier, later)) {
                    candidates.add(new Pair(earlier, later));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Pair::daysApart)
                .thenComparing(pair -> pair.before().id())
                .thenComparing(pair -> pair.after().id()));
        // By identity, because a release may be told alike in both vintages.
        Set<HeldRelease> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Pair> matched = new ArrayList<>();
        for (Pair pair : candidates) {
            if (!taken.contains(pair.before()) && !taken.contains(pair.after())) {
                taken.add(pair.before());
                taken.add(pair.after());
                matched.add(pair);
            }
        }
        matched.sort(Comparator.comparing(pair -> pair.before().id()));
        return new ReleaseMatching(
                matched,
                before.stream().filter(release -> !taken.contains(release)).toList(),
                after.stream().filter(release -> !taken.contains(release)).toList());
    }

    private static Set<String> ids(List<HeldRelease> releases) {
        Set<String> ids = new HashSet<>();
        releases.forEach(release -> ids.add(release.id()));
        return ids;
    }

    /** Its normalized name: the id without the ordinal that curation gives to all but the first of a name. */
    private static String name(HeldRelease release, Set<String> idsOfVintage) {
        String id = release.id();
        int hash = id.lastIndexOf('#');
        if (hash > 0 && id.substring(hash + 1).matches("[0-9]+") && idsOfVintage.contains(id.substring(0, hash))) {
            return id.substring(0, hash);
        }
        return id;
    }

    private static boolean canBeOfTheSame(HeldRelease earlier, HeldRelease later) {
        List<String> first = earlier.values(Attribute.ORGANIZATION);
        List<String> second = later.values(Attribute.ORGANIZATION);
        return first.isEmpty() || second.isEmpty() || !Collections.disjoint(first, second);
    }
}
