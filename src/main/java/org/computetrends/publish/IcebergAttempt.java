package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param vintage the vintage whose rows are replaced or, in a retirement, removed
 * @param runId the run to be named in the snapshots; in a retirement that of the remaining vintage whose run began last
 * @param folder the name of the attempt's folder inside the data folder of each table. Each attempt has its own, so
 *     that the files of a failed attempt can be removed
 */
record IcebergAttempt(SparkSession session, IcebergTables tables, LocalDate vintage, String runId, String folder) {
    /** @param started the start of the run or the retirement */
    static IcebergAttempt of(
            SparkSession session, IcebergTables tables, LocalDate vintage, String runId, Instant started) {
        String folder = "run-" + started.toEpochMilli() + "-" + runId + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return new IcebergAttempt(session, tables, vintage, runId, folder);
    }

    /**
     * Writes rows to their tables. Removes the vintage's rows from our other tables, except logs.
     *
     * @return the snapshot of each table's staging branch, by the table's name
     */
    SortedMap<String, Long> write(List<TableRows> rowsOfTables) throws Exception {
        SortedMap<String, Long> snapshots = new TreeMap<>();
        for (TableRows rows : rowsOfTables) {
            snapshots.put(rows.table().name(), writeAudited(rows));
        }
        for (String table : tables.ourTables()) {
            if (!snapshots.containsKey(table) && !table.equals(IcebergPublications.NAME)) {
                snapshots.put(table, writeNoRows(table));
            }
        }
        return snapshots;
    }

    /** Writes a table and audits its rows. A log that already has the run's rows gets a snapshot without new rows. */
    private long writeAudited(TableRows rows) throws Exception {
        Table table = rows.table();
        if (table.isLog() && tables.isLogged(table.name(), vintage, runId)) {
            return writeNoRows(table.name());
        }
        Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
        Dataset<Row> dataset = rows.dataset(session);
        Dataset<Row> sortedRows =
                (rows instanceof TableRows.InMemory ? dataset.coalesce(1) : dataset).sortWithinPartitions(key);
        long snapshot = writeToBranch(table.name(), sortedRows.withColumn(Table.VINTAGE.name(), lit(vintage)));
        Column isWritten = table.isLog() ? SparkTables.isInRun(vintage, runId) : SparkTables.isInVintage(vintage);
        QualityRules.require(table, session.table(tables.branch(table.name())).where(isWritten), rows.count());
        return snapshot;
    }

    /** Writes a snapshot without new rows. It removes the vintage's rows, unless the table is a log. */
    private long writeNoRows(String table) throws Exception {
        return writeToBranch(table, session.table(tables.qualified(table)).limit(0));
    }

    private long writeToBranch(String table, Dataset<Row> rows) throws Exception {
        Optional<Column> replaced =
                tables.isLog(table) ? Optional.empty() : Optional.of(SparkTables.isInVintage(vintage));
        return tables.stage(table, tables.withMissingColumns(table, rows), replaced, runId, folder);
    }
}
