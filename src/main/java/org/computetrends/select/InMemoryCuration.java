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
 * The fold that curates the rows of a vintage in memory. It checks each row alone; {@link #result} then finds
 * duplicates among the rows that pass.
 */
final class InMemoryCuration extends TaskFold<InMemoryCuration> {
    private static final long serialVersionUID = 1L;

    /**
     * The settings.
     *
     * @param hasRejects whether {@link #result} has rejects and a fingerprint of the input, and not only kept releases
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
     * @param key its key for comparison with other rows
     * @param columns its columns, as a curated release
     * @param sourceFile its file, as in the rejects table
     * @param statedRow its row number in the published file; null if unknown
     */
    private record CheckedRow(
            ReleaseKey key,
            Row columns,
            @Nullable String sourceFile,
            @Nullable Long statedRow,
            List<Row> rejects) implements Serializable {}

    private final class Task {
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
                            keys.of(row),
                            rows.of(row),
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
    Consumer<ColumnarBatch> begin() {
        return new Task()::add;
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
            CheckedRow original = numbers.original(row.key(), row);
            if (original == null) {
                releases.add(new CuratedRelease(ReleaseNames.id(row.key().name(), numbers.number()), row.columns()));
                allRejects.addAll(row.rejects());
            } else if (settings.hasRejects()) {
                allRejects.add(Rejects.ofDuplicate(
                        row.sourceFile(),
                        row.columns().getAs(CanonicalRelease.SOURCE_ROW),
                        row.columns().getAs(CanonicalRelease.MODEL),
                        original.statedRow()));
            }
        }
        releases.sort(Comparator.comparing(CuratedRelease::id));
        Map<RejectReason, Long> byReason = new TreeMap<>();
        allRejects.forEach(reject -> byReason.merge(Rejects.reason(reject), 1L, Long::sum));
        return new CuratedVintage(releases, allRejects, byReason, fingerprint);
    }
}
