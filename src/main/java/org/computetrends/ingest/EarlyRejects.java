package org.computetrends.ingest;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rejects that precede curation: the cells that an import could not read, from the dataset's folder {@code
 * _rejects}, and the files that this run skips.
 */
final class EarlyRejects {
    private static final StructType SCHEMA = RejectsTable.REJECTS.ownSchema();

    private EarlyRejects() {}

    /**
     * Rows of the rejects table, possibly none; null if the vintage has no folder of rejects and no file is skipped.
     *
     * @param folder the name of the vintage's folder in the dataset
     * @param localBytes the maximum total size of the files of rejects that this process reads without a Spark job
     */
    static @Nullable Dataset<Row> of(
            SparkSession session, Path dataset, String folder, List<UnusableFile> skipped, long localBytes) {
        Dataset<Row> imported = imported(session, dataset, folder, localBytes);
        if (skipped.isEmpty()) {
            return imported;
        }
        Dataset<Row> files = session.createDataFrame(
                skipped.stream().map(EarlyRejects::reject).toList(), SCHEMA);
        return imported == null ? files : imported.unionByName(files);
    }

    /** The rejects of the vintage's import; null if the vintage has no folder of rejects. */
    private static @Nullable Dataset<Row> imported(
            SparkSession session, Path dataset, String vintageFolder, long localBytes) {
        Path folder = new Path(new Path(dataset, ReleaseReader.IMPORT_REJECTS), vintageFolder);
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        if (!InputFiles.exists(hadoop, folder)) {
            return null;
        }
        List<FileStatus> files = DataFiles.list(hadoop, InputFiles.require(hadoop, folder));
        if (files.stream().mapToLong(FileStatus::getLen).sum() <= localBytes) {
            try {
                return session.createDataFrame(FileBatches.rows(SparkAccess.of(session), files, SCHEMA), SCHEMA);
            } catch (FileBatches.Unreadable e) {
                // Spark reads the files and reports the fault.
            }
        }
        return session.read().schema(SCHEMA).parquet(InputFiles.literal(folder));
    }

    private static Row reject(UnusableFile file) {
        Map<String, Object> values = Map.of(
                RejectsTable.SOURCE_FILE, file.file(),
                RejectsTable.SOURCE_ROW, RejectsTable.WHOLE_FILE,
                RejectsTable.REASON, file.reason().name(),
                RejectsTable.COLUMN_NAME, RejectsTable.EVERY_COLUMN,
                RejectsTable.MESSAGE, file.message());
        return RowFactory.create(RejectsTable.REJECTS.columns().stream()
                .map(column -> values.get(column.name()))
                .toArray());
    }
}
