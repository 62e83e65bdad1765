package org.computetrends.select;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.computetrends.sql.LowerCase;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.ReadRelease;
import org.jspecify.annotations.Nullable;

/** What the sound releases of a batch, of which all columns are read, are compared with others by. For one thread. */
final class ReleaseKeys {
    /** The columns that count beside quantities where rows have as many metrics: those that curation leaves as they are. */
    private static final List<String> LEFT_AS_THEY_ARE = CanonicalRelease.content().stream()
            .map(Column::name)
            .filter(name -> !MetricSources.QUANTITIES.contains(name))
            .filter(name -> !List.of(
                            CanonicalRelease.MODEL,
                            CanonicalRelease.PUBLISHED_ON,
                            CanonicalRelease.DATE_PRECISION,
                            CanonicalRelease.CONFIDENCE,
                            CanonicalRelease.BASE_MODEL)
                    .contains(name))
            .toList();

    private final ReleaseBatch batch;
    private final ContentHash content;
    private final int[] leftAsTheyAre;
    private final int sourceRow;
    private final int statedRow;
    private final int file;
    private long[] hashes = {};

    /** Which read of the batch these are of. */
    private long hashedRead;

    ReleaseKeys(ReleaseBatch batch, ReleaseColumns columns) {
        this.batch = batch;
        this.content = new ContentHash(columns);
        this.leftAsTheyAre = LEFT_AS_THEY_ARE.stream().mapToInt(columns::place).toArray();
        this.sourceRow = columns.place(CanonicalRelease.SOURCE_ROW);
        this.statedRow = columns.place(ReadRelease.STATED_ROW);
        this.file = columns.place(ReadRelease.FILE);
    }

    ReleaseKey of(int row) {
        double[] quantities = new double[MetricSources.QUANTITIES.size()];
        int quantitiesFilled = 0;
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = batch.values.quantity(i)[row];
            quantitiesFilled += Double.isNaN(quantities[i]) ? 0 : 1;
        }
        int columnsFilled = quantitiesFilled;
        for (int place : leftAsTheyAre) {
            columnsFilled += batch.column(place).isNullAt(row) ? 0 : 1;
        }
        Long stated = statedRow(row);
        return new ReleaseKey(
                ReleaseNames.id(batch.name(row)),
                Objects.requireNonNull((LocalDate) batch.cells.asRead(ReleaseColumns.PUBLISHED_ON, row)),
                LowerCase.of(batch.cells.texts(ReleaseColumns.ORGANIZATIONS, row).stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(";"))),
                ReleaseKey.rank(
                        quantitiesFilled,
                        columnsFilled,
                        stated,
                        quantities,
                        stated == null ? contents()[row] : 0,
                        batch.column(sourceRow).getLong(row),
                        file(row)));
    }

    /** A hash of the content of every row of the batch; made once, where it is asked for. */
    long[] contents() {
        // Spark may put the next rows into the same batch.
        if (hashedRead != batch.reads()) {
            hashes = content.of(batch.asRead());
            hashedRead = batch.reads();
        }
        return hashes;
    }

    /** The row of the published file, where the source states it. */
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
