package org.computetrends.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.computetrends.sql.FileBatches;

/**
 * The Parquet files of a vintage.
 *
 * @param schema their columns, those of all files together
 * @param files their names
 * @param local the files where this process can read them: they are small, and of one schema; none where Spark has to
 * @param rows what Spark reads of them
 */
record ParquetSource(StructType schema, List<String> files, List<FileStatus> local, Supplier<Dataset<Row>> rows) {

    /** What Spark reads. */
    Dataset<Row> dataset() {
        return rows.get();
    }

    /** Files that Spark reads. */
    static ParquetSource of(Dataset<Row> rows) {
        return new ParquetSource(
                rows.schema(),
                Arrays.stream(rows.inputFiles())
                        .map(file -> new Path(URI.create(file)).toString())
                        .sorted()
                        .toList(),
                List.of(),
                () -> rows);
    }

    /**
     * Files that this process can read; empty where it cannot, or where reading them would end in a fault that Spark explains.
     *
     * @param folder the folder that they are in, or the file itself
     * @param mostBytes their size at most
     * @param rows what Spark reads of them
     */
    static Optional<ParquetSource> local(
            SparkSession session, Path folder, List<FileStatus> files, long mostBytes, Supplier<Dataset<Row>> rows) {
        boolean isSmall = files.stream().mapToLong(FileStatus::getLen).sum() <= mostBytes;
        boolean isFlat = files.stream()
                .map(FileStatus::getPath)
                .allMatch(file -> file.equals(folder) || folder.equals(file.getParent()));
        if (files.isEmpty() || !isSmall || !isFlat) {
            return Optional.empty();
        }
        return schema(session, files)
                .filter(ParquetSource::areNamesDistinct)
                .filter(schema -> FileBatches.canRead(session, schema))
                .map(schema -> new ParquetSource(
                        schema,
                        files.stream()
                                .map(file -> file.getPath().toString())
                                .sorted()
                                .toList(),
                        files,
                        Suppliers.once(rows)));
    }

    /** The schema of files, where all have the same. */
    private static Optional<StructType> schema(SparkSession session, List<FileStatus> files) {
        ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(SQLConf.get());
        Set<StructType> schemas = new HashSet<>();
        try {
            for (FileStatus file : files) {
                FileSystem fileSystem = InputPaths.fileSystem(session, file.getPath());
                schemas.add(converter.convert(ParquetFooter.schema(fileSystem, file)));
            }
        } catch (IOException | ParquetFooter.Damaged e) {
            return Optional.empty();
        } catch (Exception e) { // Spark's AnalysisException is checked, but Scala does not declare it
            return Optional.empty();
        }
        return schemas.size() == 1 ? schemas.stream().findFirst() : Optional.empty();
    }

    private static boolean areNamesDistinct(StructType schema) {
        return Arrays.stream(schema.fieldNames())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                == schema.size();
    }
}
