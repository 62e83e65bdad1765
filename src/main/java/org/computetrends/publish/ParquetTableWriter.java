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
import org.computetrends.stats.ParallelTasks;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a publication as Parquet files. The driver writes tables in its memory that fit one file; Spark
 * jobs write the others. Tables are written in parallel, because a job that writes a single file uses only one core.
 *
 * @param session null if all rows are in memory and fit one file
 */
record ParquetTableWriter(@Nullable SparkSession session, LocalRowsFile.Settings settings, long rowsPerFile) {
    /**
     * Writes the tables into the folder of a new version. Logs that already have the rows of this run are skipped:
     * their files are carried over from the current version.
     */
    void write(
            ParquetVersions versions, PublishedVersion currentVersion, String newVersionName, Publication publication)
            throws IOException {
        List<TableRows> tables = new ArrayList<>();
        for (TableRows rows : publication.tables()) {
            if (!versions.isLogged(currentVersion, rows.table(), publication)) {
                tables.add(rows);
            }
        }
        try {
            // The table with the most rows is written first. The results are not used.
            ParallelTasks.map(tables.size(), index -> tables.get(index).count(), index -> {
                TableRows rows = tables.get(index);
                Path partition = versions.partition(newVersionName, rows.table().name(), publication.vintage());
                write(versions.fileSystem(), rows, ParquetLogs.fileName(rows.table(), newVersionName), partition);
                return rows;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(FileSystem fileSystem, TableRows rows, String fileName, Path partition) {
        try {
            if (rows instanceof TableRows.InMemory inMemory && inMemory.count() <= rowsPerFile) {
                LocalRowsFile.write(settings, inMemory, fileName, partition);
            } else {
                long files = Math.max(1, (rows.count() + rowsPerFile - 1) / rowsPerFile);
                Dataset<Row> dataset = rows.dataset(Objects.requireNonNull(session));
                ParquetFiles.write(fileSystem, dataset, rows.table().key(), fileName, files, partition);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
