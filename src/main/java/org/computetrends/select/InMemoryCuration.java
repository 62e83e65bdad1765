package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.RejectReason;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
import org.jspecify.annotations.Nullable;

/**
 * The fold that curates the rows of a vintage in memory. It checks each row alone. Afterwards {@link #result} finds
 * duplicates among the rows that passed.
 */
final class InMemoryCuration extends TaskFold<InMemoryCuration> {
    private static final long serialVersionUID = 1L;

    /**
     * The settings.
     *
     * @param schema the schema of curated releases
     * @param hasRejects whether rejects and a fingerprint of the input are collected besides the kept releases
     */
    record Settings(ReleaseBatch.Settings checks, StructType schema, boolean hasRejects) implements Serializable {}

    private final Settings settings;
    private final ArrayList<CheckedRow> checkedRows = new ArrayList<>();
    private final ArrayList<Row> rejects = new ArrayList<>();
    private final InputFingerprint fingerprint = new InputFingerprint();

    InMemoryCuration(Settings settings) {
        this.settings = settings;
    }

    /**
     * A row that passed the checks of single rows. It is kept unless it is a duplicate.
     *
     * @param key the key for comparison with other rows
     * @param columns the columns of the curated release
     * @param sourceFile the file that the rejects table names; null if unknown
     * @param statedRow the row number in the published file; null if unknown
     * @param rejects the rejects of the row's values. If the row is a duplicate, its own reject replaces them
     */
    private record CheckedRow(
            ReleaseKey key,
            Row columns,
            @Nullable String sourceFile,
            @Nullable Long statedRow,
            List<Row> rejects) implements Serializable {}

    private final class BatchReader {
        private final ReleaseBatch batch = new ReleaseBatch(settings.checks());
        private final ReleaseKeys keys = new ReleaseKeys(batch);
        private final CuratedRows rows = new CuratedRows(batch, settings.schema());
        private final Rejects rejectsOfBatch = new Rejects(batch);

        void add(ColumnarBatch columns) {
            batch.read(columns);
            if (settings.hasRejects()) {
                fingerprint.add(batch.contentHashes(), batch.size);
            }
            for (int row = 0; row < batch.size; row++) {
                List<Row> rejectsOfRow = settings.hasRejects() ? rejectsOfBatch.ofRow(row) : List.of();
                if (batch.fault[row] == 0) {
                    checkedRows.add(new CheckedRow(
                            keys.key(row),
                            rows.row(row),
                            rejectsOfBatch.sourceFile(row),
                            keys.statedRow(row),
                            rejectsOfRow));
                } else {
                    rejects.addAll(rejectsOfRow);
                }
            }
        }
    }

    @Override
    Consumer<ColumnarBatch> newReader() {
        return new BatchReader()::add;
    }

    @Override
    public InMemoryCuration merge(InMemoryCuration other) {
        checkedRows.addAll(other.checkedRows);
        rejects.addAll(other.rejects);
        fingerprint.merge(other.fingerprint);
        return this;
    }

    CuratedVintage result() {
        checkedRows.sort(Comparator.comparing(CheckedRow::key, ReleaseKey.ORDER));
        ReleaseNumbers<CheckedRow> numbers = new ReleaseNumbers<>();
        List<CuratedRelease> releases = new ArrayList<>();
        List<Row> allRejects = new ArrayList<>(rejects);
        for (CheckedRow row : checkedRows) {
            CheckedRow keptInstead = numbers.keptInsteadOf(row.key(), row);
            if (keptInstead == null) {
                releases.add(new CuratedRelease(ReleaseNames.id(row.key().name(), numbers.number()), row.columns()));
                allRejects.addAll(row.rejects());
            } else if (settings.hasRejects()) {
                allRejects.add(Rejects.ofDuplicate(
                        row.sourceFile(),
                        row.columns().getAs(CanonicalRelease.SOURCE_ROW),
                        row.columns().getAs(CanonicalRelease.MODEL),
                        keptInstead.statedRow()));
            }
        }
        releases.sort(Comparator.comparing(CuratedRelease::id));
        Map<RejectReason, Long> byReason = new TreeMap<>();
        allRejects.forEach(reject -> byReason.merge(Rejects.reason(reject), 1L, Long::sum));
        return new CuratedVintage(releases, allRejects, byReason, fingerprint);
    }
}
