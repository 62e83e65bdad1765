package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.ingest.DefaultSettings.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders as other programs lay them out, with files that DuckDB writes: each row is read, rejected, or named as not
 * read.
 */
class OddFoldersIT {
    private static final String RELEASE = "'M1' as model, date '2020-01-01' as published_on";

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSession() {
        TestSession.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/a.parquet", "sub/deeper/a.parquet", "a b/ü.parquet"})
    void filesInFoldersBelowAreRead(String file) throws Exception {
        write(file, RELEASE);
        assertThat(models(read())).containsExactly("M1");
        write("b.parquet", RELEASE.replace("M1", "M2"));
        assertThat(models(read())).containsExactly("M1", "M2");
        assertThat(read().files()).hasSize(2);
    }

    @Test
    void flagsCountInAFolderThatHasTheDate() throws Exception {
        write("published_on=2020-01-01/a.parquet", "'M1' as model, true as notable");
        assertThat(read().vintage().onlyNotable()).isTrue();
        assertThat(models(read())).containsExactly("M1");
    }

    @ParameterizedTest
    @CsvSource({
        "a.parquet, confidence=Likely/b.parquet, confidence",
        "x=1/a.parquet, y=1/b.parquet, y",
        "x=1/a.parquet, x=1/y=2/b.parquet, 'x, y'",
        "sub/a.parquet, _x=1/b.parquet, _x"
    })
    void filesInFoldersOfOtherColumnsAreRefused(String one, String otherText, String columns) throws Exception {
        write(one, RELEASE);
        write(otherText, RELEASE);
        assertThatThrownBy(this::read)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("folders of " + columns)
                .hasMessageContaining("all files must be in folders of the same columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra.parquet", "Vintage=2024-06-01/b.parquet", "sub/b.parquet"})
    void filesBesideVintageFoldersAreReported(String file) throws Exception {
        write("vintage=2025-01-01/a.parquet", RELEASE);
        assertThat(read().warnings()).noneMatch(warning -> warning.contains("not read, because"));
        write(file, RELEASE);
        assertThat(models(read())).containsExactly("M1");
        assertThat(read().warnings())
                .anyMatch(warning ->
                        warning.endsWith("these are not read, because they are in no folder vintage=YYYY-MM-DD: "
                                + file.replaceFirst("/.*", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden.parquet", "_temporary/b.parquet", "c.parquet._COPYING_"})
    void hiddenAndUnfinishedFilesAreIgnored(String file) throws Exception {
        write("a.parquet", RELEASE);
        write(file, RELEASE);
        ReleaseReader.Result result = read();
        assertThat(result.files()).hasSize(1);
        assertThat(result.releases().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../sub"})
    void aLinkToAParentFolderIsRefused(String target) throws Exception {
        write("sub/a.parquet", RELEASE);
        Files.createSymbolicLink(folder.resolve("sub/link"), Path.of(target));
        assertThatThrownBy(this::read).hasMessageContaining("sub/link is a link to a folder that contains it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timestamp '2020-01-01 13:00:00'", "timestamptz '2020-01-01 13:00:00Z'", "date '2020-01-01'"})
    void aTimestampOfPublicationIsItsDayInUtc(String value) throws Exception {
        write("a.parquet", "'M1' as model, " + value + " as published_on");
        assertThat(read().releases().selectExpr("cast(published_on as string)").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("2020-01-01");
    }

    @ParameterizedTest
    @CsvSource({
        "2023::double, true",
        "12::tinyint, true",
        "2023::ubigint, true",
        "2023.0::float, true",
        "'2023::decimal(9,0)', true",
        "2023.5::double, false",
        "5000000000::bigint, false",
        "acos(-1), false"
    })
    void anIntegerFieldIsAWholeNumberInRangeOfAnyType(String value, boolean isInteger) throws Exception {
        write("a.parquet", RELEASE + ", " + value + " as cost_price_year");
        List<Row> years = read().releases().select("cost_price_year").collectAsList();
        assertThat(years).singleElement().matches(row -> row.isNullAt(0) != isInteger);
    }

    @Test
    void aVintageOfTextMayHaveAnyWhiteSpace() throws Exception {
        write("a.parquet", RELEASE + ", '2025-01-01' || chr(160) as vintage");
        assertThat(models(read())).containsExactly("M1");
    }

    @Test
    void aVintageColumnOfAnUnreadableTypeIsRefused() throws Exception {
        write("a.parquet", RELEASE + ", '2025-01-01'::timestamp_ns as vintage");
        assertThatThrownBy(this::read).hasMessageContaining("column 'vintage' has a type that cannot be read");
    }

    @Test
    void ofTwoVintageColumnsTheExactNameIsRead() throws Exception {
        Path file = write("a.parquet", RELEASE + ", 'v1' as vintag_, date '2025-01-01' as vintage");
        rename(file, "vintag_", "Vintage");
        assertThat(models(read())).containsExactly("M1");
        assertThat(read().warnings())
                .anyMatch(warning ->
                        warning.contains("column 'Vintage' is not read, because 'vintage' has the same name"));
    }

    @Test
    void aRepeatedColumnIsRefusedIfItIsRead() throws Exception {
        Path file = write("a.parquet", RELEASE + ", 'x' as mode_, 'y' as one, 'z' as two");
        rename(file, "two", "one");
        assertThat(models(read())).containsExactly("M1");
        rename(file, "mode_", "model");
        assertThatThrownBy(this::read).hasMessageContaining("column 'model' occurs more than once in the file");
    }

    @ParameterizedTest
    @CsvSource({
        "'[''Highly cited'']', true",
        "'[]::varchar[]', false",
        "'['''']', false",
        "'[''nan'', null]', false",
        "'[''nan'', ''x'']', true"
    })
    void aListFlagsAReleaseIfItHasATextThatIsNotBlank(String list, boolean isNotable) throws Exception {
        write("a.parquet", RELEASE + ", " + list + " as \"Notability criteria\"");
        ReleaseReader.Result result = read();
        assertThat(result.releases().select("notable").collectAsList())
                .extracting(row -> row.getBoolean(0))
                .containsExactly(isNotable);
        assertThat(result.vintage().onlyNotable()).isEqualTo(isNotable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': 1}", "map {'a': 1}", "[[1]]", "[1]"})
    void aFlagOfAnotherTypeIsRefused(String value) throws Exception {
        write("a.parquet", RELEASE + ", " + value + " as \"Notability criteria\"");
        assertThatThrownBy(this::read).hasMessageContaining("column 'Notability criteria' should be STRING and is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025", "2025-1-1", "20250101", "01/01/2025", "nan"})
    void aVintageIsAWholeDate(String text) throws Exception {
        write("a.parquet", RELEASE + ", '" + text + "' as vintage");
        assertThatThrownBy(this::read)
                .hasMessageContaining("column 'vintage' has no date of the form YYYY-MM-DD in any row (1 read)");
        write("b.parquet", RELEASE.replace("M1", "M2") + ", '2025-01-01 00:00:00' as vintage");
        assertThat(models(read())).containsExactly("M2");
        assertThat(read().rowsWithoutVintage()).isEqualTo(1);
    }

    @Test
    void aVintageWithAYearBeyond9999IsMissing() throws Exception {
        write("a.parquet", RELEASE + ", date '12025-01-01' as vintage");
        write("b.parquet", RELEASE.replace("M1", "M2") + ", date '2025-01-01' as vintage");
        assertThat(models(read())).containsExactly("M2");
        assertThat(read().rowsWithoutVintage()).isEqualTo(1);
    }

    @Test
    void aFlagOfTheTimeOfDayIsRefused() throws Exception {
        write("a.parquet", RELEASE + ", time '01:02:03' as \"Notability criteria\"");
        assertThatThrownBy(this::read)
                .hasMessageContaining("column 'Notability criteria' has a type that cannot be read");
    }

    /**
     * Renames a column in the file's bytes, to a name of equal length. DuckDB cannot write two names that are equal or
     * differ in case only.
     */
    private static void rename(Path file, String column, String otherText) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace(column, otherText), StandardCharsets.ISO_8859_1);
    }

    private Path write(String file, String columns) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select " + columns + ") to '" + path + "' (format parquet)");
        }
        return path;
    }

    private ReleaseReader.Result read() {
        return reader(folder.toString(), Optional.of(LocalDate.of(2025, 1, 1)), Optional.empty())
                .read(TestSession.get());
    }

    private static List<String> models(ReleaseReader.Result result) {
        return result.releases().select("model").sort("model").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toList());
    }
}
