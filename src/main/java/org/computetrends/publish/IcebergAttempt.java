package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.table.Table;

/**
 * One attempt at a publication, which writes rows to the staging branches of the tables and audits them there.
 *
 * @param folder the name of the attempt's folder inside the data folder of each table. Each attempt has its own, so
 *     that the files of a failed attempt can be removed
 */
record IcebergAttempt(SparkSession session, IcebergTables catalog, Publication publication, String folder) {
    static IcebergAttempt of(SparkSession session, IcebergTables catalog, Publication publication) {
        String folder = "run-" + publication.started().toEpochMilli() + "-" + publication.runId() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return new IcebergAttempt(session, catalog, publication, folder);
    }

    /**
     * Writes the tables of the publication. Removes the vintage's rows from our other tables, except logs.
     *
     * @return the snapshot of each table's staging branch, by the table's name
     */
    SortedMap<String, Long> writeTables() throws Exception {
        SortedMap<String, Long> snapshots = new TreeMap<>();
        for (TableRows rows : publication.tables()) {
            snapshots.put(rows.table().name(), writeAudited(rows));
        }
        for (String table : catalog.ourTables()) {
            if (!snapshots.containsKey(table) && !IcebergPublications.isPublications(table)) {
                snapshots.put(table, writeNoRows(table));
            }
        }
        return snapshots;
    }

    /** Writes a table and audits its rows. A log that already has the run's rows gets a snapshot without new rows. */
    private long writeAudited(TableRows rows) throws Exception {
        Table table = rows.table();
        if (table.isLog() && catalog.isLogged(table.name(), publication.vintage(), publication.runId())) {
            return writeNoRows(table.name());
        }
        Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
        Dataset<Row> dataset = rows.dataset(session);
        Dataset<Row> sortedRows =
                (rows instanceof TableRows.InMemory ? dataset.coalesce(1) : dataset).sortWithinPartitions(key);
        long snapshot =
                writeToBranch(table.name(), sortedRows.withColumn(Table.VINTAGE.name(), lit(publication.vintage())));
        Column isWritten = table.isLog()
                ? SparkTables.isInRun(publication.vintage(), publication.runId())
                : SparkTables.isInVintage(publication.vintage());
        QualityRules.require(table, session.table(catalog.branch(table.name())).where(isWritten), rows.count());
        return snapshot;
    }

    /** Writes a snapshot without rows of the vintage. A log's snapshot keeps all rows of the log. */
    private long writeNoRows(String table) throws Exception {
        return writeToBranch(table, session.table(catalog.qualified(table)).limit(0));
    }

    private long writeToBranch(String table, Dataset<Row> rows) throws Exception {
        Optional<Column> replaced =
                catalog.isLog(table) ? Optional.empty() : Optional.of(SparkTables.isInVintage(publication.vintage()));
        return catalog.stage(table, catalog.withMissingColumns(table, rows), replaced, publication.runId(), folder);
    }
}
