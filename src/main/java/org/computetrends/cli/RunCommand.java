package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.VisibleText;
import org.computetrends.ingest.InputFiles;
import org.computetrends.job.StageListener;
import org.computetrends.job.TrendJob;
import org.computetrends.job.TrendsChangedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Fits the trends of a vintage, projects them, and publishes the tables.",
        footer = {
            "  compute-trends run",
            "  compute-trends run --preset sevilla-2022 --output out/sevilla",
            "  compute-trends run --vintage 2025-06-20 --set populations.frontier-size=5",
            "  compute-trends run --json --quiet | jq '.trends[] | {cohort, doubling_time_months}'"
        })
final class RunCommand extends SparkCommand {
    @Mixin
    private ConfigurationOptions.Publishing options;

    @Option(
            names = "--dry-run",
            description = "Check the settings and say what would be done; with --json, print the settings. The input is"
                    + " not read.")
    private boolean dryRun;

    @Option(
            names = "--input-size",
            hidden = true,
            description = "Print small or large, the size of the input: the launcher sets Java's options by it.")
    private boolean showsInputSize;

    @Option(
            names = "--json",
            description = "Print the summary as JSON and nothing else; conf/summary.schema.json describes it.")
    private boolean json;

    @Override
    void run(PrintWriter out) {
        TrendConfig config = options.load();
        if (showsInputSize) {
            out.println(InputSize.of(config).name().toLowerCase(Locale.ROOT));
            return;
        }
        if (dryRun) {
            // With --json: the settings, which contain the plan.
            out.println(json ? ConfigCommand.json(config) : VisibleText.line(Redaction.text(planText(config))));
            return;
        }
        try {
            TrendJob.Result result = runJob(config);
            printNotices("warning", result.warnings());
            if (json) {
                out.println(SummaryJson.of(config, result));
            } else {
                new SummaryPrinter(config, out, terminal().ink(Terminal.Stream.OUT)).print(result);
            }
        } catch (TrendsChangedException changed) {
            if (json) {
                out.println(SummaryJson.of(config, changed.result()));
                out.flush();
            }
            throw changed;
        }
    }

    private static String planText(TrendConfig config) {
        return "Would read " + config.input() + ", vintage "
                + config.vintage().map(Object::toString).orElse("newest") + ", fit "
                + config.segmentation().trends().size() + " trends"
                + config.nowcasts()
                        .benchmarkIndex()
                        .map(index -> ", estimate by " + index.file())
                        .orElse("") + " and publish "
                + String.join(", ", config.publishing().tables()) + " in "
                + config.publishing().sinks().stream()
                        .map(sink -> sink.label(config.output()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private TrendJob.Result runJob(TrendConfig config) {
        Optional<String> metrics = config.publishing().metricsFile();
        AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
        Instant startTime = clock.instant();
        try {
            // This check comes before Spark starts, which takes seconds.
            InputFiles.requireLocal(Machine.prepareHadoop(config.output()), config.input());
            return withSpark(
                    config.output(),
                    (session, progress) -> {
                        phase.set(Phase.BEFORE_PUBLISHING);
                        TrendJob job = new TrendJob(session, config, clock, new PhaseListener(progress, phase));
                        Configuration hadoop = session.sparkContext().hadoopConfiguration();
                        return RunMetrics.runAndWrite(
                                metrics,
                                clock,
                                () -> LineageRequest.runAndReport(System.getenv(), config, hadoop, clock, job::run));
                    },
                    () -> interruptionMessage(Objects.requireNonNull(phase.get()), config.output()));
        } catch (RuntimeException | Error e) {
            if (phase.get() == Phase.STARTING) { // later failures are in the metrics already
                RunMetrics.writeFailure(metrics, e, startTime, clock.instant());
            }
            throw e;
        }
    }

    private static String interruptionMessage(Phase phase, String output) {
        return switch (phase) {
            case STARTING, BEFORE_PUBLISHING ->
                "interrupted before publishing: what was in " + output + " is as it was";
            case PUBLISHING ->
                "interrupted while publishing: " + output
                        + " has all previous tables or all of this run, and other sinks may differ; run again";
            case PUBLISHED -> "interrupted after publishing: the tables in " + output + " are this run's, and whole";
        };
    }

    private enum Phase {
        /** The input is checked and Spark starts. */
        STARTING,
        BEFORE_PUBLISHING,
        PUBLISHING,
        PUBLISHED
    }

    /** Sets the phase when the last stage, which publishes, begins and ends. Passes all notifications on. */
    private record PhaseListener(Progress progress, AtomicReference<Phase> phase) implements StageListener {
        @Override
        public void began(String stage) {
            if (stage.equals(TrendJob.LAST_STAGE)) {
                phase.set(Phase.PUBLISHING);
            }
            progress.began(stage);
        }

        @Override
        public void ended(String stage, Duration took) {
            if (stage.equals(TrendJob.LAST_STAGE)) {
                phase.set(Phase.PUBLISHED);
            }
            progress.ended(stage, took);
        }
    }
}
