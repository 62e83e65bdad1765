package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
    @TempDir
    private Path folder;

    @Test
    void theMetricsOfARunAreWritten() {
        // The format of https://prometheus.io/docs/instrumenting/exposition_formats, and the seconds by date -u.
        assertThat(RunMetrics.of(FinishedRun.result(), FinishedRun.STARTED.plusMillis(7500))
                        .text())
                .contains("# TYPE compute_trends_run_success gauge\ncompute_trends_run_success 1\n")
                .contains("\ncompute_trends_run_exit_code 0\n")
                .contains("\ncompute_trends_run_finished_timestamp_seconds 1777692607\n")
                .contains("\ncompute_trends_run_duration_seconds 7.5\n")
                .contains("\ncompute_trends_run_vintage_timestamp_seconds 1777680000\n")
                .contains("\ncompute_trends_run_rows{fate=\"kept\"} 8\ncompute_trends_run_rows{fate=\"rejected\"} 2\n")
                .contains("\ncompute_trends_run_rejects{reason=\"MISSING_NAME\"} 2\n")
                .contains("\ncompute_trends_run_table_rows{table=\"trends\"} 5\n")
                .endsWith("\ncompute_trends_run_stage_seconds{stage=\"fit\"} 2.5\n");
    }

    @Test
    void theMetricsOfAFailedRunAreWrittenAndItsFailureThrown() throws IOException {
        Path file = Files.writeString(folder.resolve("run.prom"), "compute_trends_run_success 1\n");
        assertThatThrownBy(() -> RunMetrics.runAndWrite(
                        Optional.of(file.toString()), Clock.fixed(FinishedRun.STARTED, ZoneOffset.UTC), () -> {
                            throw UserException.input("the input is torn");
                        }))
                .hasMessage("the input is torn");
        assertThat(Files.readString(file))
                .contains("\ncompute_trends_run_success 0\n")
                .contains("\ncompute_trends_run_exit_code 3\n")
                .doesNotContain("run_rows");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
