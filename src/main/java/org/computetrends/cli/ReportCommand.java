package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.ReportMaker;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.ReportPublisher;
import org.computetrends.publish.TableSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: the page of tables that are published already. */
@Command(
        name = "report",
        description = "Makes the page of published tables anew, from the tables alone.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  compute-trends report", "  compute-trends report --output out/sevilla"})
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = "out",
            description = "Where the tables were published; ${DEFAULT-VALUE} if not given.")
    private String output;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (TableSink.Staged current = ReportPublisher.current(Machine.hadoop(output), output)) {
            ReportFolder folder = current.reportFolder().orElseThrow();
            folder.put(ReportMaker.page(folder));
            current.makeVisible();
            out.println(VisibleText.line("Made " + folder.readersPage()));
        }
        out.flush();
        return 0;
    }
}
