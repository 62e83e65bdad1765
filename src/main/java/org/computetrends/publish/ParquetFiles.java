package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Writes rows as Parquet files with reproducible names and row order. */
final class ParquetFiles {
    private ParquetFiles() {}

    /**
     * Writes rows to files named as by {@link #writePartitions}. Rows are divided among files by a hash of the key, and
     * sorted by key within each file. To divide them by ranges of keys, Spark would compute all rows once more.
     *
     * @param maximumFiles the largest number of files; only the first partition gets a file without rows
     */
    static void write(
            FileSystem fileSystem, Dataset<Row> rows, List<String> key, String name, long maximumFiles, Path folder)
            throws IOException {
        Column[] order = key.stream().map(column -> col(column)).toArray(Column[]::new);
        Dataset<Row> partitions = maximumFiles == 1 ? rows.coalesce(1) : rows.repartition((int) maximumFiles, order);
        writePartitions(fileSystem, partitions.sortWithinPartitions(order), name, folder);
    }

    /**
     * Writes rows in their given order into a folder that does not exist yet, one file per partition that has rows. The
     * first partition gets a file even without rows. A single file is named {@code NAME.parquet}, several
     * {@code NAME-00000.parquet} and so on.
     *
     * @throws IOException when the files cannot be listed or renamed; Spark's own failures are not caught
     */
    static void writePartitions(FileSystem fileSystem, Dataset<Row> rows, String name, Path folder) throws IOException {
        // No checksum files next to the data: Parquet has its own checksums.
        fileSystem.setWriteChecksum(false);
        rows.write()
                .mode(SaveMode.ErrorIfExists)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .parquet(folder.toString());
        List<Path> parts = list(fileSystem, folder);
        for (int i = 0; i < parts.size(); i++) {
            String suffix = parts.size() == 1 ? "" : String.format(Locale.ROOT, "-%05d", i);
            rename(fileSystem, parts.get(i), new Path(folder, name + suffix + ".parquet"));
        }
    }

    /** The Parquet files in a folder, sorted by name; empty if the folder is missing. */
    static List<Path> list(FileSystem fileSystem, Path folder) throws IOException {
        if (!fileSystem.exists(folder)) {
            return List.of();
        }
        return Arrays.stream(fileSystem.listStatus(folder))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().endsWith(".parquet"))
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }

    static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException(from + " could not be renamed to " + to);
        }
    }
}
