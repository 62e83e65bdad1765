package org.computetrends.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a publication as Parquet files. Several tables are written in parallel, since a job that writes
 * a single file uses one core only. The driver writes rows in memory that fit one file. Spark jobs write the others.
 *
 * @param session null if all rows are in memory and fit one file
 */
record ParquetTableWriter(@Nullable SparkSession session, LocalRowsFile.Settings settings, long rowsPerFile) {
    /**
     * Writes the tables, except logs to which this run has already published its rows: these logs are carried over.
     *
     * @param folder the version's folder; file names contain its name
     */
    void write(ParquetVersions versions, PublishedVersion currentVersion, Path folder, Publication publication)
            throws IOException {
        List<TableRows> tables = new ArrayList<>();
        for (TableRows table : publication.tables()) {
            if (!versions.isLogged(currentVersion, table.table(), publication)) {
                tables.add(table);
            }
        }
        try {
            ParallelTasks.map(
                    tables.size(),
                    number -> tables.get(number).count(),
                    number -> writtenRows(versions.fileSystem(), folder, publication.vintage(), tables.get(number)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TableRows writtenRows(FileSystem fileSystem, Path folder, LocalDate vintage, TableRows table) {
        String name = ParquetLogs.fileName(table.table(), folder.getName());
        Path partition = new Path(
                ParquetVersions.tableFolder(folder, table.table().name()), ParquetPublisher.partition(vintage));
        try {
            if (table instanceof TableRows.InMemory inMemory && inMemory.count() <= rowsPerFile) {
                LocalRowsFile.write(settings, inMemory, name, partition);
            } else {
                long files = Math.max(1, (table.count() + rowsPerFile - 1) / rowsPerFile);
                Dataset<Row> rows = table.dataset(Objects.requireNonNull(session));
                ParquetFiles.write(fileSystem, rows, table.table().key(), name, files, partition);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
