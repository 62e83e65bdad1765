package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.RetireJob;
import org.computetrends.publish.RunPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retire",
        description =
                "Removes a vintage from every sink that has it: its rows of all tables, except forecast_log, which later"
                        + " runs score. Readers of Parquet and PostgreSQL see this in one step.",
        footer = {
            "  compute-trends retire --vintage 2025-06-20",
            "  compute-trends retire --vintage 2025-06-20 --sink postgresql://HOST/DATABASE --dry-run"
        })
final class RetireCommand extends SparkCommand {
    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ConfigurationOptions.Destination destination;

    @Option(names = "--vintage", paramLabel = "DATE", required = true, description = "The vintage to retire.")
    private LocalDate vintage;

    @Option(names = "--dry-run", description = "Say from where the vintage would be removed, and leave it there.")
    private boolean dryRun;

    @Override
    void run(PrintWriter out) {
        destination.addTo(options);
        TrendConfig config = options.load();
        RunPublisher.SinksOfVintage sinks = withSpark(
                config.output(),
                (session, progress) -> progress.during("retire", clock, () -> {
                    RetireJob job = new RetireJob(session, config, clock, vintage);
                    return dryRun ? job.plan() : job.run();
                }),
                () -> "interrupted: Parquet and PostgreSQL have all of vintage " + vintage
                        + " or none of it; in catalogs, the vintage is complete if the table named publications lists it");
        out.println(VisibleText.line((dryRun ? "Would retire vintage " : "Retired vintage ") + vintage + " from "
                + String.join(", ", sinks.having()) + "."
                + (sinks.lacking().isEmpty() ? "" : " Not there: " + String.join(", ", sinks.lacking()) + ".")));
    }
}
