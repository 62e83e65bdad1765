package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.ingest.DefaultSettings.CONFIG;
import static org.computetrends.ingest.DefaultSettings.MAPPING;
import static org.computetrends.ingest.DefaultSettings.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are also patterns. Beside each such folder is another that the pattern matches. */
class InputFilesIT {
    private final SparkSession session = TestSession.get();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a[1]", "a*b", "a?b", "a{1,2}", "a\\1", "a:b", "a%5B", "a#b"})
    void aNameOfAFileIsTakenLiterally(String name) throws IOException {
        csv("a1", "Other");
        csv("a11b", "Other");
        csv("a1b", "Other");
        csv(name, "Own");
        CsvReleaseReader.Result result = new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.UTF_8)
                .read(session, folder.resolve(name) + "/releases.csv");
        // This process reads the header, over two lines, and Spark the rows.
        assertThat(result.columns()).containsExactly("Own\ncolumn", "Model", "Publication date");
        assertThat(names(result.releases())).containsExactly("Own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[1]", "a*b", "a?b", "a{1,2}", "a\\1", "a:b", "a%5B", "a#b"})
    void aNameOfADatasetIsTakenLiterally(String name) throws IOException {
        for (String model : List.of("Own", "Other")) {
            parquet(model + "/releases", "'" + model + "' model, date'2020-01-01' published_on");
            parquet(
                    model + "/rejects",
                    "'" + model + "' source_file, 2L source_row, 'UNREADABLE' reason, 'model' column_name,"
                            + " '' value, '' message");
        }
        // Own is in the folder of the name, Other in folders that match it as a pattern.
        for (String each : List.of("a1", "a1b", "a11b", name)) {
            for (String date : List.of("2024-01-01", "2025-01-01", "2026-01-01")) {
                String model = each.equals(name) ? "Own" : "Other";
                copy(model + "/releases", each + "/vintage=" + date);
                copy(model + "/rejects", each + "/_rejects/vintage=" + date);
            }
        }
        ReleaseReader reader = reader(folder.resolve(name).toString(), Optional.empty(), Optional.empty());
        ReleaseReader.Result result = reader.read(session);
        assertThat(names(result.releases())).containsExactly("Own");
        assertThat(java.util.Objects.requireNonNull(result.earlyRejects())
                        .select("source_file")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("Own");
        assertThat(result.otherFolders().stream()
                        .flatMap(other -> names(reader.read(session, other).releases()).stream()))
                .containsExactly("Own", "Own");
    }

    @Test
    void aNameOfAParquetFileIsTakenLiterally() throws IOException {
        parquet("1", "'Other' model, date'2020-01-01' published_on");
        parquet("2", "'Own' model, date'2020-01-01' published_on");
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("1"))) {
            Files.copy(parquetFile(files), folder.resolve("a1.parquet"));
        }
        try (java.util.stream.Stream<Path> files = Files.list(folder.resolve("2"))) {
            Files.copy(parquetFile(files), folder.resolve("a[1].parquet"));
        }
        ReleaseReader.Result result = reader(
                        folder.resolve("a[1].parquet").toString(),
                        Optional.of(java.time.LocalDate.of(2025, 1, 1)),
                        Optional.empty())
                .read(session);
        assertThat(names(result.releases())).containsExactly("Own");
    }

    @Test
    void aPatternIsNotExpanded() throws IOException {
        csv("a1", "Other");
        String pattern = folder + "/a*/releases.csv";
        assertThatThrownBy(
                        () -> new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.UTF_8).read(session, pattern))
                .isInstanceOf(UserException.class)
                .hasMessage("input " + pattern + " does not exist");
    }

    @Test
    void aNameThatHadoopCannotReadIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("c"));
        Files.writeString(folder.resolve("c/2026:08.csv"), "Model,Publication date\nOwn,2020-01-01\n");
        assertThatThrownBy(() -> new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.UTF_8)
                        .read(session, folder + "/c/2026:08.csv"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("2026:08.csv has a name that Hadoop cannot read: rename it");
    }

    @Test
    void aColonBelongsToTheNameOfAnExistingFile() throws IOException {
        Path here = Files.createTempFile(Path.of("").toAbsolutePath(), "a:", "");
        try {
            assertThat(InputFiles.path(here.getFileName().toString()).toUri().getPath())
                    .isEqualTo(here.toString());
        } finally {
            Files.delete(here);
        }
        assertThat(InputFiles.path("hdfs://host/a").toUri().getScheme()).isEqualTo("hdfs");
        assertThatThrownBy(() -> InputFiles.path("none:such"))
                .isInstanceOf(UserException.class)
                .hasMessage("input 'none:such' does not exist, and is no address of a file system");
    }

    private static Path parquetFile(java.util.stream.Stream<Path> files) {
        return files.filter(file -> file.toString().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
    }

    private void csv(String name, String model) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(name)).resolve("releases.csv"),
                "\"" + model + "\ncolumn\",Model,Publication date\nx," + model + ",2020-01-01\n");
    }

    private void parquet(String name, String columns) {
        session.sql("select " + columns)
                .coalesce(1)
                .write()
                .parquet(folder.resolve(name).toString());
    }

    private void copy(String from, String to) throws IOException {
        org.apache.commons.io.FileUtils.copyDirectory(
                folder.resolve(from).toFile(), folder.resolve(to).toFile());
    }

    private static List<String> names(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> releases) {
        return releases.select("model").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
