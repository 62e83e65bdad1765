package org.computetrends.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.internal.LegacyBehaviorPolicy;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;

/**
 * Reads Parquet files in this process, without a Spark job, by Spark's own vectorized reader. Small files are read in
 * less time than Spark needs to plan a job.
 */
final class FileBatches {
    private final Configuration settings;
    private final SQLConf sql;

    /**
     * A reader of files with one schema.
     *
     * @param schema the columns of the batches, in order
     */
    FileBatches(SparkAccess spark, StructType schema) {
        this.sql = spark.sql();
        this.settings = new Configuration(spark.hadoop());
        settings.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        settings.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), schema.json());
        settings.set(SQLConf.SESSION_LOCAL_TIMEZONE().key(), sql.sessionLocalTimeZone());
        settings.setBoolean(SQLConf.NESTED_SCHEMA_PRUNING_ENABLED().key(), sql.nestedSchemaPruningEnabled());
        settings.setBoolean(SQLConf.CASE_SENSITIVE().key(), sql.caseSensitiveAnalysis());
        settings.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), sql.isParquetBinaryAsString());
        settings.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), sql.isParquetINT96AsTimestamp());
        settings.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), sql.parquetInferTimestampNTZEnabled());
        settings.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), sql.legacyParquetNanosAsLong());
        settings.setBoolean(SQLConf.PARQUET_IGNORE_VARIANT_ANNOTATION().key(), sql.parquetIgnoreVariantAnnotation());
    }

    /** Whether Spark's settings allow reading a schema's columns in batches. */
    static boolean canRead(SparkAccess spark, StructType schema) {
        return ParquetUtils.isBatchReadSupportedForSchema(spark.sql(), schema);
    }

    /** A file that Spark's reader fails on. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unreadable(FileStatus file, Exception cause) {
            super(file.getPath() + " cannot be read", cause);
        }
    }

    /**
     * Reads a file.
     *
     * @param add called with each batch, whose vectors are reused for the next one; its exceptions are passed on
     *     unchanged
     * @throws Unreadable when the reader fails, possibly after some batches
     */
    void forEach(FileStatus file, Consumer<ColumnarBatch> add) throws Unreadable {
        try (VectorizedParquetRecordReader reader = reader(file)) {
            reader.initBatch(new StructType(), InternalRow.empty());
            while (hasNext(file, reader)) {
                add.accept(reader.resultBatch());
            }
        } catch (IOException e) {
            throw new Unreadable(file, e);
        }
    }

    private VectorizedParquetRecordReader reader(FileStatus file) throws Unreadable {
        try {
            RebaseDateTime.RebaseSpec dates = dates(file);
            // No column has a type for which the time zone or INT96 matters.
            VectorizedParquetRecordReader reader = new VectorizedParquetRecordReader(
                    null,
                    dates.mode().toString(),
                    dates.timeZone(),
                    LegacyBehaviorPolicy.CORRECTED().toString(),
                    dates.timeZone(),
                    false,
                    sql.parquetVectorizedReaderBatchSize());
            reader.initialize(
                    new FileSplit(file.getPath(), 0, file.getLen(), new String[0]),
                    new TaskAttemptContextImpl(settings, new TaskAttemptID()));
            return reader;
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw new Unreadable(file, e);
        }
    }

    /** The calendar of the file's dates. */
    private RebaseDateTime.RebaseSpec dates(FileStatus file) throws IOException {
        try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromStatus(file, settings))) {
            Map<String, String> keys = footer.getFileMetaData().getKeyValueMetaData();
            return DataSourceUtils.datetimeRebaseSpec(
                    keys::get,
                    sql.getConf(SQLConf.PARQUET_REBASE_MODE_IN_READ()).toString());
        }
    }

    private static boolean hasNext(FileStatus file, VectorizedParquetRecordReader reader) throws Unreadable {
        try {
            return reader.nextBatch();
        } catch (Exception e) { // as above
            throw new Unreadable(file, e);
        }
    }

    /** The rows of files of one schema. */
    static List<Row> rows(SparkAccess spark, List<FileStatus> files, StructType schema) throws Unreadable {
        FileBatches batches = new FileBatches(spark, schema);
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
}
