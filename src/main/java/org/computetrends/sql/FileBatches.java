package org.computetrends.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat$;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.internal.SessionState;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads Parquet files in this process by Spark's own reader, batch by batch: no job is run, so that small files are read in
 * less time than Spark takes to plan it.
 */
public final class FileBatches {
    private final Function1<PartitionedFile, Iterator<InternalRow>> reader;

    /**
     * A reader of files of one schema.
     *
     * @param schema theirs
     * @param wanted the columns that batches have, in order
     */
    public FileBatches(SparkSession session, StructType schema, StructType wanted) {
        SessionState state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
        Map<String, String> options = new Map.Map1<>(FileFormat$.MODULE$.OPTION_RETURNING_BATCH(), "true");
        this.reader = new ParquetFileFormat()
                .buildReaderWithPartitionValues(
                        session,
                        schema,
                        new StructType(),
                        wanted,
                        CollectionConverters.asScala(List.<org.apache.spark.sql.sources.Filter>of())
                                .toSeq(),
                        options,
                        state.newHadoopConfWithOptions(options));
    }

    /** Whether Spark is set to read batches of a schema's columns. */
    public static boolean canRead(SparkSession session, StructType schema) {
        return new ParquetFileFormat().supportBatch(session, schema);
    }

    /** A file that Spark's reader fails on. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unreadable(FileStatus file, Exception cause) {
            super(file.getPath() + " cannot be read", cause);
        }
    }

    /**
     * Reads a file.
     *
     * @param add takes each batch, of which nothing may be kept but copies; what it throws comes as it is
     * @throws Unreadable where the reader fails, after some batches perhaps
     */
    public void forEach(FileStatus file, Consumer<ColumnarBatch> add) throws Unreadable {
        Iterator<?> batches = read(file);
        try {
            for (ColumnarBatch batch = next(file, batches); batch != null; batch = next(file, batches)) {
                add.accept(batch);
            }
        } finally {
            if (batches instanceof Closeable closeable) {
                close(closeable);
            }
        }
    }

    private Iterator<?> read(FileStatus file) throws Unreadable {
        try {
            return reader.apply(new PartitionedFile(
                    InternalRow.empty(),
                    SparkPath.fromFileStatus(file),
                    0,
                    file.getLen(),
                    new String[0],
                    file.getModificationTime(),
                    file.getLen(),
                    Map$.MODULE$.empty()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw new Unreadable(file, e);
        }
    }

    private static @Nullable ColumnarBatch next(FileStatus file, Iterator<?> batches) throws Unreadable {
        try {
            return batches.hasNext() ? (ColumnarBatch) batches.next() : null;
        } catch (Exception e) { // as above
            throw new Unreadable(file, e);
        }
    }

    /** The rows of files of one schema. */
    public static List<Row> rows(SparkSession session, List<FileStatus> files, StructType schema) throws Unreadable {
        FileBatches batches = new FileBatches(session, schema, schema);
        Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(schema);
        List<Row> rows = new ArrayList<>();
        for (FileStatus file : files) {
            batches.forEach(
                    file,
                    batch -> IntStream.range(0, batch.numRows())
                            .forEach(row -> rows.add((Row) toRow.apply(batch.getRow(row)))));
        }
        return rows;
    }

    private static void close(Closeable batches) {
        try {
            batches.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
