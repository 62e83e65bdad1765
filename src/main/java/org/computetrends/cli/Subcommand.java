package org.computetrends.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * The base class of all commands: adds the options for help and version, and ends with exit code 0 unless run throws.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class, footerHeading = "%nExamples:%n")
abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Main main;

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        run(out);
        out.flush();
        return 0;
    }

    /** Runs the command and prints its result. */
    abstract void run(PrintWriter out);

    final CommandSpec spec() {
        return spec;
    }

    final Terminal terminal() {
        return main.terminal();
    }
}
