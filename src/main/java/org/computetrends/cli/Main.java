package org.computetrends.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkArithmeticException;
import org.computetrends.domain.UserException;
import org.computetrends.job.ProgramVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: its commands, and what each failure means to the shell. */
@Command(
        name = "compute-trends",
        description = "Measures how fast AI's training compute, parameters, data, cost and power have been doubling.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            ImportCommand.class,
            GenerateCommand.class,
            ConfigCommand.class,
            TablesCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A defect of this program.",
            "2:The command line or the configuration.",
            "3:The input cannot be used.",
            "4:Publishing failed, and the previous tables stand."
        })
public final class Main {
    static final int DEFECT = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int PUBLISHING = 4;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (Stream.of("run", "import").anyMatch(List.of(arguments)::contains)) {
            Preparation.begin();
        }
        System.exit(execute(arguments));
    }

    /** Runs a command and returns its exit code. */
    static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** The parser of the command line. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(LocalDate.class, Main::date)
                .setParameterExceptionHandler((mistake, words) -> misunderstood(mistake))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure, commandLine));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a date such as 2026-04-23");
        }
    }

    /** One sentence, a suggestion where there is one, and where to read on; not the whole help. */
    private static int misunderstood(CommandLine.ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println("compute-trends: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    private static int report(Exception failure, CommandLine commandLine) {
        if (failure instanceof UserException mendable) {
            commandLine.getErr().println("compute-trends: " + mendable.getMessage());
            log().debug("The cause of it", mendable);
            return switch (mendable.kind()) {
                case USAGE -> USAGE;
                case INPUT -> INPUT;
                case PUBLISHING -> PUBLISHING;
            };
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkArithmeticException) {
                commandLine
                        .getErr()
                        .println("compute-trends: a metric's value cannot be computed (use try_divide and the like): "
                                + String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
                return USAGE;
            }
        }
        commandLine.getErr().println("compute-trends: a defect of this program: " + failure);
        log().error("A defect of this program", failure);
        return DEFECT;
    }

    /** Not a constant: the logging system takes time to load, and most commands end without a word to it. */
    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }

    /** Prints the build's version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"compute-trends " + ProgramVersion.current()};
        }
    }
}
