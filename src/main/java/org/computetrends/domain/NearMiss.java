package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggests a known name for a misspelt one. A slip is a letter that is missing, extra, wrong or swapped with its
 * neighbour. The first rule that finds a name decides:
 *
 * <ol>
 *   <li>the known name with the fewest slips, within a limit: {@code sevilla-2022} for {@code sevila-2022};
 *   <li>the only known name that begins with the text: {@code sevilla-2022} for {@code sevilla};
 *   <li>the shortest known name with the text as a word after an underscore: {@code training_cost} for {@code cost}.
 * </ol>
 */
public final class NearMiss {
    /** The slips allowed in a short name. */
    private static final int SLIPS = 2;

    /** A longer name may have one slip per this many letters. */
    private static final int LETTERS_PER_SLIP = 3;

    /** A text with fewer letters is not compared with parts of a name. */
    private static final int SHORTEST_PART = 3;

    private NearMiss() {}

    /** The known name to suggest, by alphabet if several are equally near; empty if none is near. Ignores case. */
    public static Optional<String> of(String name, Collection<String> known) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        // Fewer slips than letters, because otherwise any short name would match any other.
        int allowedSlips = Math.min(Math.max(SLIPS, lowerCase.length() / LETTERS_PER_SLIP), lowerCase.length() - 1);
        Optional<String> nearest = known.stream()
                .filter(candidate -> slips(lowerCase, candidate.toLowerCase(Locale.ROOT)) <= allowedSlips)
                .min(Comparator.comparingInt((String candidate) -> slips(lowerCase, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
        if (nearest.isPresent() || lowerCase.length() < SHORTEST_PART) {
            return nearest;
        }
        List<String> continuations = known.stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(lowerCase))
                .distinct()
                .toList();
        if (continuations.size() == 1) {
            return Optional.of(continuations.get(0));
        }
        return known.stream()
                .filter(candidate -> (candidate.toLowerCase(Locale.ROOT) + "_").contains("_" + lowerCase + "_"))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message about an unknown name, such as "; did you mean trends?"; empty without a suggestion. */
    public static String question(String name, Collection<String> known) {
        return of(name, known)
                .map(suggestion -> "; did you mean " + suggestion + "?")
                .orElse("");
    }

    /** The end of a message about an unknown date. For a date after the newest known one, suggests the newest. */
    public static String question(LocalDate date, Collection<LocalDate> known) {
        return known.stream()
                .max(Comparator.naturalOrder())
                .filter(date::isAfter)
                .map(newest -> "; did you mean " + newest + "?")
                .orElseGet(() -> question(
                        date.toString(), known.stream().map(LocalDate::toString).toList()));
    }

    /** The optimal string alignment distance, by dynamic programming: a letter takes part in at most one slip. */
    private static int slips(String first, String second) {
        // distance[i][j] is the number of slips between the first i letters of one name and the first j of the other.
        int[][] distance = new int[first.length() + 1][second.length() + 1];
        for (int i = 0; i <= first.length(); i++) {
            for (int j = 0; j <= second.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int substitution = first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1;
                int smallest = Math.min(
                        distance[i - 1][j - 1] + substitution, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1
                        && j > 1
                        && first.charAt(i - 1) == second.charAt(j - 2)
                        && first.charAt(i - 2) == second.charAt(j - 1)) {
                    smallest = Math.min(smallest, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = smallest;
            }
        }
        return distance[first.length()][second.length()];
    }
}
