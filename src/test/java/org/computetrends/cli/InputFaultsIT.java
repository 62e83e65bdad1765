package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of files that cannot be used: on the command line, in the tables and in the metrics. */
class InputFaultsIT {
    private static final String VINTAGE = "vintage=2026-01-01";

    @TempDir
    private Path folder;

    private Path good;

    @BeforeEach
    void writeGoodFile() throws IOException {
        TestSession.get()
                .sql("select concat('M', id) model, date_add(date'2012-03-04', cast(id * 90 as int)) published_on,"
                        + " array('Lab') organizations, pow(10, 17 + id / 4) training_compute_flop from range(50)")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("in").resolve(VINTAGE).toString());
        try (Stream<Path> files = Files.list(folder.resolve("in").resolve(VINTAGE))) {
            good = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A scheduler that reads the metrics would otherwise see the last success. */
    @Test
    void aRunThatEndsBeforeSparkStartsReplacesTheMetrics() throws IOException {
        Path metrics = Files.writeString(folder.resolve("run.prom"), "compute_trends_run_exit_code 0\n");
        Files.move(folder.resolve("in"), folder.resolve("moved"));
        assertThat(run("--set", "publishing.metrics-file=" + metrics).err(Main.INPUT))
                .contains("does not exist");
        assertThat(Files.readString(metrics)).contains("\ncompute_trends_run_exit_code 3\n");
    }

    @Test
    void aTruncatedFileIsRefusedOrSkippedAsConfigured() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Files.write(good.resolveSibling("cut.parquet"), Arrays.copyOf(bytes, bytes.length - 100));
        Path metrics = folder.resolve("run.prom");

        assertThat(run("--set", "publishing.metrics-file=" + metrics).err(Main.INPUT))
                .contains("file cut.parquet cannot be read as Parquet: it does not end as Parquet files do")
                .contains("ingest.bad-files = skip leaves such files out")
                .doesNotContain("\tat ");
        assertThat(Files.readString(metrics)).contains("\ncompute_trends_run_exit_code 3\n");

        Outcome skipped = run("--set", "ingest.bad-files=skip", "--set", "publishing.metrics-file=" + metrics)
                .succeeded();
        assertThat(skipped.out()).contains("50 rows read, 50 kept, 0 rejected");
        assertThat(skipped.err()).contains("left out: file cut.parquet");
        Row reject = TestSession.get()
                .read()
                .parquet(folder.resolve("out/tables/rejects").toString())
                .head();
        assertThat(reject.<String>getAs("reason")).isEqualTo("UNREADABLE_FILE");
        assertThat(reject.<String>getAs("source_file")).isEqualTo("cut.parquet");
        assertThat(reject.<Long>getAs("source_row")).isEqualTo(-1);
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("out/manifest.json").toFile());
        assertThat(manifest.get("skippedFiles").toString()).isEqualTo("[\"cut.parquet\"]");
        assertThat(manifest.get("rejects").toString()).isEqualTo("{\"UNREADABLE_FILE\":1}");
        assertThat(manifest.get("rows").get("read").asLong()).isEqualTo(50);
        assertThat(Files.readString(metrics))
                .contains("\ncompute_trends_run_success 1\n")
                .contains("\ncompute_trends_run_rejects{reason=\"UNREADABLE_FILE\"} 1\n")
                .contains("\ncompute_trends_run_rows{fate=\"kept\"} 50\n");
    }

    @Test
    void damageInsideAFileIsAnInputError() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x5A);
        Files.write(good, bytes);
        // Hadoop would find the damage first by the checksum that it wrote beside the file.
        Files.deleteIfExists(good.resolveSibling("." + good.getFileName() + ".crc"));
        assertThat(run("--set", "ingest.bad-files=skip").err(Main.INPUT))
                .contains("the input cannot be read to its end")
                .contains(good.getFileName().toString())
                .doesNotContain("defect")
                .doesNotContain("\tat ");
    }

    private Outcome run(String... options) {
        return Outcome.ofRun(List.of("--input", folder + "/in", "--output", folder + "/out"), options);
    }
}
