package org.computetrends.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggests a known name for an unknown one: the nearest by slips, the only one that begins with the unknown name, or the
 * shortest that has it as its last or a middle word. A slip is a letter that is missing, extra, wrong or swapped with its
 * neighbour. So {@code sevila-2022} and {@code sevilla} mean {@code sevilla-2022}, and {@code cost} means {@code
 * training_cost}.
 */
public final class NearMiss {
    /** The slips allowed in any name. */
    private static final int SLIPS = 2;

    /** A longer name may have one slip for this many letters. */
    private static final int LETTERS_TO_A_SLIP = 3;

    /** The fewest letters to match as a beginning. */
    private static final int SHORTEST_BEGINNING = 3;

    private NearMiss() {}

    /**
     * Finds the nearest known name.
     *
     * @return the nearest, the first by alphabet if there are several; empty if none is near
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        // With more slips, any short name would match any other.
        int allowedSlips = Math.min(Math.max(SLIPS, lowerCase.length() / LETTERS_TO_A_SLIP), lowerCase.length() - 1);
        Optional<String> nearest = known.stream()
                .filter(each -> slips(lowerCase, each.toLowerCase(Locale.ROOT)) <= allowedSlips)
                .min(Comparator.comparingInt((String each) -> slips(lowerCase, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(each -> each));
        if (nearest.isPresent() || lowerCase.length() < SHORTEST_BEGINNING) {
            return nearest;
        }
        List<String> continuations = known.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(lowerCase))
                .distinct()
                .toList();
        if (continuations.size() == 1) {
            return Optional.of(continuations.get(0));
        }
        return known.stream()
                .filter(each -> (each.toLowerCase(Locale.ROOT) + "_").contains("_" + lowerCase + "_"))
                .min(Comparator.comparingInt(String::length).thenComparing(each -> each));
    }

    /** The end of a sentence about an unknown name: a suggestion, or nothing. */
    public static String question(String name, Collection<String> known) {
        return of(name, known).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    /** The end of a sentence about an unknown date. For a date after the newest known one, it suggests the newest. */
    public static String question(LocalDate date, Collection<LocalDate> known) {
        return known.stream()
                .max(Comparator.naturalOrder())
                .filter(date::isAfter)
                .map(newest -> "; did you mean " + newest + "?")
                .orElseGet(() -> question(
                        date.toString(), known.stream().map(LocalDate::toString).toList()));
    }

    /** The optimal string alignment distance: a letter takes part in at most one slip. */
    private static int slips(String first, String second) {
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
