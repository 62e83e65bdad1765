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
 * duplicates among the sound rows.
 */
final class InMemoryCuration extends TaskFold<InMemoryCuration> {
    private static final long serialVersionUID = 1L;

    /**
     * The settings.
     *
     * @param judge the columns read, and the rules for a single release
     * @param schema the schema of curated releases
     * @param isAllListed whether rejects are listed and contents hashed
     */
    record Plan(RowCheckSettings judge, StructType schema, boolean isAllListed) implements Serializable {}

    private final Plan plan;
    private final ArrayList<Sound> sound = new ArrayList<>();
    private final ArrayList<Row> rejects = new ArrayList<>();
    private final InputFingerprint fingerprint = new InputFingerprint();

    InMemoryCuration(Plan plan) {
        this.plan = plan;
    }

    /**
     * A sound row: it is kept unless it is a duplicate.
     *
     * @param key its key for comparison with other rows
     * @param row its columns, as a curated release
     * @param sourceFile its file, as in the rejects table
     * @param statedRow its row number in the published file; null if unknown
     * @param rejects its rejected values
     */
    private record Sound(
            ReleaseKey key,
            Row row,
            @Nullable String sourceFile,
            @Nullable Long statedRow,
            List<Row> rejects) implements Serializable {}

    private final class Task {
        private final ReleaseBatch batch =
                new ReleaseBatch(plan.judge().columns(), plan.judge().rules());
        private final ReleaseKeys keys = new ReleaseKeys(batch, plan.judge().columns());
        private final CuratedRows rows = new CuratedRows(batch, plan.schema());
        private final Rejects found =
                new Rejects(batch, plan.judge().columns(), plan.judge().rules());

        void add(ColumnarBatch columns) {
            batch.read(columns);
            if (plan.isAllListed()) {
                fingerprint.add(keys.contents(), batch.size);
            }
            for (int row = 0; row < batch.size; row++) {
                List<Row> rejected = plan.isAllListed() ? found.of(row) : List.of();
                if (batch.fault[row] == 0) {
                    sound.add(new Sound(
                            keys.of(row), rows.of(row), found.sourceFile(row), keys.statedRow(row), rejected));
                } else {
                    rejects.addAll(rejected);
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
        sound.addAll(other.sound);
        rejects.addAll(other.rejects);
        fingerprint.merge(other.fingerprint);
        return this;
    }

    CuratedVintage result() {
        sound.sort(Comparator.comparing(Sound::key, ReleaseKey.ORDER));
        ReleaseNumbers<Sound> numbers = new ReleaseNumbers<>();
        List<CuratedRelease> kept = new ArrayList<>();
        List<Row> all = new ArrayList<>(rejects);
        for (Sound each : sound) {
            Sound original = numbers.original(each.key(), each);
            if (original == null) {
                kept.add(new CuratedRelease(ReleaseNames.id(each.key().name(), numbers.number()), each.row()));
                all.addAll(each.rejects());
            } else if (plan.isAllListed()) {
                all.add(Rejects.ofCopy(
                        each.sourceFile(),
                        each.row().getAs(CanonicalRelease.SOURCE_ROW),
                        each.row().getAs(CanonicalRelease.MODEL),
                        original.statedRow()));
            }
        }
        kept.sort(Comparator.comparing(CuratedRelease::id));
        Map<RejectReason, Long> byReason = new TreeMap<>();
        all.forEach(reject -> byReason.merge(Rejects.reason(reject), 1L, Long::sum));
        return new CuratedVintage(kept, all, byReason, fingerprint);
    }
}
