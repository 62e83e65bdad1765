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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private static final String PREFIX = "compute_trends_run_";

    private final StringBuilder text = new StringBuilder();

    private RunMetrics() {}

    /**
     * Runs a job and writes its metrics, whether it succeeds or throws.
     *
     * @param file the file of metrics; empty for none
     */
    static TrendJob.Result runAndWrite(Optional<String> file, Clock clock, Supplier<TrendJob.Result> job) {
        Instant startTime = clock.instant();
        try {
            TrendJob.Result result = job.get();
            file.ifPresent(path -> of(result, clock.instant()).write(Path.of(path)));
            return result;
        } catch (Throwable e) {
            writeFailure(file, e, startTime, clock.instant());
            throw e;
        }
    }

    /** Writes the metrics of a run that failed. */
    static void writeFailure(Optional<String> file, Throwable failure, Instant startTime, Instant endTime) {
        file.ifPresent(path -> ofFailure(failure, startTime, endTime).write(Path.of(path)));
    }

    static RunMetrics of(TrendJob.Result result, Instant endTime) {
        Run run = result.run();
        RunMetrics metrics = new RunMetrics();
        metrics.addOutcome(0, run.started(), endTime);
        metrics.addGate(result.gate());
        metrics.add("vintage_timestamp_seconds", "The date of the vintage analysed.", (double)
                result.vintage().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        metrics.add(
                "rows",
                "Rows of the vintage, by what became of them.",
                "fate",
                new TreeMap<>(Map.of("kept", run.rowsKept(), "rejected", run.rowsRejected())));
        metrics.add("rejects", "Rejected rows, values and files, by reason.", "reason", result.rejects());
        metrics.add("table_rows", "Rows published, by table.", "table", result.tables());
        metrics.add("stage_seconds", "How long a stage took.", "stage", run.stageSeconds());
        return metrics;
    }

    private static RunMetrics ofFailure(Throwable failure, Instant startTime, Instant endTime) {
        RunMetrics metrics = new RunMetrics();
        metrics.addOutcome(ExplainedFailure.of(failure).exitCode(), startTime, endTime);
        if (failure instanceof TrendsChangedException changed) {
            metrics.addGate(changed.result().gate());
        }
        return metrics;
    }

    private void addGate(Optional<GateOutcome> gate) {
        gate.ifPresent(outcome -> add(
                "trends_changed",
                "Trends whose growth moved by more than publishing.fail-if-changed since the last publication, or that are"
                        + " no longer fitted.",
                (double) outcome.failingCount()));
    }

    private void addOutcome(int exitCode, Instant startTime, Instant endTime) {
        add(
                "success",
                "1 if the last run ended with exit code 0, else 0. After a failure, some sinks may have new tables.",
                exitCode == 0 ? 1 : 0);
        add(
                "exit_code",
                "The exit code of the last run: 0 done, 1 defect, 2 usage, 3 input, 4 publishing, 5 trends changed.",
                exitCode);
        add("finished_timestamp_seconds", "When the last run ended.", (double) endTime.getEpochSecond());
        add(
                "duration_seconds",
                "How long the last run took.",
                Duration.between(startTime, endTime).toMillis() / 1000.0);
    }

    private void add(String name, String help, double value) {
        addHeader(name, help);
        text.append(PREFIX + name + " " + numberText(value) + "\n");
    }

    /** Adds a metric with a value for each value of a label. */
    private void add(String name, String help, String label, Map<?, ? extends Number> values) {
        addHeader(name, help);
        values.forEach((labelValue, value) -> {
            String escapedValue = VisibleText.line(labelValue.toString())
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"");
            text.append(PREFIX + name + "{" + label + "=\"" + escapedValue + "\"} " + numberText(value.doubleValue())
                    + "\n");
        });
    }

    private void addHeader(String name, String help) {
        text.append("# HELP " + PREFIX + name + " " + help + "\n# TYPE " + PREFIX + name + " gauge\n");
    }

    /** A number, without a decimal point if it is whole and below 1e15, so that counts look like counts. */
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
