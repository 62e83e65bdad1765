package org.computetrends.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may have meant who wrote a name that is not known: the known name that the fewest slips lead to, a slip
 * being a letter left out, added, mistaken or swapped with its neighbour; or the one name that begins so.
 */
public final class NearMiss {
    /** Slips that any name may have. */
    private static final int SLIPS = 2;

    /** A longer name may have one slip for so many letters. */
    private static final int LETTERS_TO_A_SLIP = 3;

    /** Fewer letters begin too many names. */
    private static final int LEAST_BEGINNING = 3;

    private NearMiss() {}

    /**
     * The name that may have been meant.
     *
     * @param name the name that is not known
     * @param known those that are
     * @return the nearest, by alphabet where several are; empty when none is near
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String written = name.toLowerCase(Locale.ROOT);
        // More slips than that would make one short name of any other.
        int most = Math.min(Math.max(SLIPS, written.length() / LETTERS_TO_A_SLIP), written.length() - 1);
        Optional<String> nearest = known.stream()
                .filter(each -> slips(written, each.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String each) -> slips(written, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(each -> each));
        if (nearest.isPresent() || written.length() < LEAST_BEGINNING) {
            return nearest;
        }
        List<String> continued = known.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(written))
                .distinct()
                .toList();
        return continued.size() == 1 ? Optional.of(continued.get(0)) : Optional.empty();
    }

    /** The end of a sentence about an unknown name: the question whether another was meant, or nothing. */
    public static String question(String name, Collection<String> known) {
        return of(name, known).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    /** The distance of optimal string alignment: no letter takes part in two slips. */
    private static int slips(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int mistaken = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(
                        distance[i - 1][j - 1] + mistaken, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[one.length()][other.length()];
    }
}
