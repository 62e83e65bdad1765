package org.computetrends.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.stats.LargestFirst;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tables of a publication as Parquet files, several at a time. Rows in memory that fit one file are written by the
 * driver, others by Spark jobs: one that makes a single file keeps no more than one core busy.
 *
 * @param session the session that writes; null where all rows are in memory and fit one file
 * @param settings how files are written
 * @param rowsPerFile rows in a file of a table
 */
record ParquetTableWriter(@Nullable SparkSession session, LocalRowsFile.Settings settings, long rowsPerFile) {

    /**
     * Writes the tables. A log that the previous version has from the same run is left out: it is carried over.
     *
     * @param version its name, which files carry
     * @param standing for each log the folders that have its rows of the vintage
     * @throws IOException when a file cannot be written
     */
    void write(
            FileSystem fileSystem,
            Path folder,
            String version,
            Function<Table, List<Path>> standing,
            Publication publication)
            throws IOException {
        List<TableRows> tables = new ArrayList<>();
        for (TableRows table : publication.tables()) {
            if (!isLogged(fileSystem, standing, table, publication)) {
                tables.add(table);
            }
        }
        try {
            LargestFirst.map(
                    tables.size(),
                    number -> tables.get(number).count(),
                    number -> written(fileSystem, folder, version, publication, tables.get(number)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TableRows written(
            FileSystem fileSystem, Path folder, String version, Publication publication, TableRows table) {
        String name = ParquetLogs.fileName(table.table(), version);
        Path partition = partition(folder, table, publication);
        try {
            if (table instanceof TableRows.Held held && held.count() <= rowsPerFile) {
                LocalRowsFile.write(settings, held, name, partition);
            } else {
                long files = Math.max(1, (table.count() + rowsPerFile - 1) / rowsPerFile);
                ParquetFiles.write(fileSystem, dataset(table), table.table().key(), name, files, partition);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLogged(
            FileSystem fileSystem, Function<Table, List<Path>> standing, TableRows table, Publication publication)
            throws IOException {
        if (table.table().isLog()) {
            for (Path partition : standing.apply(table.table())) {
                if (ParquetLogs.hasRun(fileSystem, partition, publication.runId())) {
                    return true;
                }
            }
        }
        return false;
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
