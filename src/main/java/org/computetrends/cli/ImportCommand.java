package org.computetrends.cli;

import java.io.File;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.ShippedFiles;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.VintageScope;
import org.computetrends.domain.VisibleText;
import org.computetrends.ingest.TextEncoding;
import org.computetrends.job.ImportJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Imports a published CSV file of releases as one vintage of a Parquet dataset.",
        footer = {
            "  compute-trends import notable_ai_models.csv --vintage 2026-08-19 --output my-releases",
            "  compute-trends import other.csv --vintage 2026-08-19 --output my-releases --conf mapping.conf"
        })
final class ImportCommand extends SparkCommand {
    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    private String file;

    @Option(
            names = "--vintage",
            paramLabel = "DATE",
            required = true,
            description = "The vintage's as-of date: the file contains what was known by this day.")
    private LocalDate vintage;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            completionCandidates = Scopes.class,
            description =
                    "What the file lists: ${COMPLETION-CANDIDATES}. Detected from its columns and content if not given.")
    private @Nullable VintageScope scope;

    static final class Scopes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VintageScope.ids().iterator();
        }
    }

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "The encoding of the file, such as windows-1252 or UTF-16; ${DEFAULT-VALUE} if not given.")
    private String encoding;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            required = true,
            description = "The dataset; other vintages in it stay as they are.")
    private String output;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "A file of settings. Only its section mapping is used: how columns and cells are read.")
    private @Nullable File configuration;

    @Override
    void run(PrintWriter out) {
        TrendConfig config = new ConfigLoader(Optional.empty(), ShippedFiles.settings(configuration), Map.of()).load();
        TextEncoding textEncoding = TextEncoding.of(encoding);
        ImportJob.Result result = withSpark(
                output,
                (session, progress) -> progress.during(
                        "import",
                        clock,
                        () -> new ImportJob(session, config)
                                .run(file, textEncoding, vintage, Optional.ofNullable(scope), output)),
                () -> "interrupted: " + output + " has the previous vintage " + vintage
                        + " or that of this import, as a whole; import again");
        printNotices("warning", result.warnings());
        printNotices("unreadable", result.examples());
        out.println(VisibleText.line("Imported " + result.rows() + " rows as " + output + "/" + result.folder()
                + ", scope " + result.scope().scope().id() + ": "
                + result.scope().reason() + "."
                + (result.isReplaced() ? " It replaced the vintage that was there." : "")
                + unreadableSentence(result.unreadableCells())));
    }

    /** A sentence about the cells that could not be read; empty if all could. */
    private String unreadableSentence(long cells) {
        if (cells == 0) {
            return "";
        }
        return (cells == 1 ? " 1 cell could not be read and is" : " " + cells + " cells could not be read and are")
                + " listed in " + output + "/_rejects.";
    }
}
