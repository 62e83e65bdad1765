package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.ReportMaker;
import org.computetrends.publish.ReportPublisher;
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
        Configuration configuration = Machine.hadoop(output);
        String page = new ReportPublisher(configuration, output).publish(new ReportMaker(configuration));
        PrintWriter out = spec.commandLine().getOut();
        out.println(VisibleText.line("Made " + page));
        out.flush();
        return 0;
    }
}
