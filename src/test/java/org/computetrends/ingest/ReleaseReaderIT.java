package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.ingest.DefaultSettings.CONFIG;
import static org.computetrends.ingest.DefaultSettings.reader;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.computetrends.ScannedCuration;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.computetrends.domain.VintageScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseReaderIT {
    @TempDir
    private Path folder;

    @Test
    void readsTheNewestVintage() {
        write("vintage=2024-01-01", "select 'Old' model, date'2023-01-01' published_on, 2L source_row");
        write("vintage=2025-01-01", "select 'New' model, date'2024-01-01' published_on, 2L source_row");
        ReleaseReader.Result result = read(Optional.empty());
        assertThat(result.date()).isEqualTo(LocalDate.of(2025, 1, 1));
        Row row = result.releases().head();
        assertThat(row.<String>getAs("model")).isEqualTo("New");
        assertThat(row.<Long>getAs("source_row")).isEqualTo(2);
        assertThat(row.<String>getAs("source_file")).isEqualTo("vintage=2025-01-01");
    }

    @Test
    void readsForeignNamesAndNumericTypesThroughTheMapping() {
        write(
                "vintage=2025-01-01",
                "select 'X' System, date'2024-01-01' `Publication date`, cast(5 as int) Parameters,"
                        + " cast(1.5 as decimal(10,2)) `Training compute (FLOPs)`, 'SOTA' `Notability criteria`");
        ReleaseReader.Result result = read(Optional.empty());
        Row row = result.releases().head();
        assertThat(row.<Double>getAs("parameters")).isEqualTo(5);
        assertThat(row.<Double>getAs("training_compute_flop")).isEqualTo(1.5);
        assertThat(row.<Boolean>getAs("notable")).isTrue();
        assertThat(row.<Long>getAs("source_row")).isZero();
        assertThat(row.<String>getAs("source_file")).endsWith(".parquet");
    }

    @Test
    void aDatasetWithoutVintagesNeedsTheOption() {
        write("flat", "select 'X' model, date'2024-01-01' published_on");
        String flat = folder.resolve("flat").toString();
        assertThatThrownBy(
                        () -> reader(flat, Optional.empty(), Optional.empty()).read(TestSession.get()))
                .hasMessage("input " + flat
                        + " has no vintage=YYYY-MM-DD folders: give the date of its data with --vintage");
        LocalDate date = LocalDate.of(2024, 6, 1);
        assertThat(reader(flat, Optional.of(date), Optional.empty())
                        .read(TestSession.get())
                        .date())
                .isEqualTo(date);
    }

    @Test
    void aVintageMayBeAColumn() {
        write(
                "flat",
                "select * from values ('Old', date'2023-01-01', date'2024-01-01'), ('New', date'2024-01-01', date'2025-01-01')"
                        + " as t(model, published_on, vintage)");
        ReleaseReader.Result result = reader(folder.resolve("flat").toString(), Optional.empty(), Optional.empty())
                .read(TestSession.get());
        assertThat(result.date()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(result.releases().select("model").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("New");
    }

    @Test
    void filesOfDifferentColumnsAreReadTogether() {
        append("select 'A' model, date'2024-01-01' published_on");
        append("select 'B' model, date'2024-01-01' published_on, 7.0D parameters");
        assertThat(read(Optional.empty()).releases().filter("parameters = 7").count())
                .isEqualTo(1);
    }

    private void append(String query) {
        TestSession.get()
                .sql(query)
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(folder.resolve("vintage=2025-01-01").toString());
    }

    @Test
    void pathsMayContainSpaces() {
        write("a b/vintage=2025-01-01", "select 'X' model, date'2024-01-01' published_on");
        ReleaseReader.Result result = reader(folder.resolve("a b").toString(), Optional.empty(), Optional.empty())
                .read(TestSession.get());
        assertThat(result.releases().count()).isEqualTo(1);
        assertThat(InputFiles.describe(TestSession.get(), result.files(), Long.MAX_VALUE)
                        .get(0)
                        .sha256())
                .hasSize(64);
    }

    @Test
    void aBlankCellDoesNotFlagARelease() {
        write("vintage=2025-01-01", "select 'X' model, date'2024-01-01' published_on, ' ' `Notability criteria`");
        assertThat(read(Optional.empty()).releases().head().<Boolean>getAs("notable"))
                .isFalse();
    }

    @Test
    void aMissingVintageIsNamedWithTheExistingOnes() {
        write("vintage=2024-01-01", "select 'X' model, date'2023-01-01' published_on");
        write("vintage=2025-01-01", "select 'X' model, date'2023-01-01' published_on");
        assertThatThrownBy(() -> read(Optional.of(LocalDate.of(2023, 1, 1))))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + folder + " has no vintage 2023-01-01; it has 2024-01-01, 2025-01-01;"
                        + " did you mean 2024-01-01?")
                .extracting(failure -> ((UserException) failure).kind())
                .isEqualTo(UserException.Kind.USAGE);
    }

    @Test
    void aMissingInputIsNamed() {
        String missingText = folder.resolve("none").toString();
        assertThatThrownBy(() ->
                        reader(missingText, Optional.empty(), Optional.empty()).read(TestSession.get()))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + missingText + " does not exist");
    }

    @Test
    void aMissingColumnIsNamedWithTheExistingOnes() {
        write("vintage=2025-01-01", "select 'X' model, 5.0 parameters");
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no column for published_on (known names: published_on, Publication date")
                .hasMessageEndingWith("the columns are model, parameters");
    }

    @Test
    void everyWrongTypeIsNamed() {
        write("vintage=2025-01-01", "select 'X' model, '2024' published_on, 'many' parameters, 'MIT' organizations");
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("column 'published_on' should be DATE and is STRING")
                .hasMessageContaining("column 'parameters' should be DOUBLE and is STRING")
                .hasMessageContaining("column 'organizations' should be ARRAY<STRING> and is STRING");
    }

    @Test
    void aFileThatIsNotParquetIsNamed() throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("vintage=2025-01-01")).resolve("a.parquet"),
                "not parquet at all");
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cannot be read as Parquet")
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void aFooterThatIsTooLargeForJavaIsDamage() throws IOException {
        Path file = Files.createDirectories(folder).resolve("large.parquet");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(3L << 30);
            sparse.write(new byte[] {0, 0, 0, (byte) 0xA0, 'P', 'A', 'R', '1'});
        }
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its footer claims 2684354560 bytes of 3221225480");
    }

    @Test
    void onlyNotableReleasesOfAVintageWithoutScopeAreReadIfItFlagsAny() {
        // Only the vintage of 2026 flags a release.
        write("vintage=2023-01-01", "select 'Old' model, date'2020-01-01' published_on, cast(null as boolean) notable");
        write("vintage=2024-01-01", "select 'Old' model, date'2020-01-01' published_on, ' ' `Notability criteria`");
        write("vintage=2025-01-01", "select 'Old' model, date'2020-01-01' published_on, false notable");
        write("vintage=2026-01-01", "select 'New' model, date'2020-01-01' published_on, true notable");
        ReleaseReader.Result result = read(Optional.empty());
        assertThat(result.vintage().onlyNotable()).isTrue();
        assertThat(result.vintage().scopeId()).isEqualTo("notable");
        assertThat(result.otherFolders())
                .extracting(other -> other.vintage().onlyNotable())
                .containsExactly(false, false, false);
        assertThat(result.otherFolders())
                .extracting(other -> other.vintage().scopeId())
                .containsOnlyNulls();
        assertThat(result.warnings())
                .contains(
                        "input " + folder + " records no scope for vintage 2026-01-01 and flags notable releases: only"
                                + " these are analysed (--scope all takes every release)");
        ReleaseReader.Result wholeResult = reader(folder.toString(), Optional.empty(), Optional.of(VintageScope.ALL))
                .read(TestSession.get());
        assertThat(wholeResult.vintage().scopeId()).isEqualTo("all");
        assertThat(wholeResult.vintage().onlyNotable()).isFalse();
        assertThat(wholeResult.warnings()).noneMatch(warning -> warning.contains("records no scope"));
    }

    @Test
    void aVintageOfScopeAllWithoutFlagsIsNotCut() throws IOException {
        write("vintage=2026-01-01", "select 'X' model, date'2020-01-01' published_on, cast(null as boolean) notable");
        Files.writeString(folder.resolve("vintage=2026-01-01/_scope"), "all\n");
        ReleaseReader.Result result = read(Optional.empty());
        assertThat(result.vintage().scopeId()).isEqualTo("all");
        assertThat(result.vintage().onlyNotable()).isFalse();
    }

    @Test
    void aDatasetWithoutFoldersIsCutByTheFlagsOfItsVintage() {
        write(
                "flat",
                "select * from values ('Old', date'2020-01-01', date'2024-01-01', true), ('New', date'2020-01-01',"
                        + " date'2025-01-01', false) as t(model, published_on, vintage, notable)");
        assertThat(flat("2024-01-01", Optional.empty()).vintage().scopeId()).isEqualTo("notable");
        assertThat(flat("2025-01-01", Optional.empty()).vintage().scopeId()).isNull();
        assertThat(flat("2024-01-01", Optional.of(VintageScope.ALL)).vintage().scopeId())
                .isEqualTo("all");
        assertThatThrownBy(() -> flat("2024-01-01", Optional.of(VintageScope.PAPER)))
                .hasMessageEndingWith(
                        "records no scope, so --scope paper selects nothing: leave it out, or use --scope all");
    }

    private ReleaseReader.Result flat(String vintage, Optional<VintageScope> scope) {
        return reader(folder.resolve("flat").toString(), Optional.of(LocalDate.parse(vintage)), scope)
                .read(TestSession.get());
    }

    @Test
    void filesWithoutFlagsAreNamedIfOthersHaveFlags() {
        append("select 'A' model, date'2024-01-01' published_on, true notable");
        append("select explode(array('B', 'C')) model, date'2024-01-01' published_on");
        ReleaseReader.Result result = read(Optional.empty());
        assertThat(result.warnings())
                .anyMatch(warning -> warning.matches("input .*vintage=2025-01-01: no column of part-[^ ,]*\\.parquet"
                        + " flags notable releases, unlike other files: their 2 rows count as not notable, and are left"
                        + " out \\(--scope all keeps them\\)"));
        ScannedCuration curated =
                ScannedCuration.of(CONFIG.curation(), CONFIG.metrics(), result.releases(), result.vintage());
        assertThat(curated.rowsKept()).isEqualTo(1);
        assertThat(curated.rejectsByReason()).isEqualTo(Map.of(RejectReason.OUT_OF_SCOPE, 2L));
    }

    @Test
    void aFolderWithoutAVintagesNameIsReported() {
        write("vintage=soon", "select 'X' model, date'2024-01-01' published_on");
        assertThatThrownBy(() -> read(Optional.empty()))
                .hasMessage("input " + folder + ": folder vintage=soon should be vintage=YYYY-MM-DD or"
                        + " vintage=YYYY-MM-DD.SCOPE with a scope of notable, all, milestones, paper, large-scale");
    }

    private void write(String partition, String query) {
        TestSession.get()
                .sql(query)
                .coalesce(1)
                .write()
                .parquet(folder.resolve(partition).toString());
    }

    private ReleaseReader.Result read(Optional<LocalDate> vintage) {
        return reader(folder.toString(), vintage, Optional.empty()).read(TestSession.get());
    }
}
