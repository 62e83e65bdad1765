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
 * One attempt at a publication, which writes its rows to the staging branches of the tables. The data files of each
 * attempt are in folders of their own, so that the files of a failed attempt can be removed.
 */
final class IcebergAttempt {
    private final SparkSession session;
    private final IcebergTables catalog;
    private final Publication publication;
    private final String folder;
    private final SortedMap<String, Long> snapshots = new TreeMap<>();

    IcebergAttempt(SparkSession session, IcebergTables catalog, Publication publication) {
        this.session = session;
        this.catalog = catalog;
        this.publication = publication;
        this.folder = "run-" + publication.started().toEpochMilli() + "-" + publication.runId() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The name of the data files' folder inside a table's folder. */
    String folder() {
        return folder;
    }

    /**
     * Writes the tables of the publication. From our other tables, except logs, it removes the rows of the vintage.
     *
     * @return the snapshot of each table's staging branch
     */
    SortedMap<String, Long> write() throws Exception {
        for (TableRows rows : publication.tables()) {
            write(rows);
        }
        for (String table : catalog.ourTables()) {
            if (!snapshots.containsKey(table) && !IcebergPublications.isPublications(table)) {
                write(table, session.table(catalog.qualified(table)).limit(0));
            }
        }
        return snapshots;
    }

    /** Writes a table's rows to its branch and audits them. */
    private void write(TableRows rows) throws Exception {
        Table table = rows.table();
        if (table.isLog() && catalog.isLogged(table.name(), publication.vintage(), publication.runId())) {
            write(table.name(), session.table(catalog.qualified(table.name())).limit(0));
            return;
        }
        Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
        Dataset<Row> dataset = rows.dataset(session);
        Dataset<Row> sortedRows =
                (rows instanceof TableRows.InMemory ? dataset.coalesce(1) : dataset).sortWithinPartitions(key);
        write(table.name(), sortedRows.withColumn(Table.VINTAGE.name(), lit(publication.vintage())));
        QualityRules.require(
                table,
                session.table(catalog.branch(table.name()))
                        .where(
                                table.isLog()
                                        ? SparkTables.isOf(publication.vintage(), publication.runId())
                                        : SparkTables.isOf(publication.vintage())),
                rows.count());
    }

    private void write(String table, Dataset<Row> rows) throws Exception {
        Optional<Column> replaced =
                catalog.isLog(table) ? Optional.empty() : Optional.of(SparkTables.isOf(publication.vintage()));
        snapshots.put(
                table, catalog.stage(table, catalog.filledUp(table, rows), replaced, publication.runId(), folder));
    }
}
