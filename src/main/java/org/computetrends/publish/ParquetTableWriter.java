package org.computetrends.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.stats.ParallelTasks;
import org.computetrends.table.Table;
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
     * @param publishedFolders the folders with the published rows of a log, of the publication's vintage
     */
    void write(
            FileSystem fileSystem, Path folder, Function<Table, List<Path>> publishedFolders, Publication publication)
            throws IOException {
        List<TableRows> tables = new ArrayList<>();
        for (TableRows table : publication.tables()) {
            if (!isLogged(fileSystem, publishedFolders, table.table(), publication.runId())) {
                tables.add(table);
            }
        }
        try {
            ParallelTasks.map(
                    tables.size(),
                    number -> tables.get(number).count(),
                    number -> writtenRows(fileSystem, folder, publication.vintage(), tables.get(number)));
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

    private static boolean isLogged(
            FileSystem fileSystem, Function<Table, List<Path>> publishedFolders, Table table, String runId)
            throws IOException {
        if (table.isLog()) {
            for (Path partition : publishedFolders.apply(table)) {
                if (ParquetLogs.hasRun(fileSystem, partition, runId)) {
                    return true;
                }
            }
        }
        return false;
    }
}
