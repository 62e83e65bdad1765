package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of what the source lists, or of how its values are known. What changes across it is not growth.
 *
 * @param id its name in tables
 * @param from the last day known to be before the change; the day of the change where {@code to} is null
 * @param to the first day known to be after the change, or null where its day is known
 * @param relists whether it changed which releases the source lists; otherwise values are of another kind since
 * @param words what changed, for a reader
 * @param source who says so
 */
public record Seam(String id, LocalDate from, @Nullable LocalDate to, boolean relists, String words, String source) {
    private static final String AND = ", ";

    public Seam {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a seam must begin before it ends, but " + id + " is from " + from + " to " + to);
        }
    }

    /** Whether the change may have been made after one vintage and by a later one. */
    public boolean isBetween(LocalDate earlier, LocalDate later) {
        return to == null
                ? earlier.isBefore(from) && !later.isBefore(from)
                : earlier.isBefore(to) && later.isAfter(from);
    }

    /** The ids of the seams between two vintages in the order given, joined by commas; null where there is none. */
    public static @Nullable String idsBetween(List<Seam> seams, LocalDate earlier, LocalDate later) {
        List<String> ids = seams.stream()
                .filter(seam -> seam.isBetween(earlier, later))
                .map(Seam::id)
                .toList();
        return ids.isEmpty() ? null : String.join(AND, ids);
    }
}
