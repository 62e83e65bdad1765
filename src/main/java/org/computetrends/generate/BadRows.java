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
 * Determines which synthetic rows have which fault, by integer arithmetic on the row number. So the counts of faults
 * are exact, and known without generating rows. Bad rows are never adjacent and the first row is valid, so that a
 * duplicate can repeat the row before it.
 *
 * <p>Example: a share of 0.25, with twice as many missing names as missing dates and no other fault. Rows 3 and 7 have
 * no name, row 11 has no date, row 15 has no name, and so on.
 */
public final class BadRows implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MILLION = 1_000_000;

    private final long perMillion;

    /** The faults of successive bad rows, which repeat after the last. */
    private final RejectReason[] cycle;

    /**
     * @param share the share of rows that are bad, 0 to 0.5, rounded to a millionth
     * @param frequencies relative frequencies of faults
     * @throws IllegalArgumentException if the share is out of range, or above 0 without a fault
     */
    public BadRows(double share, Map<RejectReason, Integer> frequencies) {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the share of bad rows must be from 0 to 0.5, but is " + share);
        }
        this.perMillion = Math.round(share * MILLION);
        List<RejectReason> faults = new ArrayList<>();
        for (RejectReason fault : RejectReason.values()) {
            faults.addAll(Collections.nCopies(frequencies.getOrDefault(fault, 0), fault));
        }
        if (faults.isEmpty() && perMillion > 0) {
            throw new IllegalArgumentException("bad rows need a fault with a frequency above 0");
        }
        this.cycle = faults.toArray(new RejectReason[0]);
    }

    /** The fault of a row by its number, from 0; null if the row is valid. */
    @Nullable
    RejectReason faultOf(long row) {
        // Of the first k rows, floor(k * perMillion / MILLION) are bad. This row is bad if it increases that number.
        long position = row * perMillion;
        if (position % MILLION < MILLION - perMillion) {
            return null;
        }
        return cycle[(int) (position / MILLION % cycle.length)];
    }

    /** How many of the first {@code rows} rows have each fault; faults of no row are absent. */
    Map<RejectReason, Long> counts(long rows) {
        long badRows = rows * perMillion / MILLION;
        Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
        for (int index = 0; index < cycle.length; index++) {
            long count = badRows / cycle.length + (index < badRows % cycle.length ? 1 : 0);
            if (count > 0) {
                counts.merge(cycle[index], count, Long::sum);
            }
        }
        return counts;
    }

    public boolean has(RejectReason fault) {
        return perMillion > 0 && Arrays.asList(cycle).contains(fault);
    }
}
