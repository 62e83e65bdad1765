package org.computetrends.publish;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The Iceberg table {@code publications}, which lists for each vintage and table the snapshot with the vintage's rows.
 * One commit changes all rows of a vintage in this table, and so makes a run visible as a whole. Like every table, this
 * one gets a tag for each run.
 */
final class IcebergPublications {
    static final String NAME = "publications";

    private static final Table PUBLICATIONS = new Table(
            NAME,
            "The snapshot with the rows of a table and vintage. All snapshots of a vintage are of one run.",
            List.of("table_name"),
            List.of(
                    new Column("table_name", DataTypes.StringType, false, "The table."),
                    new Column("snapshot_id", DataTypes.LongType, false, "The snapshot to read."),
                    new Column("tag", DataTypes.StringType, false, "The tag that keeps the snapshot."),
                    new Column(
                            "publication", DataTypes.LongType, false, "The publication's number, over all vintages."),
                    new Column("started", DataTypes.TimestampType, false, "When the run started."),
                    new Column("manifest", DataTypes.StringType, false, "The run's manifest, JSON.")));

    private final SparkSession session;
    private final IcebergTables tables;

    IcebergPublications(SparkSession session, IcebergTables tables) {
        this.session = session;
        this.tables = tables;
    }

    void prepare() {
        tables.requireCompatible(PUBLICATIONS);
        tables.createOrUpdate(PUBLICATIONS);
    }

    /**
     * The snapshots that are listed as published.
     *
     * @param nextNumber the next publication's number in the column {@code publication}
     * @param snapshots the published snapshots by the table's name and by tag, oldest first
     */
    record Published(long nextNumber, Map<String, Map<String, Long>> snapshots) {}

    Published published() {
        List<Row> rows = new ArrayList<>(session.table(tables.qualified(NAME))
                .select("publication", "table_name", "tag", "snapshot_id")
                .collectAsList());
        rows.sort(Comparator.comparing(row -> row.getLong(0)));
        long nextNumber = rows.isEmpty() ? 1 : rows.get(rows.size() - 1).getLong(0) + 1;
        Map<String, Map<String, Long>> snapshots = new HashMap<>();
        for (Row row : rows) {
            Map<String, Long> snapshotsByTag =
                    snapshots.computeIfAbsent(row.getString(1), table -> new LinkedHashMap<>());
            // A tag that is published again moves to the end.
            snapshotsByTag.remove(row.getString(2));
            snapshotsByTag.put(row.getString(2), row.getLong(3));
        }
        return new Published(nextNumber, snapshots);
    }

    /** The last published snapshot of a table, which has the rows of all vintages; null if there is none. */
    @Nullable
    Long lastSnapshot(Table table) {
        if (!tables.exists(NAME)) {
            return null;
        }
        Map<String, Long> snapshots = published().snapshots().getOrDefault(table.name(), Map.of());
        return snapshots.values().stream().reduce((older, newer) -> newer).orElse(null);
    }

    /**
     * The publication of a vintage.
     *
     * @param snapshots the snapshot that has the vintage's rows, by the table's name
     */
    record Entry(LocalDate vintage, String runId, Instant started, String manifest, Map<String, Long> snapshots) {}

    /** The publications of all vintages, ordered by the start of their runs. */
    List<Entry> entries() {
        if (!tables.exists(NAME)) {
            return List.of();
        }
        Map<LocalDate, Entry> entries = new HashMap<>();
        for (Row row : session.table(tables.qualified(NAME))
                .select(Table.VINTAGE.name(), Table.RUN_ID.name(), "started", "manifest", "table_name", "snapshot_id")
                .collectAsList()) {
            entries.computeIfAbsent(
                            row.<LocalDate>getAs(0),
                            vintage -> new Entry(
                                    vintage, row.getString(1), row.getAs(2), row.getString(3), new HashMap<>()))
                    .snapshots()
                    .put(row.getString(4), row.getLong(5));
        }
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry::started).thenComparing(Entry::vintage))
                .toList();
    }

    /**
     * Writes the rows of an entry to the staging branch of this table. They replace this table's rows of the same
     * vintage, and in a retirement also of the retired one.
     *
     * @param entry the vintage with its snapshots
     * @param number see {@link Published#nextNumber}
     * @param replacedVintage the entry's vintage for a run; the retired vintage for a retirement
     * @param folder the name of the folder of the attempt's data files
     * @return the branch's snapshot
     */
    long stage(Entry entry, long number, String tag, LocalDate replacedVintage, String folder)
            throws NoSuchTableException {
        List<Row> rows = new ArrayList<>();
        entry.snapshots()
                .forEach((table, snapshot) -> rows.add(RowFactory.create(
                        table, snapshot, tag, number, entry.started(), entry.manifest(), entry.runId())));
        return tables.stage(
                NAME,
                session.createDataFrame(rows, PUBLICATIONS.schema())
                        .withColumn(Table.VINTAGE.name(), lit(entry.vintage()))
                        .coalesce(1),
                Optional.of(SparkTables.isInVintage(entry.vintage()).or(SparkTables.isInVintage(replacedVintage))),
                entry.runId(),
                folder);
    }
}
