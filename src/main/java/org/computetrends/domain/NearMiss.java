package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggests a known name for an unknown one: the nearest by slips, the only one that begins with the unknown
 * name, or the shortest that has it as its last or a middle word. A slip
 * is a letter that is missing, extra, wrong or swapped with its neighbour.
 */
public final class NearMiss {
    /** The slips allowed in any name. */
    private static final int SLIPS = 2;

    /** A longer name may have one slip for this many letters. */
    private static final int LETTERS_TO_A_SLIP = 3;

    /** The fewest letters to match as a beginning. */
    private static final int LEAST_BEGINNING = 3;

    private NearMiss() {}

    /**
     * Finds the nearest known name.
     *
     * @param name the unknown name
     * @param known the known names
     * @return the nearest, the first by alphabet if there are several; empty if none is near
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String written = name.toLowerCase(Locale.ROOT);
        // With more slips, any short name would match any other.
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
        if (continued.size() == 1) {
            return Optional.of(continued.get(0));
        }
        return known.stream()
                .filter(each -> (each.toLowerCase(Locale.ROOT) + "_").contains("_" + written + "_"))
                .min(Comparator.comparingInt(String::length).thenComparing(each -> each));
    }

    /** The end of a sentence about an unknown name: a suggestion, or nothing. */
    public static String question(String name, Collection<String> known) {
        return of(name, known).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    /** The same about an unknown date: after the newest it is the newest that is meant. */
    public static String question(LocalDate date, Collection<LocalDate> known) {
        return known.stream()
                        .max(Comparator.naturalOrder())
                        .filter(date::isAfter)
                        .isPresent()
                ? "; did you mean " + Collections.max(known) + "?"
                : question(
                        date.toString(), known.stream().map(LocalDate::toString).toList());
    }

    /** The optimal string alignment distance: a letter takes part in at most one slip. */
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
