package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestSession;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the file that is written without Spark with the file that Spark writes from the same rows. */
class LocalRowsFileIT {
    private static final Table TABLE = new Table(
            "things",
            "A thing of every type.",
            List.of("name", "day", "size"),
            List.of(
                    new Column("name", DataTypes.StringType, true, "Text."),
                    new Column("day", DataTypes.DateType, true, "A date."),
                    new Column("size", DataTypes.DoubleType, true, "A number."),
                    new Column("rows", DataTypes.LongType, false, "A count."),
                    new Column("year", DataTypes.IntegerType, true, "A year."),
                    new Column("flag", DataTypes.BooleanType, true, "A flag."),
                    new Column("at", DataTypes.TimestampType, true, "An instant."),
                    new Column("words", DataTypes.createArrayType(DataTypes.StringType, true), true, "Texts.")));

    private final SparkSession session = TestSession.get();

    @TempDir
    private java.nio.file.Path folder;

    @Test
    void valuesOrderSchemaAndFooterEqualSparks() throws IOException {
        List<Row> rows = rows();
        Path ours = new Path(folder.resolve("ours").toString());
        Path sparks = new Path(folder.resolve("sparks").toString());
        FileSystem fileSystem = ours.getFileSystem(configuration());
        LocalRowsFile.write(LocalRowsFile.Settings.of(session), new TableRows.InMemory(TABLE, rows), "things", ours);
        ParquetFiles.write(fileSystem, session.createDataFrame(rows, TABLE.schema()), TABLE.key(), "things", 1, sparks);
        assertThat(fileSystem.listStatus(ours)).hasSize(1);

        assertThat(read(ours)).hasSize(rows.size()).containsExactlyElementsOf(read(sparks));
        ParquetMetadata expected = footer(sparks);
        ParquetMetadata actual = footer(ours);
        assertThat(actual.getFileMetaData().getSchema())
                .isEqualTo(expected.getFileMetaData().getSchema());
        assertThat(actual.getFileMetaData().getKeyValueMetaData())
                .isEqualTo(expected.getFileMetaData().getKeyValueMetaData());
        assertThat(actual.getFileMetaData().getCreatedBy())
                .isEqualTo(expected.getFileMetaData().getCreatedBy());
        assertThat(columns(actual)).isNotEmpty().isEqualTo(columns(expected));
    }

    @Test
    void aTableWithoutRowsHasItsSchema() throws IOException {
        Path ours = new Path(folder.resolve("ours").toString());
        LocalRowsFile.write(
                LocalRowsFile.Settings.of(session), new TableRows.InMemory(TABLE, List.of()), "things", ours);
        assertThat(read(ours)).isEmpty();
        assertThat(session.read().parquet(ours.toString()).schema().fieldNames())
                .isEqualTo(TABLE.schema().fieldNames());
    }

    @Test
    void theSessionsCodecIsUsed() throws IOException {
        session.conf().set("spark.sql.parquet.compression.codec", "gzip");
        try {
            Path ours = new Path(folder.resolve("ours").toString());
            LocalRowsFile.write(
                    LocalRowsFile.Settings.of(session), new TableRows.InMemory(TABLE, rows()), "things", ours);
            assertThat(footer(ours).getBlocks().get(0).getColumns())
                    .allMatch(column -> column.getCodec().name().equals("GZIP"));
            assertThat(read(ours)).hasSize(rows().size());
        } finally {
            session.conf().unset("spark.sql.parquet.compression.codec");
        }
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Path ours = new Path(folder.resolve("ours").toString());
        TableRows.InMemory rows = new TableRows.InMemory(TABLE, rows());
        LocalRowsFile.write(LocalRowsFile.Settings.of(session), rows, "things", ours);
        assertThatThrownBy(() -> LocalRowsFile.write(LocalRowsFile.Settings.of(session), rows, "things", ours))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** Random combinations of special values and random numbers, in random order. */
    private static List<Row> rows() {
        List<String> names = new ArrayList<>(List.of(
                "", "a", "A", "ab", "a\u0000b", "\u0000", "é", "e\u0301", "中文", "\uFFFD", "\uE000", "😀", "😀a", "İ"));
        names.add(null);
        List<LocalDate> days =
                new ArrayList<>(Stream.of("1969-12-31", "1970-01-01", "1900-02-28", "2026-05-02", "9999-12-31")
                        .map(LocalDate::parse)
                        .toList());
        days.add(null);
        List<Double> sizes = new ArrayList<>(List.of(
                0.0, 1.0, -1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, 1e27, Double.POSITIVE_INFINITY));
        sizes.add(Double.NEGATIVE_INFINITY);
        sizes.add(null);
        List<Instant> instants = new ArrayList<>(
                Stream.of("2026-05-02T10:11:12.123456Z", "1969-12-31T23:59:59.999999Z", "1950-01-01T00:00:00Z")
                        .map(Instant::parse)
                        .toList());
        instants.add(null);
        List<List<String>> words = new ArrayList<>(
                List.of(List.of(), List.of("one"), Arrays.asList("b", null, "a\u0000", ""), List.of("😀", "😀")));
        words.add(null);
        Random random = new Random(20260423);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(RowFactory.create(
                    names.get(random.nextInt(names.size())),
                    days.get(random.nextInt(days.size())),
                    sizes.get(random.nextInt(sizes.size())),
                    random.nextLong(),
                    random.nextBoolean() ? null : random.nextInt(),
                    random.nextInt(3) == 0 ? null : random.nextBoolean(),
                    instants.get(random.nextInt(instants.size())),
                    words.get(random.nextInt(words.size())),
                    "run"));
        }
        // One row for each key: rows of equal keys have no order.
        Map<List<Object>, Row> byKey = new java.util.LinkedHashMap<>();
        rows.forEach(row -> byKey.put(Arrays.asList(row.get(0), row.get(1), row.get(2)), row));
        List<Row> distinctRows = new ArrayList<>(byKey.values());
        Collections.shuffle(distinctRows, random);
        assertThat(distinctRows).hasSizeGreaterThan(400);
        return distinctRows;
    }

    private List<Row> read(Path path) {
        return session.read().parquet(path.toString()).coalesce(1).collectAsList();
    }

    private Configuration configuration() {
        return session.sparkContext().hadoopConfiguration();
    }

    private ParquetMetadata footer(Path path) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(path, "things.parquet"), configuration()))) {
            return reader.getFooter();
        }
    }

    /** The codec, encodings, sizes and statistics of each column in a footer. */
    private static List<String> columns(ParquetMetadata footer) {
        List<String> columns = new ArrayList<>();
        footer.getBlocks()
                .forEach(block -> block.getColumns().forEach(column -> {
                    Statistics<?> statistics = column.getStatistics();
                    columns.add(column.getPath() + " " + column.getPrimitiveType() + " " + column.getCodec() + " "
                            + column.getEncodings() + " " + column.getValueCount() + " " + column.getTotalSize() + " "
                            + column.getTotalUncompressedSize() + " " + statistics);
                }));
        return columns;
    }
}
