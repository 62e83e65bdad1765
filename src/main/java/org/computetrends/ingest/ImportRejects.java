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
 * The rejects that were found before curation: cells that an import could not read, from the dataset's folder {@code
 * _rejects}, and files that this run skips.
 */
final class ImportRejects {
    private static final StructType SCHEMA = RejectsTable.REJECTS.ownSchema();

    private ImportRejects() {}

    /**
     * Rows of the rejects table, possibly none; null if the vintage has no folder of rejects and no file is skipped.
     *
     * @param folder the name of the vintage's folder in the dataset
     * @param localBytes the maximum size of files that this process reads itself
     */
    static @Nullable Dataset<Row> of(
            SparkSession session, Path dataset, String folder, List<UnusableFile> skipped, long localBytes) {
        Dataset<Row> imported = imported(session, dataset, folder, localBytes);
        if (skipped.isEmpty()) {
            return imported;
        }
        Dataset<Row> files = session.createDataFrame(
                skipped.stream().map(ImportRejects::reject).toList(), SCHEMA);
        return imported == null ? files : imported.unionByName(files);
    }

    private static @Nullable Dataset<Row> imported(
            SparkSession session, Path dataset, String vintageFolder, long localBytes) {
        Path folder = new Path(new Path(dataset, ReleaseReader.IMPORT_REJECTS), vintageFolder);
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        if (!InputPaths.exists(hadoop, folder)) {
            return null;
        }
        List<FileStatus> files = DataFiles.of(hadoop, InputPaths.require(hadoop, folder));
        if (files.stream().mapToLong(FileStatus::getLen).sum() <= localBytes) {
            try {
                return session.createDataFrame(FileBatches.rows(SparkAccess.of(session), files, SCHEMA), SCHEMA);
            } catch (FileBatches.Unreadable e) {
                // Spark reads the files and reports the fault.
            }
        }
        return session.read().schema(SCHEMA).parquet(InputPaths.literal(folder));
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
