package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated vintages are written whole or not at all, and replace only generated ones. */
class GeneratedVintagePublisherIT {
    private static final LocalDate VINTAGE = LocalDate.of(2026, 1, 1);

    private final SparkSession session = TestSession.get();

    @TempDir
    private Path dataset;

    @Test
    void aVintageHasAFileForEachPartitionAndATruthFile() throws IOException {
        publisher().prepare(false);
        String truth = publisher().publish(rows(100, 3), "so it is");
        assertThat(names(dataset)).containsExactly("vintage=2026-01-01");
        assertThat(names(dataset.resolve("vintage=2026-01-01")))
                .containsExactly(
                        "_scope",
                        "_truth.json",
                        "releases-00000.parquet",
                        "releases-00001.parquet",
                        "releases-00002.parquet");
        assertThat(Path.of(truth)).hasContent("so it is");
        assertThat(dataset.resolve("vintage=2026-01-01/_scope")).hasContent("all");
        assertThat(count()).isEqualTo(100);
    }

    @Test
    void aGeneratedVintageIsReplacedWhenAsked() {
        publisher().publish(rows(100, 3), "first");
        assertThatThrownBy(() -> publisher().prepare(false))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("vintage=2026-01-01 exists; --overwrite replaces it");
        publisher().prepare(true);
        publisher().publish(rows(7, 1), "second");
        assertThat(count()).isEqualTo(7);
        assertThat(dataset.resolve("vintage=2026-01-01/_truth.json")).hasContent("second");
    }

    @Test
    void aDatasetThatWasNotGeneratedIsNeverReplaced() throws IOException {
        Files.createDirectories(dataset.resolve("vintage=2026-01-01"));
        assertThatThrownBy(() -> publisher().prepare(true))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("vintage=2026-01-01 is in the way: it was not generated");
    }

    /** As a process leaves it that is killed between the two renames of a replacement. */
    @Test
    void aVintageThatAKilledReplacementHasSetAsideIsPutBack() throws IOException {
        publisher().publish(rows(100, 2), "first");
        Path staging = Files.createDirectories(dataset.resolve("_staging-2026-01-01"));
        Files.move(dataset.resolve("vintage=2026-01-01"), staging.resolve("replaced"));
        Files.createDirectories(staging.resolve("vintage=2026-01-01"));
        assertThatThrownBy(() -> publisher().prepare(false)).hasMessageContaining("--overwrite replaces it");
        assertThat(count()).isEqualTo(100);
        publisher().prepare(true);
        publisher().publish(rows(7, 1), "second");
        assertThat(names(dataset)).containsExactly("vintage=2026-01-01");
        assertThat(count()).isEqualTo(7);
    }

    @Test
    void aFailureLeavesThePreviousVintageAndNothingElseVisible() throws IOException {
        publisher().publish(rows(100, 2), "first");
        Dataset<Row> failing = session.sql("select cast(raise_error('torn') as bigint) id");
        assertThatThrownBy(() -> publisher().publish(failing, "second"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("writing vintage 2026-01-01 to ")
                .hasMessageContaining("failed, a previous one is unchanged: ");
        assertThat(count()).isEqualTo(100);
        assertThat(dataset.resolve("vintage=2026-01-01/_truth.json")).hasContent("first");
        publisher().publish(rows(7, 1), "third");
        assertThat(names(dataset)).containsExactly("vintage=2026-01-01");
    }

    private GeneratedVintagePublisher publisher() {
        return new GeneratedVintagePublisher(session, dataset.toString(), VINTAGE);
    }

    private Dataset<Row> rows(long rows, int partitions) {
        return session.range(0, rows, 1, partitions).toDF();
    }

    private long count() {
        return session.read().parquet(dataset.toString()).count();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
