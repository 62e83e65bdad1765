package org.computetrends.select;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.computetrends.domain.LowerCase;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.ReadColumns;
import org.jspecify.annotations.Nullable;

/** Creates the {@link ReleaseKey}s of a batch's sound rows. The batch must have all columns. Not thread-safe. */
final class ReleaseKeys {
    /**
     * The columns, besides quantities, that are counted to rank duplicates. Name and date are not: every sound row has
     * them. Curation may change date precision, confidence and base model.
     */
    private static final List<String> COUNTED = CanonicalRelease.content().stream()
            .map(Column::name)
            .filter(name -> !MetricSources.QUANTITIES.contains(name)
                    && !List.of(
                                    CanonicalRelease.MODEL,
                                    CanonicalRelease.PUBLISHED_ON,
                                    CanonicalRelease.DATE_PRECISION,
                                    CanonicalRelease.CONFIDENCE,
                                    CanonicalRelease.BASE_MODEL)
                            .contains(name))
            .toList();

    private final ReleaseBatch batch;
    private final int[] countedColumns;
    private final int sourceRow;
    private final int statedRow;
    private final int file;

    ReleaseKeys(ReleaseBatch batch) {
        this.batch = batch;
        this.countedColumns = COUNTED.stream().mapToInt(batch.columns::indexOf).toArray();
        this.sourceRow = batch.columns.indexOf(CanonicalRelease.SOURCE_ROW);
        this.statedRow = batch.columns.indexOf(ReadColumns.STATED_ROW);
        this.file = batch.columns.indexOf(ReadColumns.FILE);
    }

    ReleaseKey key(int row) {
        return new ReleaseKey(
                ReleaseNames.id(batch.name(row)),
                Objects.requireNonNull((LocalDate) batch.cells.readable(ReleaseColumns.PUBLISHED_ON, row)),
                LowerCase.of(batch.cells.texts(ReleaseColumns.ORGANIZATIONS, row).stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(";"))),
                rank(row));
    }

    /**
     * The rank of a row among the rows of its release. The row with the most quantities comes first; then the row with
     * the most {@link #COUNTED} columns filled; then the first in the published file. Rows with an unknown number in
     * the published file come last: those with larger quantities first, then by the hash of content, the source row and
     * the file.
     */
    private byte[] rank(int row) {
        double[] quantities = new double[MetricSources.QUANTITIES.size()];
        int quantitiesFilled = 0;
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = batch.values.quantityValues(i)[row];
            quantitiesFilled += Double.isNaN(quantities[i]) ? 0 : 1;
        }
        int columnsFilled = 0;
        for (int index : countedColumns) {
            columnsFilled += batch.column(index).isNullAt(row) ? 0 : 1;
        }
        byte[] fileBytes = file(row).getBytes(StandardCharsets.UTF_8);
        ByteBuffer rank = ByteBuffer.allocate(
                2 * Integer.BYTES + (quantities.length + 1) * (1 + Long.BYTES) + 2 * Long.BYTES + fileBytes.length);
        rank.putInt(Integer.MAX_VALUE - quantitiesFilled);
        rank.putInt(Integer.MAX_VALUE - columnsFilled);
        Long statedRow = statedRow(row);
        put(rank, statedRow);
        for (double value : quantities) {
            // The bits of positive doubles are ordered like the doubles. Negation puts the largest first.
            put(rank, Double.isNaN(value) ? null : (Long) (-Double.doubleToLongBits(value)));
        }
        // Hashes order only rows with an unknown number. For other rows they are not computed.
        rank.putLong(ordered(statedRow == null ? batch.contentHashes()[row] : 0));
        rank.putLong(ordered(batch.column(sourceRow).getLong(row)));
        return rank.put(fileBytes).array();
    }

    /** Writes a number whose unsigned bytes sort like the signed number, with null last. */
    private static void put(ByteBuffer rank, @Nullable Long number) {
        rank.put((byte) (number == null ? 1 : 0)).putLong(number == null ? 0 : ordered(number));
    }

    /** Maps signed numbers to unsigned ones in the same order. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }

    /** The row number in the published file; null if the source does not state it. */
    @Nullable
    Long statedRow(int row) {
        return batch.column(statedRow).isNullAt(row)
                ? null
                : (Long) batch.column(statedRow).getLong(row);
    }

    String file(int row) {
        return batch.column(file).getUTF8String(row).toString();
    }
}
