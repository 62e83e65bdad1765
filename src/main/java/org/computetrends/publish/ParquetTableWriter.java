package org.computetrends.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.stats.LargestFirst;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a publication as Parquet files. Rows in memory that fit one file are written by the driver, several
 * tables at a time; others by Spark jobs, one after the other.
 *
 * @param session the session that writes; null where all rows are in memory and fit one file
 * @param settings how files are written
 * @param rowsPerFile rows in a file of a table
 */
record ParquetTableWriter(@Nullable SparkSession session, HeldRowsFile.Settings settings, long rowsPerFile) {

    /**
     * Writes the tables. A log that the previous version has from the same run is left out: it is carried over.
     *
     * @param fileSystem the file system of the folder
     * @param folder the version's folder
     * @param version its name, which files carry
     * @param previous the folder of the version that stands; null where there is none
     * @param publication whose tables they are
     * @throws IOException when a file cannot be written
     */
    void write(FileSystem fileSystem, Path folder, String version, @Nullable Path previous, Publication publication)
            throws IOException {
        List<TableRows.Held> ofOneFile = new ArrayList<>();
        for (TableRows table : publication.tables()) {
            if (previous != null && isLogged(fileSystem, previous, table, publication)) {
                continue;
            }
            if (table instanceof TableRows.Held held && held.count() <= rowsPerFile) {
                ofOneFile.add(held);
            } else {
                long files = Math.max(1, (table.count() + rowsPerFile - 1) / rowsPerFile);
                ParquetFiles.write(
                        fileSystem,
                        dataset(table),
                        table.table().key(),
                        ParquetLogs.fileName(table.table(), version),
                        files,
                        partition(folder, table, publication));
            }
        }
        try {
            LargestFirst.map(
                    ofOneFile.size(),
                    number -> ofOneFile.get(number).count(),
                    number -> written(folder, version, publication, ofOneFile.get(number)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TableRows written(Path folder, String version, Publication publication, TableRows.Held table) {
        try {
            HeldRowsFile.write(
                    settings,
                    table,
                    ParquetLogs.fileName(table.table(), version),
                    partition(folder, table, publication));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLogged(FileSystem fileSystem, Path version, TableRows table, Publication publication)
            throws IOException {
        return table.table().isLog()
                && ParquetLogs.hasRun(fileSystem, partition(version, table, publication), publication.runId());
    }

    private static Path partition(Path folder, TableRows table, Publication publication) {
        return new Path(
                ParquetVersions.tableFolder(folder, table.table().name()),
                ParquetPublisher.partition(publication.vintage()));
    }

    private Dataset<Row> dataset(TableRows table) {
        return table instanceof TableRows.Distributed distributed
                ? distributed.rows()
                : Objects.requireNonNull(session)
                        .createDataFrame(
                                ((TableRows.Held) table).rows(), table.table().schema());
    }
}
