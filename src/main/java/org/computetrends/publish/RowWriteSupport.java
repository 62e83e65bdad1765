package org.computetrends.publish;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Writes Spark rows to Parquet without Spark, with the schema and the footer metadata that Spark would write. The rows
 * have Spark's external types, with java.time's types for dates and timestamps.
 *
 * <p>Spark's own {@code ParquetWriteSupport} would write the same bytes, but needs rows in Spark's internal form. To
 * convert, sort and write them takes twice the CPU time. The 34 tables and 248,509 rows of a run of the shipped data
 * took 0.9 seconds instead of 0.45 (medians of 11 alternating runs in one process).
 */
final class RowWriteSupport extends WriteSupport<Row> {
    private static final String SPARK_VERSION = "org.apache.spark.version";
    private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    /** The Julian day of 1970-01-01. */
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

    private static final long SECONDS_PER_DAY = 86_400;

    private static final String LIST = "list";
    private static final String ELEMENT = "element";

    private final StructType schema;
    private final String sparkVersion;
    private final String[] names;

    /** The last text of each column and its encoded form, cached because texts repeat from row to row. */
    private final @Nullable String[] lastTexts;

    private final @Nullable Binary[] lastBinaries;
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(StructType schema, String sparkVersion) {
        this.schema = schema;
        this.sparkVersion = sparkVersion;
        this.names = schema.fieldNames();
        this.lastTexts = new String[names.length];
        this.lastBinaries = new Binary[names.length];
    }

    @Override
    @SuppressWarnings("deprecation") // Parquet declares only this overload abstract
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schemaOf(schema), Map.of(SPARK_VERSION, sparkVersion, SPARK_SCHEMA, schema.json()));
    }

    /** The Parquet schema that Spark writes by default. */
    static MessageType schemaOf(StructType schema) {
        return new SparkToParquetSchemaConverter(new SQLConf()).convert(schema);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    @NullUnmarked // Parquet first calls prepareForWrite, which sets the consumer
    public void write(Row row) {
        consumer.startMessage();
        for (int i = 0; i < names.length; i++) {
            Object value = row.get(i);
            if (value != null) {
                consumer.startField(names[i], i);
                if (value instanceof String text) {
                    consumer.addBinary(binary(i, text));
                } else {
                    write(consumer, value);
                }
                consumer.endField(names[i], i);
            }
        }
        consumer.endMessage();
    }

    @NullUnmarked // a column's last text and its encoded form are set together
    private Binary binary(int column, String text) {
        if (!text.equals(lastTexts[column])) {
            lastTexts[column] = text;
            lastBinaries[column] = binary(text);
        }
        return lastBinaries[column];
    }

    /** Encodes a text as an array, which Parquet hashes and compares faster than the buffer of its own encoder. */
    private static Binary binary(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(RecordConsumer consumer, Object value) {
        if (value instanceof String text) {
            consumer.addBinary(binary(text));
        } else if (value instanceof Double number) {
            consumer.addDouble(number);
        } else if (value instanceof Long number) {
            consumer.addLong(number);
        } else if (value instanceof Integer number) {
            consumer.addInteger(number);
        } else if (value instanceof Boolean flag) {
            consumer.addBoolean(flag);
        } else if (value instanceof LocalDate date) {
            consumer.addInteger(Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof Instant instant) {
            consumer.addBinary(int96(instant));
        } else if (value instanceof scala.collection.Seq<?> sequence) {
            write(consumer, scala.jdk.javaapi.CollectionConverters.asJava(sequence));
        } else if (value instanceof List<?> list) {
            writeList(consumer, list);
        } else {
            throw new IllegalArgumentException("unsupported type of value: " + value.getClass());
        }
    }

    private static void writeList(RecordConsumer consumer, List<?> list) {
        consumer.startGroup();
        if (!list.isEmpty()) {
            consumer.startField(LIST, 0);
            for (Object element : list) {
                consumer.startGroup();
                if (element != null) {
                    consumer.startField(ELEMENT, 0);
                    write(consumer, element);
                    consumer.endField(ELEMENT, 0);
                }
                consumer.endGroup();
            }
            consumer.endField(LIST, 0);
        }
        consumer.endGroup();
    }

    /** Parquet's INT96: the nanoseconds of the day, truncated to Spark's microseconds, and the Julian day. */
    private static Binary int96(Instant instant) {
        long day = Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
        long nanos = TimeUnit.SECONDS.toNanos(Math.floorMod(instant.getEpochSecond(), SECONDS_PER_DAY))
                + TimeUnit.MICROSECONDS.toNanos(TimeUnit.NANOSECONDS.toMicros(instant.getNano()));
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(nanos).putInt(Math.toIntExact(day + JULIAN_DAY_OF_EPOCH)).flip();
        return Binary.fromConstantByteBuffer(bytes);
    }
}
