package org.computetrends.select;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a sound row is compared with others by. Rows of equal name, date and organizations are one release.
 *
 * @param name the name in lower case
 * @param publishedOn its date
 * @param organizations the organizations in lower case
 * @param rank of rows that are one release the one of the lowest rank is kept; compared byte by byte, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its order alone
record ReleaseKey(String name, LocalDate publishedOn, String organizations, byte[] rank) implements Serializable {

    /** As Spark compares texts. */
    private static final Comparator<String> BY_BYTES = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

    /** Rows of one name follow each other, by date and organizations; those that are one release, the best first. */
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
     * The row with the most quantities, then the one with the most columns filled, then the first in the published file. Where
     * no such place is known, the one with the larger quantities, and then whichever content and place come first.
     *
     * @param columns how many columns beside those that every release has
     * @param statedRow its row in the published file, where that is known
     * @param quantities its quantities in order, not a number where unknown
     * @param row its row, in the published file or its own
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
            // Quantities in order are above 0, and so the bits of larger ones are larger.
            put(rank, Double.isNaN(value) ? null : (Long) (-Double.doubleToLongBits(value)));
        }
        rank.putLong(ordered(content));
        rank.putLong(ordered(row));
        return rank.put(name).array();
    }

    /** A number, or a null that comes after all numbers. */
    private static void put(ByteBuffer rank, @Nullable Long number) {
        rank.put((byte) (number == null ? 1 : 0)).putLong(number == null ? 0 : ordered(number));
    }

    /** Numbers in the order of their unsigned bytes. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }
}
