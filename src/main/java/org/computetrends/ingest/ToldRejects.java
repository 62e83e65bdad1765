package org.computetrends.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.RejectsTable;
import org.jspecify.annotations.Nullable;

/** Rejects that curation does not find: cells that an import could not read, and files that were left out. */
final class ToldRejects {
    private static final StructType SCHEMA = new StructType(
            RejectsTable.REJECTS.columns().stream().map(Column::field).toArray(StructField[]::new));

    private ToldRejects() {}

    /**
     * Rows of the rejects table; null when there are none.
     *
     * @param dataset the dataset's folder
     * @param folder the name of the vintage's folder in it
     * @param skipped the files left out
     */
    static @Nullable Dataset<Row> of(SparkSession session, Path dataset, String folder, List<SkippedFile> skipped) {
        Dataset<Row> imported = imported(session, dataset, folder);
        if (skipped.isEmpty()) {
            return imported;
        }
        Dataset<Row> files = session.createDataFrame(
                skipped.stream().map(ToldRejects::reject).toList(), SCHEMA);
        return imported == null ? files : imported.unionByName(files);
    }

    private static @Nullable Dataset<Row> imported(SparkSession session, Path dataset, String vintageFolder) {
        Path folder = new Path(new Path(dataset, ReleaseReader.IMPORT_REJECTS), vintageFolder);
        try {
            return InputPaths.fileSystem(session, folder).exists(folder)
                    ? session.read().schema(SCHEMA).parquet(InputPaths.literal(folder))
                    : null;
        } catch (IOException e) {
            throw UserException.input("input " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Row reject(SkippedFile file) {
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
