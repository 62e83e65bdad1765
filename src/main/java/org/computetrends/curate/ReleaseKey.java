package org.computetrends.curate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.ReadRelease;
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
record ReleaseKey(String name, LocalDate publishedOn, String organizations, byte[] rank) {

    /** As Spark compares texts. */
    private static final Comparator<String> BY_BYTES = (first, second) ->
            Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));

    /** Rows of one name follow each other, by date and organizations; those that are one release, the best first. */
    static final Comparator<ReleaseKey> ORDER = Comparator.comparing(ReleaseKey::name, BY_BYTES)
            .thenComparing(ReleaseKey::publishedOn)
            .thenComparing(ReleaseKey::organizations, BY_BYTES)
            .thenComparing(ReleaseKey::rank, Arrays::compareUnsigned);

    private static final List<String> QUANTITIES =
            CanonicalRelease.QUANTITIES.stream().map(Column::name).toList();

    /** The columns that count beside quantities where rows have as many metrics: those that curation leaves as they are. */
    private static final List<String> OTHERS = CanonicalRelease.content().stream()
            .map(Column::name)
            .filter(name -> !QUANTITIES.contains(name))
            .filter(name -> !List.of(
                            CanonicalRelease.MODEL,
                            CanonicalRelease.PUBLISHED_ON,
                            CanonicalRelease.DATE_PRECISION,
                            CanonicalRelease.CONFIDENCE,
                            CanonicalRelease.BASE_MODEL)
                    .contains(name))
            .toList();

    /** Of a row with the columns of {@link ReleaseCurator#comparable}. */
    static ReleaseKey of(Row row) {
        return new ReleaseKey(
                row.getAs(ReleaseCurator.NAME_KEY),
                row.getAs(CanonicalRelease.PUBLISHED_ON),
                row.getAs(ReleaseCurator.ORGANIZATION_KEY),
                rank(row));
    }

    boolean isSameRelease(ReleaseKey other) {
        return name.equals(other.name)
                && publishedOn.equals(other.publishedOn)
                && organizations.equals(other.organizations);
    }

    /**
     * The row with the most metrics, then the one with the most columns filled, then the first in the published file. Where
     * no such place is known, the one with the larger quantities, and then whichever content and place come first.
     */
    static byte[] rank(Row row) {
        byte[] file =
                String.valueOf(row.<@Nullable String>getAs(ReadRelease.FILE)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer rank = ByteBuffer.allocate(
                2 * Integer.BYTES + (QUANTITIES.size() + 1) * (1 + Long.BYTES) + 2 * Long.BYTES + file.length);
        rank.putInt(Integer.MAX_VALUE - row.<Integer>getAs(ReleaseCurator.METRICS_FILLED));
        rank.putInt(Integer.MAX_VALUE - columnsFilled(row));
        put(rank, row.<@Nullable Long>getAs(ReadRelease.STATED_ROW));
        for (String quantity : QUANTITIES) {
            Double value = row.getAs(quantity);
            // Quantities in order are above 0, and so the bits of larger ones are larger.
            put(rank, value == null ? null : (Long) (-Double.doubleToLongBits(value)));
        }
        rank.putLong(ordered(row.<Long>getAs(ReleaseCurator.CONTENT)));
        rank.putLong(ordered(row.<Long>getAs(CanonicalRelease.SOURCE_ROW)));
        return rank.put(file).array();
    }

    private static int columnsFilled(Row row) {
        return (int) Stream.concat(QUANTITIES.stream(), OTHERS.stream())
                .filter(column -> row.getAs(column) != null)
                .count();
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
