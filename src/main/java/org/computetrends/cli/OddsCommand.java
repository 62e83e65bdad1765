package org.computetrends.cli;

import java.io.PrintWriter;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.OddsQuestion;
import org.computetrends.job.OddsAnswers;
import org.computetrends.job.PublishedOdds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "odds",
        description = {
            "How probable is it that a release at or above a threshold is published by a date?",
            "Answers from the folder of Parquet tables that a run published, without Spark."
                    + " Interpolates between the points of the table odds, and says so."
        },
        footer = {
            "  compute-trends odds --threshold 1e27 --by 2026",
            "  compute-trends odds --threshold 1e27 --by 2026-12-31 --history",
            "  compute-trends odds --threshold 5e27 --by 2028-06-30 --scenario slowdown"
        })
final class OddsCommand extends PublishedCommand {
    @Option(
            names = "--threshold",
            paramLabel = "VALUE",
            required = true,
            description = "The value to be reached or exceeded, such as 1e27, in the metric's unit.")
    private String threshold;

    @Option(
            names = "--by",
            paramLabel = "DATE",
            required = true,
            description =
                    "The last day that counts, such as 2026-12-31. Of a month or a year, such as 2026, its last day.")
    private CalendarPeriod by;

    @Option(
            names = "--metric",
            paramLabel = "ID",
            defaultValue = "training_compute",
            description = "The metric; ${DEFAULT-VALUE} if not given.")
    private String metric;

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            defaultValue = "continue",
            description = "The scenario; ${DEFAULT-VALUE} if not given.")
    private String scenario;

    @Option(names = "--history", description = "Also list what each vintage would have answered.")
    private boolean history;

    @Option(names = "--json", description = "As JSON, probabilities in full.")
    private boolean json;

    @Override
    void run(PrintWriter out) {
        OddsQuestion question =
                new OddsQuestion(metric, scenario, PositiveNumber.parse(spec(), "--threshold", threshold), by.last());
        boolean withOlderOrigins = history || !json; // the text always has the range over all vintages
        OddsAnswers answers = new PublishedOdds(publishedTables(), vintage()).answers(question, withOlderOrigins);
        if (json) {
            out.println(OddsJson.of(answers));
        } else {
            new OddsPrinter(out, terminal().ink(Terminal.Stream.OUT)).print(answers, history);
        }
    }
}
