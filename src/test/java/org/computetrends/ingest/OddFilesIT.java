package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.ingest.DefaultSettings.MAPPING;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files as other programs write them: only columns that are read can be at fault. */
class OddFilesIT {
    private static final LocalDate VINTAGE = LocalDate.of(2025, 1, 1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSession() {
        TestSession.get();
    }

    private ReleaseReader.Result read() {
        return reader().read(TestSession.get());
    }

    private ReleaseReader reader() {
        return DefaultSettings.reader(folder.toString(), Optional.of(VINTAGE), Optional.empty());
    }

    private Path vintage(String file) {
        return folder.resolve("vintage=" + VINTAGE).resolve(file);
    }

    private List<Row> rows(String... columns) {
        return read().releases().selectExpr(columns).sort("model").collectAsList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional int32 base_model (UNKNOWN);",
                "optional group organizations (LIST) { repeated group list { optional int32 element (UNKNOWN); } }",
                "optional int32 notable (UNKNOWN);",
                "optional int32 parameters (UNKNOWN);"
            })
    void aColumnOfNullsCountsAsMissing(String column) throws IOException {
        OddParquet.write(vintage("a.parquet"), 3, column, (row, number) -> {});
        assertThat(rows("model", "base_model", "organizations", "notable", "parameters"))
                .hasSize(3)
                .allMatch(row -> row.isNullAt(1) && row.isNullAt(2) && row.isNullAt(3) && row.isNullAt(4));
        // One warning lists the missing columns. The other is about training compute.
        assertThat(read().warnings()).hasSize(2).allMatch(warning -> warning.contains("no column for"));
    }

    @Test
    void aColumnOfNullsInOneFileHasItsValuesInTheOther() throws IOException {
        OddParquet.write(vintage("a.parquet"), 2, "optional int32 base_model (UNKNOWN);", (row, number) -> {});
        OddParquet.write(
                vintage("b.parquet"),
                1,
                "optional binary base_model (STRING);",
                (row, number) -> row.append("base_model", "Z"));
        assertThat(rows("model", "base_model"))
                .extracting(row -> row.getString(1))
                .containsExactlyInAnyOrder(null, null, "Z");
    }

    @Test
    void numbersOfEachFileAreReadByItsOwnType() throws IOException {
        OddParquet.write(
                vintage("a.parquet"), 1, "optional int64 parameters;", (row, number) -> row.append("parameters", 7L));
        OddParquet.write(
                vintage("b.parquet"), 1, "optional double parameters;", (row, number) -> row.append("parameters", 8.5));
        OddParquet.write(
                vintage("c.parquet"),
                1,
                "optional int32 parameters (DECIMAL(9,2));",
                (row, number) -> row.append("parameters", 925));
        OddParquet.write(
                vintage("d.parquet"),
                1,
                "optional int32 parameters (DECIMAL(9,4));",
                (row, number) -> row.append("parameters", 15000));
        OddParquet.write(
                vintage("e.parquet"), 1, "optional float parameters;", (row, number) -> row.append("parameters", 0.5F));
        OddParquet.write(
                vintage("f.parquet"),
                1,
                "optional int32 parameters (INTEGER(8,false));",
                (row, number) -> row.append("parameters", 200));
        assertThat(rows("model", "parameters"))
                .extracting(row -> row.getDouble(1))
                .containsExactlyInAnyOrder(7.0, 8.5, 9.25, 1.5, 0.5, 200.0);
        assertThat(read().files()).hasSize(6);
    }

    @Test
    void aFieldsNameMayDifferInCaseBetweenFiles() throws IOException {
        OddParquet.write(
                vintage("a.parquet"),
                1,
                "optional double training_compute_flop;",
                (row, number) -> row.append("training_compute_flop", 1e20));
        OddParquet.write(
                vintage("b.parquet"),
                1,
                "optional double Training_Compute_FLOP;",
                (row, number) -> row.append("Training_Compute_FLOP", 2e20));
        assertThat(rows("model", "training_compute_flop"))
                .extracting(row -> row.getDouble(1))
                .containsExactlyInAnyOrder(1e20, 2e20);
    }

    @Test
    void aTypeThatCannotBeReadIsNamedWithItsFileAndColumn() throws IOException {
        OddParquet.write(vintage("a.parquet"), 1, "optional double parameters;", (row, number) -> {});
        OddParquet.write(vintage("b.parquet"), 1, "optional binary parameters (STRING);", (row, number) -> {});
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("file b.parquet: column 'parameters' should be DOUBLE and is STRING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional int64 last_modified (TIMESTAMP(NANOS,false))",
                "optional fixed_len_byte_array(12) last_modified (INTERVAL)",
                "optional int64 last_modified (TIME(NANOS,true))",
                "optional fixed_len_byte_array(2) last_modified (FLOAT16)"
            })
    void aColumnThatIsNotReadMayBeOfAnyType(String column) throws IOException {
        OddParquet.write(vintage("a.parquet"), 3, column + ";", (row, number) -> {});
        ReleaseReader.Result result = read();
        assertThat(result.releases().count()).isEqualTo(3);
        assertThat(result.warnings())
                .anyMatch(warning -> warning.contains("column 'last_modified' is unknown and is not read"));
    }

    @Test
    void aReadColumnOfATypeUnknownToSparkIsNamed() throws IOException {
        OddParquet.write(
                vintage("a.parquet"), 3, "optional int64 parameters (TIMESTAMP(NANOS,false));", (row, number) -> {});
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("file a.parquet: column 'parameters' has a type that cannot be read")
                .hasMessageContaining("NANOS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODEL", "Model", "mOdel"})
    void ofColumnsThatDifferInCaseTheFirstIsRead(String otherText) throws IOException {
        OddParquet.write(
                vintage("a.parquet"),
                3,
                "optional binary " + otherText + " (STRING);",
                (row, number) -> row.append(otherText, "other"));
        ReleaseReader.Result result = read();
        assertThat(result.releases().select("model").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("M0", "M1", "M2");
        assertThat(result.warnings())
                .anyMatch(warning ->
                        warning.contains("column '" + otherText + "' is not read, because 'model' has the same name"));
    }

    @Test
    void byteStreamSplitValuesAreRead() throws IOException {
        OddParquet.write(
                vintage("a.parquet"),
                3,
                "optional double parameters;",
                true,
                (row, number) -> row.append("parameters", number + 0.5));
        assertThat(rows("model", "parameters"))
                .extracting(row -> row.getDouble(1))
                .containsExactly(0.5, 1.5, 2.5);
    }

    /** DuckDB uses other encodings and type definitions than Spark. */
    @ParameterizedTest
    @CsvSource({"v1, snappy", "v1, gzip", "v1, zstd", "v1, lz4_raw", "v1, uncompressed", "v2, zstd", "v2, snappy"})
    void whatDuckDbWritesIsRead(String version, String codec) throws Exception {
        duckDb(version, codec);
        assertThat(rows("model", "published_on", "organizations", "training_compute_flop", "parameters", "notable"))
                .extracting(Row::toString)
                .containsExactly(
                        "[M0,2020-01-01,ArraySeq(MIT, 0),1.0E20,0.0,true]",
                        "[M1,2020-01-02,ArraySeq(MIT, 1),2.0E20,1.0,false]",
                        "[M2,2020-01-03,ArraySeq(MIT, 2),3.0E20,2.0,true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void whatDuckDbCompressesWithBrotliIsRefused(String version) throws Exception {
        duckDb(version, "brotli");
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "file a.parquet: column 'model' is compressed with BROTLI, which is not supported");
    }

    private void duckDb(String version, String codec) throws Exception {
        Path file = vintage("a.parquet");
        java.nio.file.Files.createDirectories(file.getParent());
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select 'M' || i as model, date '2020-01-01' + i::int as published_on, ['MIT', i::varchar] as"
                            + " organizations, (i + 1) * 1e20::double as training_compute_flop, i::hugeint as parameters, i % 2 = 0 as"
                            + " notable, interval 1 day as took from range(3) r(i)) to '" + file
                            + "' (format parquet, parquet_version " + version + ", compression " + codec + ")");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"BROTLI", "LZO"})
    void anUnavailableCodecIsNamedIfTheColumnIsRead(CompressionCodecName codec) {
        FileColumns columns = columns(codec);
        ColumnMapping.Binding binding =
                MAPPING.bind("a", columns.names(), Set.of()).bindings().get(0);
        assertThat(columns.faults(List.of(binding)))
                .containsExactly("column 'model' is compressed with " + codec + ", which is not supported");
        assertThat(columns.faults(List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void otherCodecsAreRead(CompressionCodecName codec) {
        FileColumns columns = columns(codec);
        assertThat(columns.faults(MAPPING.bind("a", columns.names(), Set.of()).bindings()))
                .isEmpty();
    }

    private static FileColumns columns(CompressionCodecName codec) {
        MessageType schema = MessageTypeParser.parseMessageType("message releases { " + OddParquet.NEEDED + " }");
        BlockMetaData block = new BlockMetaData();
        for (ColumnDescriptor column : schema.getColumns()) {
            block.addColumn(ColumnChunkMetaData.get(
                    ColumnPath.get(column.getPath()),
                    column.getPrimitiveType(),
                    codec,
                    new EncodingStats.Builder().build(),
                    Set.of(),
                    Statistics.getBuilderForReading(column.getPrimitiveType()).build(),
                    4,
                    0,
                    1,
                    1,
                    1));
        }
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("/a/b.parquet");
        return FileColumns.of(
                file.getParent(),
                new org.apache.hadoop.fs.FileStatus(1, false, 1, 1, 0, file),
                new ParquetMetadata(new FileMetaData(schema, java.util.Map.of(), "a test"), List.of(block)),
                new ParquetToSparkSchemaConverter(SQLConf.get()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vintage", "VINTAGE", "Vintage"})
    void theVintageColumnsNameIgnoresCase(String column) throws IOException {
        writeAlternatingVintages(column);
        assertThat(read().releases().select("model").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("M0", "M2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vintage", "VINTAGE", "Vintage"})
    void aRowWithoutAVintageIsRejected(String column) throws IOException {
        writeAlternatingVintages(column);
        ReleaseReader.Result result = read();
        assertThat(result.rowsWithoutVintage()).isEqualTo(1);
        assertThat(result.earlyRejects()).isNotNull();
        assertThat(result.earlyRejects()
                        .selectExpr("source_file", "source_row", "reason", "column_name", "model", "message")
                        .collectAsList())
                .extracting(Object::toString)
                .containsExactly("[all.parquet,3,MISSING_VINTAGE," + column + ",M3,the row has no date in column '"
                        + column + "', and so no vintage]");
        assertThat(result.warnings()).anyMatch(warning -> warning.contains("1 row has no vintage"));
        ReleaseReader.Result rows = reader().readRows(SparkAccess.of(TestSession.get()));
        assertThat(rows.rowsWithoutVintage()).isEqualTo(1);
        assertThat(rows.warnings())
                .anyMatch(warning -> warning.contains("1 row has no vintage") && !warning.contains("table rejects"));
    }

    /** Rows 0 and 2 have the vintage {@link #VINTAGE}, row 1 the next day, and row 3 none. */
    private void writeAlternatingVintages(String column) throws IOException {
        OddParquet.write(folder.resolve("all.parquet"), 4, "optional int32 " + column + " (DATE);", (row, number) -> {
            if (number < 3) {
                row.append(column, (int) VINTAGE.toEpochDay() + number % 2);
            }
        });
    }

    @Test
    void rowsWithoutAReadableVintageAreRejected() throws IOException {
        OddParquet.write(
                folder.resolve("a.parquet"),
                2,
                "optional binary vintage (STRING);",
                (row, number) -> row.append("vintage", number == 0 ? "2025-01-01" : "soon"));
        OddParquet.write(folder.resolve("b.parquet"), 6, "", (row, number) -> {});
        ReleaseReader.Result result = read();
        assertThat(result.releases().count()).isEqualTo(1);
        assertThat(result.rowsWithoutVintage()).isEqualTo(7);
        assertThat(result.earlyRejects()).isNotNull();
        assertThat(result.earlyRejects().where("value = 'soon'").count()).isEqualTo(1);
        assertThat(result.earlyRejects().where("source_file = 'b.parquet'").count())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optional int32 vintage | INT",
                "optional double Vintage | DOUBLE",
                "optional boolean vintage | BOOLEAN"
            })
    void aVintageColumnWithoutDatesIsNamedWithItsType(String column, String type) throws IOException {
        OddParquet.write(folder.resolve("a.parquet"), 2, column + ";", (row, number) -> {});
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("file a.parquet: column '")
                .hasMessageEndingWith("should be DATE and is " + type);
    }
}
