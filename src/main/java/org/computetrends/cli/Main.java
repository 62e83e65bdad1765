package org.computetrends.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.computetrends.domain.CalendarPeriod;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.NearMiss;
import org.computetrends.domain.Redaction;
import org.computetrends.domain.VintageScope;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.ProgramVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's entry point: parses the command line, runs a command, and reports failures with their exit codes. */
@Command(
        name = "compute-trends",
        description = "Measures how fast AI's training compute, parameters, data, cost and power have been doubling.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            OddsCommand.class,
            FitCommand.class,
            RunCostCommand.class,
            LeadsCommand.class,
            ReportCommand.class,
            RetireCommand.class,
            ImportCommand.class,
            GenerateCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            TablesCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A defect of this program.",
            "2:The command line, the configuration or the environment, such as memory or rights.",
            "3:The input cannot be used.",
            "4:Publishing failed. The previous tables are unchanged, unless the message says otherwise.",
            "5:A trend changed by more than --fail-if-changed or disappeared, and the previous tables are unchanged.",
            "130:Interrupted by Ctrl-C, and 143 by a request to end; a message describes the output."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  compute-trends run",
            "  compute-trends run --preset sevilla-2022 --output out/2022",
            "  compute-trends odds --threshold 1e27 --by 2026",
            "  compute-trends run-cost --compute 1e28 --on 2028",
            "  compute-trends leads",
            "  compute-trends fit --cohort domain=language --from 2020 --to 2024",
            "  compute-trends import FILE.csv --vintage 2026-08-19 --output my-releases",
            "  compute-trends run --help"
        })
public final class Main implements Callable<Integer> {
    static final int DEFECT = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int PUBLISHING = 4;
    static final int CHANGED = 5;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Prints the help, because no command was given. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogSetup.configure();
        // The commands that start Spark, except fit, which rarely does.
        if (Stream.of("run", "import", "generate", "retire").anyMatch(List.of(arguments)::contains)) {
            preloadClasses();
        }
        int code = execute(arguments);
        if (code != 0 || !isRunByYarn()) {
            System.exit(code);
        }
    }

    /**
     * Starts loading the classes of the logging system and of Scala's reflection, which every Spark session needs,
     * while the command line and the settings are read. Loading them takes a second of a cold start. Failures are
     * ignored here: the main thread needs the same classes and reports them.
     */
    private static void preloadClasses() {
        Thread thread = new Thread(
                () -> {
                    LoggerFactory.getILoggerFactory();
                    scala.reflect.runtime.package$.MODULE$.universe();
                },
                "preparation");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failedThread, failure) -> {});
        thread.start();
    }

    /** Whether YARN runs this process. YARN reports a process that calls exit as failed, even with code 0. */
    private static boolean isRunByYarn() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    static int execute(String... arguments) {
        CommandLine commandLine = LogSetup.isJson()
                ? commandLine(Terminal.NONE).setErr(JsonLines.on(System.err, Clock.systemUTC()))
                : commandLine(Terminal.detect());
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError failure) { // Picocli reports only subclasses of Exception
            return report(new IllegalStateException(failure), commandLine);
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        Ansi ansi = terminal.ink(Terminal.Stream.OUT) == Ink.COLOURED ? Ansi.ON : Ansi.OFF;
        return new CommandLine(new Main(terminal))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .registerConverter(LocalDate.class, text -> date(text, IsoDate::parse, "2026-05-02"))
                .registerConverter(
                        CalendarPeriod.class, text -> date(text, CalendarPeriod::parse, "2026-05-02, 2026-05 or 2026"))
                .registerConverter(Long.class, Main::wholeNumber)
                .registerConverter(VintageScope.class, Main::scope)
                .setParameterExceptionHandler((error, arguments) -> reportUsageError(error))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> report(failure, commandLine));
    }

    private static <T> T date(String text, Function<String, T> parse, String examples) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a date such as " + examples);
        }
    }

    private static VintageScope scope(String text) {
        return VintageScope.of(text)
                .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is none of "
                        + String.join(", ", VintageScope.ids()) + NearMiss.question(text, VintageScope.ids())));
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static int reportUsageError(CommandLine.ParameterException error) {
        printError(error.getCommandLine(), Redaction.text(UsageErrors.sentence(error)));
        return USAGE;
    }

    private static void printError(CommandLine command, String sentence) {
        Main main = (Main) command.getCommandSpec().root().userObject();
        Ink ink = main.terminal().ink(Terminal.Stream.ERR);
        command.getErr().println(ink.failure("compute-trends:") + " " + VisibleText.lines(sentence));
        command.getErr().flush();
    }

    /** Prints and logs a failure. Returns the exit code. */
    private static int report(Exception failure, CommandLine commandLine) {
        if (Interruption.isUnderWay()) {
            // The interruption caused the failure, and is reported instead. Its signal decides the exit code.
            return DEFECT;
        }
        ExplainedFailure explained = ExplainedFailure.of(failure);
        printError(commandLine, explained.sentence());
        if (explained.exitCode() == DEFECT) {
            logger().error("A defect of this program", failure);
        } else {
            logger().debug("The failure, with its stack trace", failure);
        }
        return explained.exitCode();
    }

    /** The logger. No constant, because loading the logging system takes time and most commands do not log. */
    private static Logger logger() {
        return LoggerFactory.getLogger(Main.class);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"compute-trends " + ProgramVersion.current()};
        }
    }
}
