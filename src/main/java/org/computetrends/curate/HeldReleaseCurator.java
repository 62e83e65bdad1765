package org.computetrends.curate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.domain.Metric;
import org.computetrends.domain.RejectReason;
import org.computetrends.sql.ReleaseContent;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReadRelease;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/**
 * Checks releases that are few enough to be in memory: by the rules of {@link ReleaseCurator}, with the same result, in one
 * Spark query instead of several passes. The same expressions judge each row alone, and {@link ReleaseNumbers} compares rows
 * with each other, all of them in memory.
 */
public final class HeldReleaseCurator {
    private static final String INPUT_CONTENT = "_input_content";
    private static final String IS_FAULTY = "_is_faulty";
    private static final String FAULTS = "_faults";

    private final ReleaseCurator.Settings settings;
    private final ReleaseCurator curator;

    /** @param settings what is rejected */
    public HeldReleaseCurator(ReleaseCurator.Settings settings) {
        this.settings = settings;
        this.curator = new ReleaseCurator(settings);
    }

    /**
     * Curated releases.
     *
     * @param releases those kept, in the order of their ids
     * @param rejects rows of the rejects table
     * @param contentHashes a hash of the values of every row read
     * @param rejectsByReason rejected rows and values, counted by reason
     */
    public record Result(
            List<CuratedRelease> releases,
            List<Row> rejects,
            List<Long> contentHashes,
            Map<RejectReason, Long> rejectsByReason) {

        /** Rows read. */
        public long rowsRead() {
            return contentHashes.size();
        }

        /** Rows kept. */
        public long rowsKept() {
            return releases.size();
        }
    }

    /** A row and what it is compared by; without a name or date it has no key. */
    private record Judged(Row row, @Nullable ReleaseKey key, boolean isFaulty) {
        private static Judged of(Row row, boolean isFaulty) {
            return new Judged(row, isFaulty ? null : ReleaseKey.of(row), isFaulty);
        }

        private static Judged sound(Row row) {
            return of(row, false);
        }

        ReleaseKey soundKey() {
            return Objects.requireNonNull(key);
        }
    }

    /** Sound rows compared: those kept, and the others each with the one that is kept. */
    private record Compared(List<CuratedRelease> kept, IdentityHashMap<Row, Row> originals) {
        static Compared of(Stream<Judged> sound) {
            ReleaseNumbers<Row> numbers = new ReleaseNumbers<>();
            IdentityHashMap<Row, Row> originals = new IdentityHashMap<>();
            List<CuratedRelease> kept = new ArrayList<>();
            sound.sorted(Comparator.comparing(Judged::soundKey, ReleaseKey.ORDER))
                    .forEach(each -> {
                        Row original = numbers.original(each.soundKey(), each.row());
                        if (original == null) {
                            kept.add(new CuratedRelease(
                                    ReleaseCurator.id(each.soundKey().name(), numbers.number()), each.row()));
                        } else {
                            originals.put(each.row(), original);
                        }
                    });
            kept.sort(Comparator.comparing(CuratedRelease::id));
            return new Compared(kept, originals);
        }
    }

    /**
     * Curates the releases of a vintage.
     *
     * @param releases the canonical columns, {@code source_file} and those of {@link ReadRelease}; all of them are brought
     *     to the driver
     */
    public Result curate(Dataset<Row> releases) {
        Column rowFault = curator.checks().rowFault();
        return curated(judged(
                        releases.withColumn(INPUT_CONTENT, ReleaseContent.hash()),
                        List.of(
                                col(RejectsTable.SOURCE_FILE),
                                col(INPUT_CONTENT),
                                rowFault.isNotNull().as(IS_FAULTY),
                                when(rowFault.isNotNull(), array(rowFault))
                                        .otherwise(curator.checks().valueFaults())
                                        .as(FAULTS)))
                .collectAsList()
                .stream()
                .map(row -> Judged.of(row, row.<Boolean>getAs(IS_FAULTY)))
                .toList());
    }

    /**
     * The releases of several vintages that {@link #curate} keeps, each vintage by itself, in one query: nothing is counted
     * or listed.
     *
     * @param releases as for one vintage
     * @return the releases by the vintage's date, each in the order of their ids
     */
    public Map<LocalDate, List<CuratedRelease>> kept(Dataset<Row> releases) {
        Column isFaulty = curator.checks().rowFault().isNotNull();
        Map<LocalDate, List<Row>> byVintage = new TreeMap<>();
        for (Row row : judged(releases.filter(curator.checks().isInScope()), List.of(isFaulty.as(IS_FAULTY)))
                .filter(col(IS_FAULTY).equalTo(false))
                .collectAsList()) {
            byVintage
                    .computeIfAbsent(row.getAs(ReadRelease.VINTAGE), date -> new ArrayList<>())
                    .add(row);
        }
        Map<LocalDate, List<CuratedRelease>> kept = new TreeMap<>();
        byVintage.forEach((vintage, rows) ->
                kept.put(vintage, Compared.of(rows.stream().map(Judged::sound)).kept()));
        return kept;
    }

    private static Result curated(List<Judged> rows) {
        Compared compared = Compared.of(rows.stream().filter(row -> !row.isFaulty()));
        List<Row> rejects = new ArrayList<>();
        for (Judged judged : rows) {
            Row row = judged.row();
            Row original = compared.originals().get(row);
            if (original != null) {
                rejects.add(duplicate(row, original));
            } else {
                row.<Row>getList(row.fieldIndex(FAULTS)).forEach(fault -> rejects.add(reject(row, fault)));
            }
        }
        Map<RejectReason, Long> byReason = new TreeMap<>();
        rejects.forEach(reject -> byReason.merge(RejectReason.valueOf(reject.getString(2)), 1L, Long::sum));
        return new Result(
                compared.kept(),
                rejects,
                rows.stream().map(row -> row.row().<Long>getAs(INPUT_CONTENT)).toList(),
                byReason);
    }

    /** What Spark can say of each row alone: what rows are compared by, columns in order, some columns more, and metrics. */
    private Dataset<Row> judged(Dataset<Row> releases, List<Column> more) {
        List<Column> withMetrics = new ArrayList<>(List.of(col("*")));
        for (Metric metric : settings.metrics()) {
            withMetrics.add(expr(metric.expression()).cast("double").as(CuratedRelease.metricColumn(metric)));
        }
        return curator.comparable(releases, more).select(withMetrics.toArray(Column[]::new));
    }

    private static Row duplicate(Row row, Row original) {
        Long place = original.getAs(ReadRelease.STATED_ROW);
        return reject(
                row,
                RowFactory.create(
                        RejectReason.DUPLICATE_RELEASE.name(),
                        CanonicalRelease.MODEL,
                        row.<String>getAs(CanonicalRelease.MODEL),
                        (place == null ? ReleaseCurator.ANOTHER_ROW : "row " + place)
                                + ReleaseCurator.DUPLICATE_MESSAGE));
    }

    /** A row of the rejects table, for a fault as {@link ReleaseChecks#fault} has it. */
    private static Row reject(Row row, Row fault) {
        return RowFactory.create(
                row.getAs(RejectsTable.SOURCE_FILE),
                row.getAs(CanonicalRelease.SOURCE_ROW),
                fault.get(0),
                fault.get(1),
                row.getAs(CanonicalRelease.MODEL),
                fault.get(2),
                fault.get(3));
    }
}
