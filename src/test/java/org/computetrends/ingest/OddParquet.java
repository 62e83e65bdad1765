package org.computetrends.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files of any schema, as other programs than Spark do. */
final class OddParquet {
    /** The date of the first row, in days since 1970. Each further row is a day later. */
    static final int DAY = 18_000;

    private OddParquet() {}

    /** The columns that every release needs, to be followed by others. */
    static final String NEEDED = "optional binary model (STRING); optional int32 published_on (DATE);";

    /**
     * Writes a file.
     *
     * @param columns further columns, as in a Parquet schema
     * @param cells adds the cells of a row, by its number, after the name and date
     */
    static void write(Path file, int rows, String columns, ObjIntConsumer<Group> cells) throws IOException {
        write(file, rows, columns, false, cells);
    }

    /** The same, with numbers in the encoding {@code BYTE_STREAM_SPLIT} if wanted. */
    static void write(Path file, int rows, String columns, boolean isSplit, ObjIntConsumer<Group> cells)
            throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message releases { " + NEEDED + columns + " }");
        Files.createDirectories(file.getParent());
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withByteStreamSplitEncoding(isSplit)
                .withDictionaryEncoding(!isSplit)
                .build()) {
            for (int row = 0; row < rows; row++) {
                Group group = groups.newGroup().append("model", "M" + row).append("published_on", DAY + row);
                cells.accept(group, row);
                writer.write(group);
            }
        }
    }
}
