package org.computetrends.cli;

import java.io.PrintWriter;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.ReportMaker;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.TableSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "report",
        description = "Makes the page of published tables again, from the tables alone.",
        footer = {"  compute-trends report", "  compute-trends report --output out/sevilla"})
final class ReportCommand extends Subcommand {
    @Mixin
    private PublishedCommand.Output output;

    @Override
    void run(PrintWriter out) {
        try (TableSink.Staged publication = ReportFolder.openCurrent(output.prepareHadoop(), output.path())) {
            ReportFolder folder = publication.reportFolder().orElseThrow();
            folder.put(ReportMaker.page(folder));
            publication.makeVisible();
            out.println(VisibleText.line("Made " + folder.readersPage()));
        }
    }
}
