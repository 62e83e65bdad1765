package org.computetrends.cli;

import java.io.File;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.GeneratorConfig;
import org.computetrends.config.ShippedFiles;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.GenerateJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Makes synthetic releases, whose trends are known, as one vintage of a Parquet dataset.",
        footer = {
            "  compute-trends generate --rows 1000000 --output big",
            "  compute-trends generate --rows 1e9 --output big --vintage 2026-07-01 --bad-share 0.001",
            "conf/generator.conf describes the releases. Their true trends are in vintage=DATE/_truth.json,",
            "next to the files of releases."
        })
final class GenerateCommand extends SparkCommand {
    /** The maximum number of rows. {@code BadRows} multiplies row numbers by a million, which must fit a long. */
    private static final double MOST_ROWS = 1e12;

    @Option(names = "--rows", paramLabel = "N", required = true, description = "How many rows: 1000000 or 1e6.")
    private double rows;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            required = true,
            description = "The dataset; other vintages in it stay as they are.")
    private String output;

    @Option(names = "--vintage", paramLabel = "DATE", description = "The vintage made, and the last date of a release.")
    private @Nullable LocalDate vintage;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of every draw: equal seeds make equal rows.")
    private @Nullable Long seed;

    @Option(names = "--bad-share", paramLabel = "X", description = "The share of rows with a fault, 0 to 0.5.")
    private @Nullable Double badShare;

    @Option(names = "--rows-per-file", paramLabel = "N", description = "Rows in each file. Does not affect the rows.")
    private @Nullable Long rowsPerFile;

    @Option(names = "--overwrite", description = "Replace a generated vintage of the same date.")
    private boolean overwrite;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "A file of settings, of the form of conf/generator.conf.")
    private @Nullable File file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    void run(PrintWriter out) {
        GeneratorConfig config = configuration();
        long rowCount = wholeRows();
        Instant startTime = clock.instant();
        GenerateJob.Result result = withSpark(
                output,
                (session, progress) -> progress.during(
                        "generate", clock, () -> new GenerateJob(session, config).run(rowCount, output, overwrite)),
                () -> "interrupted: " + output
                        + " has the previous vintage or the new one, as a whole; generate again");
        double seconds = Duration.between(startTime, clock.instant()).toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "Generated %,d rows as vintage %s of %s: %d files in %.1f s (%,.0f rows a second).%n",
                rowCount,
                result.vintage(),
                VisibleText.line(output),
                result.files(),
                seconds,
                rowCount / seconds);
        out.println("Curation will keep " + result.truth().rowsKept() + " and reject "
                + result.truth().rejects() + ". The true trends: "
                + VisibleText.line(result.truthFile().toString()));
    }

    private GeneratorConfig configuration() {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        ConfigurationOptions.putIfGiven(allSettings, "generator.vintage", vintage);
        ConfigurationOptions.putIfGiven(allSettings, "seed", seed);
        ConfigurationOptions.putIfGiven(allSettings, "generator.bad-rows.share", badShare);
        ConfigurationOptions.putIfGiven(allSettings, "generator.rows-per-file", rowsPerFile);
        return new ConfigLoader(Optional.empty(), ShippedFiles.settings(file), allSettings).loadGenerator();
    }

    private long wholeRows() {
        if (!(rows >= 1 && rows <= MOST_ROWS && rows == Math.rint(rows))) {
            throw new CommandLine.ParameterException(
                    spec().commandLine(), "--rows must be a whole number from 1 to 1e12, but is " + rows);
        }
        return (long) rows;
    }
}
