package org.computetrends.select;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.computetrends.domain.LowerCase;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.ReadRelease;
import org.jspecify.annotations.Nullable;

/** Creates the comparison keys of a batch's sound releases. The batch must have all columns. Not thread-safe. */
final class ReleaseKeys {
    /** The columns other than quantities that are counted to rank duplicates: curation does not change them. */
    private static final List<String> UNCHANGED = CanonicalRelease.content().stream()
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
    private final int[] unchangedColumns;
    private final int sourceRow;
    private final int statedRow;
    private final int file;

    ReleaseKeys(ReleaseBatch batch) {
        this.batch = batch;
        this.unchangedColumns =
                UNCHANGED.stream().mapToInt(batch.columns::indexOf).toArray();
        this.sourceRow = batch.columns.indexOf(CanonicalRelease.SOURCE_ROW);
        this.statedRow = batch.columns.indexOf(ReadRelease.STATED_ROW);
        this.file = batch.columns.indexOf(ReadRelease.FILE);
    }

    ReleaseKey of(int row) {
        double[] quantities = new double[MetricSources.QUANTITIES.size()];
        int quantitiesFilled = 0;
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = batch.values.quantity(i)[row];
            quantitiesFilled += Double.isNaN(quantities[i]) ? 0 : 1;
        }
        int columnsFilled = quantitiesFilled;
        for (int index : unchangedColumns) {
            columnsFilled += batch.column(index).isNullAt(row) ? 0 : 1;
        }
        Long statedRow = statedRow(row);
        return new ReleaseKey(
                ReleaseNames.id(batch.name(row)),
                Objects.requireNonNull((LocalDate) batch.cells.readable(ReleaseColumns.PUBLISHED_ON, row)),
                LowerCase.of(batch.cells.texts(ReleaseColumns.ORGANIZATIONS, row).stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(";"))),
                ReleaseKey.rank(
                        quantitiesFilled,
                        columnsFilled,
                        statedRow,
                        quantities,
                        statedRow == null ? batch.contentHashes()[row] : 0,
                        batch.column(sourceRow).getLong(row),
                        file(row)));
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
