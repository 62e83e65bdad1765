package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.job.TrendJob;
import org.computetrends.publish.SinkAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the main job. */
@Command(
        name = "run",
        description = "Fits the trends of a vintage, projects them, and publishes the tables.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  compute-trends run",
            "  compute-trends run --preset sevilla-2022 --output out/sevilla",
            "  compute-trends run --vintage 2025-06-10 --set populations.frontier-size=5"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options;

    @Option(
            names = "--dry-run",
            description = "Check the settings (the input is not looked at) and say what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() {
        TrendConfig config = options.load();
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.println("Would read " + config.input() + ", vintage "
                    + config.vintage().map(Object::toString).orElse("newest") + ", fit "
                    + config.segmentation().trends().size() + " trends and publish "
                    + String.join(", ", config.publishing().tables()) + " in "
                    + config.publishing().sinks().stream()
                            .map(sink -> sink instanceof SinkAddress.Parquet ? config.output() : sink.toString())
                            .collect(Collectors.joining(", "))
                    + ".");
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        try (Sessions.Lease lease = Sessions.open()) {
            TrendJob.Result result = new TrendJob(lease.session(), config, Clock.systemUTC(), stage -> {
                        err.println("  " + stage + " ...");
                        err.flush();
                    })
                    .run();
            result.warnings().forEach(warning -> err.println("warning: " + warning));
            new SummaryPrinter(config, out).print(result);
        }
        out.flush();
        return 0;
    }
}
