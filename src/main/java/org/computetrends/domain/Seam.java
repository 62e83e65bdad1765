package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of how the source lists releases or determines values. Differences across a seam are not growth.
 *
 * @param from the last day known to be before the change; the day of the change if {@code to} is null
 * @param to the first day known to be after the change, or null if the day of the change is known
 * @param relists true if it changed which releases the source lists, false if it changed how values are determined
 */
public record Seam(String id, LocalDate from, @Nullable LocalDate to, boolean relists) {
    public Seam {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a seam must begin before it ends, but " + id + " is from " + from + " to " + to);
        }
    }

    /** Whether the change may have happened after one vintage and at or before a later one. */
    public boolean isBetween(LocalDate earlier, LocalDate later) {
        return to == null
                ? earlier.isBefore(from) && !later.isBefore(from)
                : earlier.isBefore(to) && later.isAfter(from);
    }

    /** The ids of the seams between two vintages in the given order, joined by commas; null if there are none. */
    public static @Nullable String idsBetween(List<Seam> seams, LocalDate earlier, LocalDate later) {
        List<String> ids = seams.stream()
                .filter(seam -> seam.isBetween(earlier, later))
                .map(Seam::id)
                .toList();
        return ids.isEmpty() ? null : String.join(", ", ids);
    }
}
