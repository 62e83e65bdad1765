package org.computetrends.generate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.computetrends.domain.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Which rows have a fault, and which. Told from the row's number in whole numbers alone, so that the count of each
 * fault is exact at any number of rows without looking at one. No two bad rows follow each other, and the first row is
 * sound, so that a duplicate can repeat the row before it.
 */
public final class BadRows implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MILLION = 1_000_000;

    /** Faults for which the whole row is rejected; for the others one value is, and the release stays. */
    private static final List<RejectReason> OF_ROWS = List.of(
            RejectReason.MISSING_NAME,
            RejectReason.MISSING_DATE,
            RejectReason.DATE_AFTER_VINTAGE,
            RejectReason.DATE_TOO_EARLY,
            RejectReason.DUPLICATE_RELEASE);

    private final long perMillion;
    private final RejectReason[] cycle;

    /**
     * @param share the share of rows that are bad, 0 to 0.5, rounded to a millionth
     * @param kinds how many bad rows there are of each kind, among as many as these add up to
     * @throws IllegalArgumentException when a share cannot be, or is above 0 without kinds
     */
    public BadRows(double share, Map<RejectReason, Integer> kinds) {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the share of bad rows must be from 0 to 0.5, but is " + share);
        }
        this.perMillion = Math.round(share * MILLION);
        List<RejectReason> expanded = new ArrayList<>();
        for (RejectReason kind : RejectReason.values()) {
            expanded.addAll(Collections.nCopies(kinds.getOrDefault(kind, 0), kind));
        }
        if (expanded.isEmpty() && perMillion > 0) {
            throw new IllegalArgumentException("a share of rows is bad, but every kind is 0");
        }
        this.cycle = expanded.toArray(new RejectReason[0]);
    }

    /** The fault of a row by its number, the first being 0; or null when it is sound. */
    @Nullable
    RejectReason faultOf(long row) {
        long scaled = row * perMillion;
        if (scaled % MILLION < MILLION - perMillion) {
            return null;
        }
        return cycle[(int) (scaled / MILLION % cycle.length)];
    }

    /** How many of the first rows have each fault; faults that none has are left out. */
    Map<RejectReason, Long> counts(long rows) {
        long bad = rows * perMillion / MILLION;
        Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
        for (int place = 0; place < cycle.length; place++) {
            long count = bad / cycle.length + (place < bad % cycle.length ? 1 : 0);
            if (count > 0) {
                counts.merge(cycle[place], count, Long::sum);
            }
        }
        return counts;
    }

    /** Whether there are rows of a kind. */
    public boolean has(RejectReason kind) {
        return perMillion > 0 && Arrays.asList(cycle).contains(kind);
    }

    /** Whether a fault rejects its row, and not only a value of it. */
    static boolean rejectsRow(RejectReason fault) {
        return OF_ROWS.contains(fault);
    }
}
