package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.VisibleText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command that takes its time speaks of its progress and of its interruption: shared by those that do. */
final class CommandRunner {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-q", "--quiet"},
            description = "Tell no progress; warnings, errors and results stay.")
    private boolean quiet;

    /** Prints what the person should know, a line each. */
    void warn(Terminal terminal, String kind, List<String> texts) {
        PrintWriter err = spec.commandLine().getErr();
        Ink ink = terminal.ink(Terminal.Stream.ERR);
        texts.forEach(text -> err.println(ink.warning(kind + ": " + VisibleText.lines(text))));
        err.flush();
    }

    /** Runs work on a session and shows its progress. If it is interrupted, says what it left behind. */
    <T> T about(
            Terminal terminal,
            Clock clock,
            String output,
            BiFunction<SparkSession, Progress, T> work,
            Supplier<String> left) {
        PrintWriter err = spec.commandLine().getErr();
        // A log of JSON has the stages among its lines.
        Progress progress = quiet || LogSetup.isJson() ? Progress.SILENT : Progress.on(terminal, err, clock);
        try (Interruption interruption = Interruption.standBy(err, progress::close, left);
                progress;
                Sessions.Lease lease = progress.during("start Spark", clock, () -> Sessions.open(output))) {
            interruption.workBegins();
            T result = work.apply(lease.session(), progress);
            progress.finished();
            return result;
        }
    }
}
