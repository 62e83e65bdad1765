package org.computetrends.select;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The key by which sound rows are compared. Rows of equal name, date and organizations are one release.
 *
 * @param name the name in lower case
 * @param publishedOn the date
 * @param organizations the organizations in lower case
 * @param rank among the rows of one release the lowest rank is kept; compared as unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by ORDER only
record ReleaseKey(String name, LocalDate publishedOn, String organizations, byte[] rank) implements Serializable {

    /** As Spark compares texts. */
    private static final Comparator<String> BY_BYTES = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

    /** By name, then date and organizations; among the rows of one release, the row to keep comes first. */
    static final Comparator<ReleaseKey> ORDER = Comparator.comparing(ReleaseKey::name, BY_BYTES)
            .thenComparing(ReleaseKey::publishedOn)
            .thenComparing(ReleaseKey::organizations, BY_BYTES)
            .thenComparing(ReleaseKey::rank, Arrays::compareUnsigned);

    boolean isSameRelease(ReleaseKey other) {
        return name.equals(other.name)
                && publishedOn.equals(other.publishedOn)
                && organizations.equals(other.organizations);
    }

    /**
     * Ranks by most quantities, then most columns filled, then the first row in the published file. Without such a row
     * number: by larger quantities, then by content and location.
     *
     * @param columns how many columns are filled, not counting those that every release has
     * @param statedRow its row number in the published file, where known
     * @param quantities its normalized quantities, NaN where unknown
     * @param row its row number, in the published file or its own
     */
    static byte[] rank(
            int quantitiesFilled,
            int columns,
            @Nullable Long statedRow,
            double[] quantities,
            long content,
            long row,
            String file) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        ByteBuffer rank = ByteBuffer.allocate(
                2 * Integer.BYTES + (quantities.length + 1) * (1 + Long.BYTES) + 2 * Long.BYTES + name.length);
        rank.putInt(Integer.MAX_VALUE - quantitiesFilled);
        rank.putInt(Integer.MAX_VALUE - columns);
        put(rank, statedRow);
        for (double value : quantities) {
            // Normalized quantities are above 0, so their bits are ordered like their values.
            put(rank, Double.isNaN(value) ? null : (Long) (-Double.doubleToLongBits(value)));
        }
        rank.putLong(ordered(content));
        rank.putLong(ordered(row));
        return rank.put(name).array();
    }

    /** Writes a number; null sorts after all numbers. */
    private static void put(ByteBuffer rank, @Nullable Long number) {
        rank.put((byte) (number == null ? 1 : 0)).putLong(number == null ? 0 : ordered(number));
    }

    /** Maps numbers to the order of their unsigned bytes. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }
}
