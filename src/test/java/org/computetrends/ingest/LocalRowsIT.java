package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.ingest.DefaultSettings.CONFIG;
import static org.computetrends.ingest.DefaultSettings.LOCAL_BYTES;
import static org.computetrends.ingest.DefaultSettings.MAPPING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.select.CuratedVintage;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.table.CuratedRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** This process reads small files with the same results as Spark's tasks. */
class LocalRowsIT {
    private static final LocalDate VINTAGE = LocalDate.of(2025, 1, 1);

    @TempDir
    private Path folder;

    private final SparkSession session = TestSession.get();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'A' model, date'2020-01-01' published_on",
                // Repeated names, blanks, nulls in arrays, and stated row numbers in some rows.
                "concat('M ', id % 7, if(id % 5 = 0, '  ', '')) model, date_add(date'2020-01-01', cast(id as int)) published_on,"
                        + " array('Lab', null, concat('L', id % 3)) organizations, if(id % 2 = 0, id + 2, null) source_row,"
                        + " if(id % 4 = 0, 'month', null) date_precision, if(id % 6 = 0, 'sure', 'likely') confidence,"
                        + " if(id % 9 = 0, -1D, pow(10D, id % 40)) training_compute_flop, id % 3 = 0 notable",
                // Numbers of other types than this program writes.
                "concat('M', id) model, date'2020-01-01' published_on, cast(id as int) parameters, id dataset_size,"
                        + " cast(id as float) / 3 training_time_hours, cast(id as smallint) hardware_quantity,"
                        + " cast(id % 100 as tinyint) citations, cast(1.5e24 as float) training_compute_flop",
                // An unknown column of an unsupported type.
                "concat('M', id) model, date'2020-01-01' published_on, named_struct('x', id) unknown",
                // Names of a published file.
                "concat('M', id) `Model`, date'2020-01-01' `Publication date`, 1e20 * id `Training compute (FLOP)`"
            })
    void localRowsEqualThoseThatSparkReads(String columns) {
        write("vintage=" + VINTAGE, columns, 9_000);
        requireThatLocalRowsEqualSparks(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            model         | MISSING_NAME | cast(x'436166E9' as string)               | Caf\\xE9       | the release's name is not UTF-8: byte 4 of 4 is 0xE9
            model         | MISSING_NAME | cast(x'4D00' as string)                   | M\\0           | the release's name contains the character NUL (U+0000)
            base_model    | UNREADABLE   | cast(x'C3' as string)                     | \\xC3          | is not UTF-8: byte 1 of 1 is 0xC3
            accessibility | UNREADABLE   | cast(x'EDA08041424344454647' as string)   | \\xED\\xA0\\x80ABCDEFG | is not UTF-8: byte 1 of 10 is 0xED
            organizations | UNREADABLE   | array('Ü', cast(x'FF4142' as string))     | \\xFFAB        | is not UTF-8: byte 1 of 3 is 0xFF
            organizations | UNREADABLE   | array(cast(x'FF41' as string), 'Lab', cast(x'C3' as string)) | \\xFFA, \\xC3 | is not UTF-8: byte 1 of 2 is 0xFF
            domains       | UNREADABLE   | array(cast(x'4120004243444546' as string))| A \\0BCDEF     | contains the character NUL (U+0000)
            countries     | UNREADABLE   | array(null, cast(x'C0AF' as string))      | \\xC0\\xAF      | is not UTF-8: byte 1 of 2 is 0xC0
            confidence    | UNREADABLE   | cast(x'6CE9' as string)                   | l\\xE9         | l\\xE9 is none of
            """)
    void invalidTextIsRejectedAndReadAsNull(String column, String reason, String bytes, String value, String message) {
        String name = column.equals("model") ? "" : "concat('M', id) model, ";
        // Columns of arrays have plural names.
        String good = column.endsWith("s") ? ", array('Good')" : ", concat('Good', id)";
        write(
                "vintage=" + VINTAGE,
                name + "date'2020-01-01' published_on, if(id < 2, " + bytes + good + ") " + column,
                50);
        requireThatLocalRowsEqualSparks(2);
        CuratedVintage curated = curated(read(LOCAL_BYTES));
        assertThat(curated.rejects())
                .filteredOn(row -> row.getString(2).equals(reason)
                        && row.getString(3).equals(column)
                        && value.equals(row.getString(5))
                        && row.getString(6).startsWith(message))
                .hasSize(2);
        // Good0, Good1, ... are no labels of confidence either.
        assertThat(curated.rejectsByReason())
                .containsEntry(RejectReason.valueOf(reason), column.equals("confidence") ? 50L : 2L);
        assertThat(curated.releases())
                .noneMatch(release -> values(release)
                        .map(String::valueOf)
                        .anyMatch(text -> text.contains("\uFFFD") || text.contains("\0")));
        assertThat(curated.releases()).hasSize(column.equals("model") ? 48 : 50);
    }

    @Test
    void rowsOfSeveralFilesHaveTheirOwnIndices() {
        write("vintage=" + VINTAGE, "concat('M', id) model, date'2020-01-01' published_on, -id * 1D parameters", 5_000);
        write("vintage=" + VINTAGE, "concat('M', id) model, date'2020-01-01' published_on, -id * 2D parameters", 5_000);
        requireThatLocalRowsEqualSparks(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concat('M', id) model, date'2020-01-01' published_on, cast(id as decimal(20, 3)) parameters",
                "concat('M', id) model, date'2020-01-01' published_on, if(id = 3, 'x', ' ') `Notability criteria`",
                "concat('M', id) model, date'2020-01-01' published_on, cast(id as int) source_row"
            })
    void filesThatNeedConversionAreLeftToSpark(String columns) {
        write("vintage=" + VINTAGE, columns, 50);
        assertThat(read(LOCAL_BYTES).rows()).isNotInstanceOf(LocalRows.class);
        assertThat(curated(read(LOCAL_BYTES)).rowsRead()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cost_price_year | 5000000000                       | 5000000000 is not a whole number from -2147483648 to 2147483647
            cost_price_year | 2023.5D                          | 2023.5 is not a whole number from -2147483648 to 2147483647
            cost_price_year | cast(2023.25 as decimal(10, 2))  | 2023.25 is not a whole number from -2147483648 to 2147483647
            cost_price_year | double('Infinity')               | Infinity is not a whole number from -2147483648 to 2147483647
            cost_price_year | double(1e30)                     | 1.0E30 is not a whole number from -2147483648 to 2147483647
            source_row      | 1.5D                             | 1.5 is not a whole number from -9223372036854775808 to 9223372036854775807
            source_row      | cast(1e20 as decimal(38, 0))     | 100000000000000000000 is not a whole number from -9223372036854775808 to 9223372036854775807
            """)
    void numbersOutsideAnIntegerColumnsRangeAreRejectedAndReadAsNull(String column, String number, String message) {
        write(
                "vintage=" + VINTAGE,
                "concat('M', id) model, date'2020-01-01' published_on, if(id < 2, " + number
                        + ", if(id = 3, null, 2020)) " + column,
                50);
        CuratedVintage curated = curated(read(LOCAL_BYTES));
        assertThat(curated.rowsKept()).isEqualTo(50);
        assertThat(curated.rejectsByReason()).isEqualTo(Map.of(RejectReason.UNREADABLE, 2L));
        assertThat(curated.rejects())
                .hasSize(2)
                .allMatch(row ->
                        row.getString(3).equals(column) && row.getString(6).equals(message));
    }

    @Test
    void nanInAnIntegerColumnIsNull() {
        write(
                "vintage=" + VINTAGE,
                "concat('M', id) model, date'2020-01-01' published_on, if(id < 2, double('NaN'), 2020D) cost_price_year",
                50);
        CuratedVintage curated = curated(read(LOCAL_BYTES));
        assertThat(curated.rejectsByReason()).isEmpty();
        assertThat(curated.rowsKept()).isEqualTo(50);
    }

    @Test
    void aColumnThatAFileLacksIsNull() {
        write("vintage=" + VINTAGE, "concat('M', id) model, date'2020-01-01' published_on", 50);
        write("vintage=" + VINTAGE, "concat('N', id) model, date'2020-01-01' published_on, 1D parameters", 50);
        assertThat(read(LOCAL_BYTES).rows()).isInstanceOf(LocalRows.class);
        requireThatLocalRowsEqualSparks(4);
    }

    @Test
    void filesOfDifferentTypesAreLeftToSpark() {
        write("vintage=" + VINTAGE, "concat('M', id) model, date'2020-01-01' published_on, 2L parameters", 50);
        write("vintage=" + VINTAGE, "concat('N', id) model, date'2020-01-01' published_on, 1D parameters", 50);
        assertThat(read(LOCAL_BYTES).rows()).isNotInstanceOf(LocalRows.class);
        assertThat(curated(read(LOCAL_BYTES)).rowsKept()).isEqualTo(100);
    }

    @Test
    void sparkReportsTheFaultIfLocalReadingFails() throws IOException {
        write("vintage=" + VINTAGE, "concat('M', id) model, date'2020-01-01' published_on", 50);
        ReleaseReader.Result result = read(LOCAL_BYTES);
        assertThat(result.rows()).isInstanceOf(LocalRows.class);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 4, 60, (byte) 0x55);
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> curated(result))
                .hasStackTraceContaining("Task")
                .hasStackTraceContaining(file.getFileName().toString());
    }

    /** Each call of {@link #write} makes two files. */
    private void requireThatLocalRowsEqualSparks(int files) {
        ReleaseReader.Result localResult = read(LOCAL_BYTES);
        ReleaseReader.Result spark = read(0);
        assertThat(localResult.rows()).isInstanceOf(LocalRows.class);
        assertThat(spark.rows()).isNotInstanceOf(LocalRows.class);
        assertThat(localResult.files()).isEqualTo(spark.files()).hasSize(files);
        assertThat(localResult.warnings()).isEqualTo(spark.warnings());
        CuratedVintage expected = curated(spark);
        CuratedVintage foundVintage = curated(localResult);
        assertThat(foundVintage.rowsRead()).isEqualTo(expected.rowsRead()).isPositive();
        assertThat(cells(foundVintage)).isEqualTo(cells(expected));
        assertThat(TestSession.counted(foundVintage.rejects())).isEqualTo(TestSession.counted(expected.rejects()));
        assertThat(foundVintage.rejectsByReason()).isEqualTo(expected.rejectsByReason());
        assertThat(foundVintage.fingerprint().digest())
                .isEqualTo(expected.fingerprint().digest());
        assertThat(foundVintage.rowsRead()).isEqualTo(localResult.releases().count());
    }

    private static List<List<Object>> cells(CuratedVintage vintage) {
        return vintage.releases().stream()
                .map(release ->
                        Stream.concat(Stream.of(release.id()), values(release)).toList())
                .toList();
    }

    private static Stream<Object> values(CuratedRelease release) {
        Row row = release.columns();
        return java.util.stream.IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.get(i)));
    }

    private CuratedVintage curated(ReleaseReader.Result result) {
        return new VintageCurator(CONFIG.curation(), CONFIG.metrics(), MetricSources.of(session, CONFIG.metrics()))
                .curate(result.rows(), result.vintage());
    }

    private ReleaseReader.Result read(long localBytes) {
        return new ReleaseReader(
                        folder.toString(), Optional.empty(), Optional.empty(), MAPPING, BadFiles.FAIL, localBytes)
                .read(session);
    }

    private void write(String name, String columns, int rows) {
        session.sql("select " + columns + " from range(0, " + rows + ", 1, 2)")
                .write()
                .mode("append")
                .parquet(folder.resolve(name).toString());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
