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
 * @param name the id: the name in lower case
 * @param publishedOn the date, without imputation
 * @param organizations the organizations in lower case, separated by semicolons
 * @param rank of the rows of one release, the one with the lowest rank is kept; compared as unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by ORDER only
record ReleaseKey(String name, LocalDate publishedOn, String organizations, byte[] rank) implements Serializable {

    /** In the order in which Spark sorts texts: by their UTF-8 bytes. */
    private static final Comparator<String> BY_BYTES = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

    /** Orders by name, date and organizations. Of the rows of one release, the row to keep comes first. */
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
     * The rank of a row among the rows of its release. Lowest is the row with the most quantities; then with the most
     * columns filled; then the first in the published file. If the row number is unknown, larger quantities come first,
     * then content and location decide.
     *
     * @param quantitiesFilled how many quantities are known
     * @param columns how many columns are filled, of quantities and columns that curation does not change
     * @param statedRow the row number in the published file; null if unknown
     * @param quantities the normalized quantities, NaN if unknown
     * @param content the {@linkplain ContentHash content hash}; ignored by rows with a stated row number
     * @param row the row number in the published file, or in the row's own file
     * @param file the row's own file
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
            // Bits of positive doubles are ordered like their values. Negated, the largest comes first.
            put(rank, Double.isNaN(value) ? null : (Long) (-Double.doubleToLongBits(value)));
        }
        rank.putLong(ordered(content));
        rank.putLong(ordered(row));
        return rank.put(name).array();
    }

    /** Writes a number so that null sorts after all numbers. */
    private static void put(ByteBuffer rank, @Nullable Long number) {
        rank.put((byte) (number == null ? 1 : 0)).putLong(number == null ? 0 : ordered(number));
    }

    /** Maps signed numbers to unsigned ones in the same order. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }
}
