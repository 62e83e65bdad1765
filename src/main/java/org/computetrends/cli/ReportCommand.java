package org.computetrends.cli;

import java.io.PrintWriter;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.ReportMaker;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.ReportPublisher;
import org.computetrends.publish.TableSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Makes the page of published tables anew, from the tables alone.",
        footer = {"  compute-trends report", "  compute-trends report --output out/sevilla"})
final class ReportCommand extends Subcommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "out",
            description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
    private String output;

    @Override
    void run(PrintWriter out) {
        try (TableSink.Staged current = ReportPublisher.current(Machine.hadoop(output), output)) {
            ReportFolder folder = current.reportFolder().orElseThrow();
            folder.put(ReportMaker.page(folder));
            current.makeVisible();
            out.println(VisibleText.line("Made " + folder.readersPage()));
        }
    }
}
