package org.computetrends.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.computetrends.domain.Run;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.GateOutcome;
import org.computetrends.job.TrendJob;
import org.computetrends.job.TrendsChangedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the metrics of a run in Prometheus' text format (0.0.4) to a file, for the textfile collector of
 * node_exporter. The file is replaced atomically when a run ends, successful or not.
 */
final class RunMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(RunMetrics.class);

    private final StringBuilder text = new StringBuilder();
    /** The name of the metric whose values are added next. */
    private String currentFamily = "";

    private RunMetrics() {}

    /**
     * Runs a job and writes its metrics, whether it succeeds or throws.
     *
     * @param file the file to replace; empty for none
     */
    static TrendJob.Result recorded(Optional<String> file, Clock clock, Supplier<TrendJob.Result> job) {
        Instant startTime = clock.instant();
        try {
            TrendJob.Result result = job.get();
            file.ifPresent(path -> of(result, clock.instant()).write(Path.of(path)));
            return result;
        } catch (Throwable e) {
            recordFailure(file, e, startTime, clock.instant());
            throw e;
        }
    }

    /** Writes the metrics of a run that failed. */
    static void recordFailure(Optional<String> file, Throwable failure, Instant startTime, Instant finished) {
        file.ifPresent(path -> ofFailure(failure, startTime, finished).write(Path.of(path)));
    }

    static RunMetrics of(TrendJob.Result result, Instant finished) {
        Run run = result.run();
        RunMetrics metrics =
                new RunMetrics().withEnd(0, run.started(), finished).withGate(result.gate());
        metrics.gauge("vintage_timestamp_seconds", "The date of the vintage analysed.")
                .value((double) result.vintage().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        metrics.gauge("rows", "Rows of the vintage, by what became of them.")
                .value("fate", "kept", (double) run.rowsKept())
                .value("fate", "rejected", (double) run.rowsRejected());
        metrics.gauge("rejects", "Rejected rows, values and files, by reason.");
        result.rejects().forEach((reason, count) -> metrics.value("reason", reason.name(), (double) count));
        metrics.gauge("table_rows", "Rows published, by table.");
        result.tables().forEach((table, count) -> metrics.value("table", table, (double) count));
        metrics.gauge("stage_seconds", "How long a stage took.");
        run.stageSeconds().forEach((stage, seconds) -> metrics.value("stage", stage, seconds));
        return metrics;
    }

    private static RunMetrics ofFailure(Throwable failure, Instant startTime, Instant finished) {
        RunMetrics metrics =
                new RunMetrics().withEnd(ExplainedFailure.of(failure).exitCode(), startTime, finished);
        return failure instanceof TrendsChangedException changed
                ? metrics.withGate(changed.result().gate())
                : metrics;
    }

    private RunMetrics withGate(Optional<GateOutcome> gate) {
        gate.ifPresent(outcome -> gauge(
                        "trends_changed",
                        "Trends whose growth moved by more than publishing.fail-if-changed since the last publication.")
                .value((double) outcome.changed()));
        return this;
    }

    private RunMetrics withEnd(int exitCode, Instant startTime, Instant finished) {
        gauge("success", "1 if the last run ended with exit code 0. Otherwise some sinks may have new tables.")
                .value(exitCode == 0 ? 1 : 0);
        gauge(
                        "exit_code",
                        "What the last run ended with: 0 done, 1 defect, 2 usage, 3 input, 4 publishing, 5 trends changed.")
                .value(exitCode);
        gauge("finished_timestamp_seconds", "When the last run ended.").value((double) finished.getEpochSecond());
        gauge("duration_seconds", "How long the last run took.")
                .value(Duration.between(startTime, finished).toMillis() / 1000.0);
        return this;
    }

    private RunMetrics gauge(String name, String help) {
        currentFamily = "compute_trends_run_" + name;
        text.append("# HELP " + currentFamily + " " + help + "\n# TYPE " + currentFamily + " gauge\n");
        return this;
    }

    private RunMetrics value(double value) {
        text.append(currentFamily + " " + numberText(value) + "\n");
        return this;
    }

    private RunMetrics value(String label, String labelValue, double value) {
        String escapedValue = VisibleText.line(labelValue).replace("\\", "\\\\").replace("\"", "\\\"");
        text.append(currentFamily + "{" + label + "=\"" + escapedValue + "\"} " + numberText(value) + "\n");
        return this;
    }

    private static String numberText(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    String text() {
        return text.toString();
    }

    /** Replaces the file. A failure to write it is logged, and does not change the run's exit code. */
    void write(Path file) {
        Path absolute = file.toAbsolutePath();
        Path newFile = absolute.resolveSibling("." + absolute.getFileName() + ".new");
        try {
            Files.writeString(newFile, text, StandardCharsets.UTF_8);
            Files.move(newFile, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The run's metrics could not be written to {}: {}", absolute, e.toString());
        }
    }
}
