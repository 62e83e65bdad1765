package org.computetrends.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.VisibleText;
import picocli.CommandLine.Option;

/** The base class of commands that may start Spark: shows progress and warnings, and reports an interruption. */
abstract class SparkCommand extends Subcommand {
    final Clock clock = Clock.systemUTC();

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress; warnings, errors and results stay.")
    private boolean quiet;

    /**
     * Prints texts to standard error, one per line.
     *
     * @param label the word before each text, such as {@code warning}
     */
    final void printNotices(String label, List<String> texts) {
        PrintWriter err = spec().commandLine().getErr();
        Ink ink = terminal().ink(Terminal.Stream.ERR);
        texts.forEach(text -> err.println(ink.warning(label + ": " + VisibleText.lines(text))));
        err.flush();
    }

    /**
     * Runs work on a Spark session, shows its progress, and stops the session if it was created for the command.
     *
     * @param output where the command writes
     * @param interruptionMessage makes the message after an interruption, which says in what state the output is
     */
    final <T> T withSpark(
            String output, BiFunction<SparkSession, Progress, T> work, Supplier<String> interruptionMessage) {
        PrintWriter err = spec().commandLine().getErr();
        // A JSON log contains the stages.
        Progress progress = quiet || LogSetup.isJson() ? Progress.SILENT : Progress.on(terminal(), err, clock);
        try (Interruption interruption = new Interruption(err, progress::close, interruptionMessage);
                progress;
                Sessions.CommandSession session = progress.during("start Spark", clock, () -> Sessions.open(output))) {
            interruption.workBegins();
            T result = work.apply(session.session(), progress);
            progress.finished();
            return result;
        }
    }
}
