package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.UserException;
import org.computetrends.job.FitJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fit",
        description = {
            "Fits one trend: how fast did these releases grow between two dates?",
            "Reads the releases and publishes nothing. Starts Spark only if a metric that is used is an expression, or if"
                    + " the files need Spark's reader."
        },
        footer = {
            "  All language models of 2020 to 2024, then without Google's, DeepMind's and the like:",
            "  compute-trends fit --cohort domain=language --from 2020 --to 2024",
            "  compute-trends fit --from 2020 --to 2024 " + FitCommand.EXAMPLE_COHORT,
            "  compute-trends fit --metric parameters --cohort 'frontier;country=china,france' --json"
        })
final class FitCommand extends SparkCommand {
    /** Options of an example: language models, without those of one organization. */
    static final String EXAMPLE_COHORT = "--cohort domain=language --cohort 'organization!=google' --similar-names";

    @Option(
            names = "--metric",
            paramLabel = "ID",
            defaultValue = "training_compute",
            description = "The metric; ${DEFAULT-VALUE} if not given.")
    private String metric;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description =
                    "Which releases: a cohort of the settings, such as frontier, or a condition such as domain=language."
                            + " To leave out an organization: 'organization!=google', with --similar-names. Conditions are ATTRIBUTE=VALUE[,VALUE...] (one of"
                            + " these) or ATTRIBUTE!=VALUE[,VALUE...] (none of these) on domain, country, organization, accessibility"
                            + " or confidence. May be repeated: all must hold. A value with a comma or semicolon is written in"
                            + " quotation marks, as in CSV; domain=other matches every uncommon domain; domain=\"other\" matches the domain named other."
                            + " A release counts for every domain that it lists, so domain=language has multimodal models"
                            + " such as GPT-4 too.")
    private List<String> cohort = List.of();

    @Option(
            names = "--similar-names",
            description =
                    "Conditions also match similar names. For google: 'google deepmind', which contains the word google,"
                            + " and 'deepmind', which is a word of that name. The result lists all matched names.")
    private boolean similarNames;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day, such as 2020-01-01. Of a month or a year, such as 2020, its first day. No bound if not given.")
    private @Nullable CalendarPeriod from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description =
                    "The end. A day, such as 2025-01-01, is excluded. A month or a year, such as 2024, is included as a"
                            + " whole. No bound if not given.")
    private @Nullable CalendarPeriod to;

    @Option(names = "--json", description = "As JSON, numbers in full.")
    private boolean json;

    @Mixin
    private ConfigurationOptions options;

    @Mixin
    private ConfigurationOptions.Releases releases;

    @Override
    void run(PrintWriter out) {
        releases.addTo(options);
        TrendConfig config = options.load();
        FitJob job = new FitJob(config, question());
        FitJob.Answer answer = job.withoutSpark()
                .orElseGet(() -> withSpark(
                        // Nothing is written there: the folder is only a candidate for temporary files.
                        config.output(),
                        (session, progress) -> job.withSpark(session),
                        () -> "interrupted; nothing was written"));
        printNotices("warning", answer.warnings());
        if (json) {
            printNotices("note", answer.notes());
            out.println(FitJson.of(answer, job.question(), config.timeScale()));
        } else {
            new FitPrinter(out, terminal().ink(Terminal.Stream.OUT), config.timeScale()).print(answer, job.question());
        }
    }

    private FitJob.Question question() {
        LocalDate start = from == null ? null : from.first();
        LocalDate end = to == null ? null : to.endOfSpanTo();
        if (start != null && end != null && !start.isBefore(end)) {
            throw UserException.usage("the span --from " + from + " --to " + to + " is empty: its first day would be "
                    + start + ", its last " + end.minusDays(1));
        }
        return new FitJob.Question(
                metric, requestedCohort(), similarNames ? FitJob.Names.SIMILAR : FitJob.Names.EXACT, start, end);
    }

    private Cohort requestedCohort() {
        Cohort requested;
        try {
            requested = cohort.isEmpty() ? Cohort.all() : Cohort.parse(String.join(";", cohort));
        } catch (IllegalArgumentException e) {
            throw UserException.usage("--cohort: " + e.getMessage() + "; for example " + EXAMPLE_COHORT);
        }
        if (requested.has(Cohort.Test.WILDCARD)) {
            throw UserException.usage("--cohort: cohort '" + requested.id()
                    + "' means a cohort for each value: name one, or several with commas between");
        }
        return requested;
    }
}
