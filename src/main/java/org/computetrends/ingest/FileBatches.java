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
 * Reads Parquet files of one schema in this process, by Spark's vectorized reader but without a Spark job, because
 * reading small files takes less time than planning a job.
 */
final class FileBatches {
    private final Configuration hadoop;
    private final SQLConf sql;

    /** @param schema the columns of the batches, in order */
    FileBatches(SparkAccess spark, StructType schema) {
        this.sql = spark.sql();
        this.hadoop = new Configuration(spark.hadoop());
        // These are the settings that Spark's ParquetFileFormat makes for its readers.
        hadoop.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        hadoop.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), schema.json());
        hadoop.set(SQLConf.SESSION_LOCAL_TIMEZONE().key(), sql.sessionLocalTimeZone());
        hadoop.setBoolean(SQLConf.NESTED_SCHEMA_PRUNING_ENABLED().key(), sql.nestedSchemaPruningEnabled());
        hadoop.setBoolean(SQLConf.CASE_SENSITIVE().key(), sql.caseSensitiveAnalysis());
        hadoop.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), sql.isParquetBinaryAsString());
        hadoop.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), sql.isParquetINT96AsTimestamp());
        hadoop.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), sql.parquetInferTimestampNTZEnabled());
        hadoop.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), sql.legacyParquetNanosAsLong());
        hadoop.setBoolean(SQLConf.PARQUET_IGNORE_VARIANT_ANNOTATION().key(), sql.parquetIgnoreVariantAnnotation());
    }

    /** Whether Spark's settings allow the vectorized reader for a schema. */
    static boolean canRead(SparkAccess spark, StructType schema) {
        return ParquetUtils.isBatchReadSupportedForSchema(spark.sql(), schema);
    }

    /** The failure of Spark's reader on a file. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unreadable(FileStatus file, Exception cause) {
            super(file.getPath() + " cannot be read", cause);
        }
    }

    /**
     * Passes each batch of a file to a consumer. The vectors of a batch are reused for the next one. Exceptions of the
     * consumer are thrown unchanged.
     *
     * @throws Unreadable when the reader fails, possibly after some batches
     */
    void forEach(FileStatus file, Consumer<ColumnarBatch> consumer) throws Unreadable {
        try (VectorizedParquetRecordReader reader = reader(file)) {
            reader.initBatch(new StructType(), InternalRow.empty());
            while (hasNext(file, reader)) {
                consumer.accept(reader.resultBatch());
            }
        } catch (IOException e) {
            throw new Unreadable(file, e);
        }
    }

    private VectorizedParquetRecordReader reader(FileStatus file) throws Unreadable {
        try {
            RebaseDateTime.RebaseSpec calendar = calendarOfDates(file);
            // The time zone and INT96 matter only for timestamps, and callers read none.
            VectorizedParquetRecordReader reader = new VectorizedParquetRecordReader(
                    /* convertTz= */ null,
                    calendar.mode().toString(),
                    calendar.timeZone(),
                    LegacyBehaviorPolicy.CORRECTED().toString(),
                    calendar.timeZone(),
                    /* useOffHeap= */ false,
                    sql.parquetVectorizedReaderBatchSize());
            reader.initialize(
                    new FileSplit(file.getPath(), 0, file.getLen(), new String[0]),
                    new TaskAttemptContextImpl(hadoop, new TaskAttemptID()));
            return reader;
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw new Unreadable(file, e);
        }
    }

    /** How dates of the file are converted to Spark's calendar, which differs from that of old writers. */
    private RebaseDateTime.RebaseSpec calendarOfDates(FileStatus file) throws IOException {
        try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
            Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
            return DataSourceUtils.datetimeRebaseSpec(
                    metadata::get,
                    sql.getConf(SQLConf.PARQUET_REBASE_MODE_IN_READ()).toString());
        }
    }

    private static boolean hasNext(FileStatus file, VectorizedParquetRecordReader reader) throws Unreadable {
        try {
            return reader.nextBatch();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw new Unreadable(file, e);
        }
    }

    /** All rows of files of one schema. */
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
