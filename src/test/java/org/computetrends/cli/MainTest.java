package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line without a run: options, messages and exit codes. */
class MainTest {

    @TempDir
    private Path folder;

    @Test
    void aTypoInASettingIsAUsageError() {
        Outcome outcome = Outcome.of("run", "--dry-run", "--set", "populations.fronteer-size=5", "--set", "seed=x");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("the configuration has 2 faults:")
                .contains("did you mean populations.frontier-size?")
                .contains("seed = x must be a whole number");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void aReportWithoutPublishedTablesIsRefused() {
        assertThat(Outcome.of("report", "--output", folder.resolve("nowhere").toString())
                        .err(3))
                .contains("nowhere has no published tables: 'compute-trends run' publishes them");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(Outcome.of("run", "--height", "x").err(2))
                .isEqualToNormalizingNewlines(
                        "compute-trends: unknown option '--height': see 'compute-trends run --help'\n");
    }

    @Test
    void messagesAreObjectsInAJsonLog() throws Exception {
        System.setProperty("compute-trends.log", "json");
        try {
            Outcome outcome = Outcome.of("run", "--height", "x");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(new ObjectMapper().readTree(outcome.err()).get("message").asText())
                    .isEqualTo("compute-trends: unknown option '--height': see 'compute-trends run --help'");
        } finally {
            System.clearProperty("compute-trends.log");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --outptu x | unknown option '--outptu': did you mean --output?",
                "odds --treshold 1e27 --by 2026-12-31 | unknown option '--treshold': did you mean --threshold?",
                "odds --treshold=1e27 | unknown option '--treshold': did you mean --threshold?",
                "run --outptu=x | unknown option '--outptu': did you mean --output?",
                "rnu | unknown command 'rnu': did you mean run?",
                "imprt x.csv | unknown command 'imprt': did you mean import?",
                "config --preset sevila-2022 | unknown preset 'sevila-2022': did you mean sevilla-2022?",
                "config --set frontier-size=5 | frontier-size is not a setting; did you mean populations.frontier-size? (--set frontier-size)",
                "config --seed ten | Invalid value for option '--seed': 'ten' is not a whole number: see 'compute-trends config --help'",
                "config --set seed | Value for option '--set' (KEY=VALUE) should be in KEY=VALUE format but was seed: see 'compute-trends config --help'",
                "config now | 'now' is an unexpected argument of config: see 'compute-trends config --help'"
            })
    void mistakesAreExplainedInASentence(String words, String sentence) {
        Outcome outcome = Outcome.of(words.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualToNormalizingNewlines("compute-trends: " + sentence + "\n");
    }

    @Test
    void withoutACommandTheHelpIsPrinted() {
        assertThat(Outcome.of().err(2))
                .contains("Usage: compute-trends")
                .contains("completion")
                .contains("Examples:");
    }

    @Test
    void anUnexpectedExceptionIsADefect() throws Exception {
        CommandLine commandLine = Main.commandLine(Terminal.NONE);
        StringWriter err = new StringWriter();
        commandLine.setErr(new PrintWriter(err));
        int exitCode = commandLine
                .getExecutionExceptionHandler()
                .handleExecutionException(
                        new IllegalStateException("no table x"), commandLine, commandLine.parseArgs("config"));
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "compute-trends: a defect of this program:" + " java.lang.IllegalStateException: no table x\n");
    }

    @Test
    void aVintageThatIsNotADateIsAUsageError() {
        assertThat(Outcome.of("run", "--vintage", "newest").err(2)).contains("--vintage");
    }

    @Test
    void wrongDatesAndBlankOutputsAreExplained() {
        Outcome date = Outcome.of("run", "--vintage", "2024-13-01");
        assertThat(date.err())
                .contains("'2024-13-01' is not a date such as 2026-05-02")
                .doesNotContain("java.time");
        Outcome blank = Outcome.of("run", "--dry-run", "--output", "");
        assertThat(blank.exitCode()).isEqualTo(2);
        assertThat(blank.err()).contains("output = \"\" must not be blank");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Path output = folder.resolve("out");
        assertThat(Outcome.of("run", "--dry-run", "--input", "releases", "--output", output.toString())
                        .succeeded()
                        .out())
                .contains("Would read releases, vintage newest")
                .contains(output.toString());
        assertThat(output).doesNotExist();
    }

    @Test
    void configTakesTheOptionsOfRunThatChangeSettings() {
        assertThat(Outcome.of("config", "--fail-if-changed", "5%", "--companion", "index.csv")
                        .succeeded()
                        .out())
                .contains("publishing.fail-if-changed = \"5%\"   # --set publishing.fail-if-changed")
                .contains("nowcasts.companion.file = \"index.csv\"   # --set nowcasts.companion.file");
    }

    @Test
    void configShowsEachValueWithItsOrigin() {
        assertThat(Outcome.of("config", "--preset", "sevilla-2022", "--seed", "42")
                        .succeeded()
                        .out())
                .contains("seed = 42   # --set seed")
                .contains("populations.low-outliers = \"drop\"   # conf/presets/sevilla-2022.conf:")
                .contains("populations.frontier-size = 10   # conf/compute-trends.conf:");
    }

    /** Commands list the options that they use, and no others. */
    @ParameterizedTest
    @CsvSource({
        "retire --vintage=2026-08-19, --seed",
        "retire --vintage=2026-08-19, --scope",
        "retire --vintage=2026-08-19, --input",
        "tables, --vintage",
        "tables, --seed",
        "tables, --scope",
        "tables, --input",
        "tables, --sink"
    })
    void optionsWithoutUseAreErrors(String command, String option) {
        List<String> words = List.of(command.split(" ", -1));
        assertThat(Outcome.of(words, "--help").out())
                .contains("--set=", "--output=")
                .doesNotContain(option);
        assertThat(Outcome.of(words, option, "1").err(2)).contains("unknown option '" + option + "'");
        assertThat(Outcome.of("config", "--help").out()).contains(option);
    }

    @Test
    void configIsJsonIfAskedFor() throws IOException {
        Outcome outcome =
                Outcome.of("config", "--json", "--preset", "sevilla-2022").succeeded();
        JsonNode settings = new ObjectMapper().readTree(outcome.out()).get("settings");
        assertThat(settings.get("populations.frontier-size").get("value").asInt())
                .isEqualTo(10);
        assertThat(settings.get("populations.low-outliers").get("value").asText())
                .isEqualTo("drop");
        assertThat(settings.get("populations.low-outliers").get("origin").asText())
                .startsWith("conf/presets/sevilla-2022.conf:");
        assertThat(settings.get("summary.crossings.thresholds")
                        .get("value")
                        .get(0)
                        .asDouble())
                .isEqualTo(1e27);
    }

    @Test
    void helpIsColouredOnATerminalOnly() {
        Terminal terminal = Terminal.of("out,err", Map.of());
        assertThat(Main.commandLine(terminal).getUsageMessage()).contains("\u001b[");
        assertThat(Main.commandLine(Terminal.NONE).getUsageMessage()).doesNotContain("\u001b");
    }

    @Test
    void theShellCompletesCommandsOptionsAndPresets() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), Outcome.of("completion").out());
        String words = "complete_with() { COMP_WORDS=(compute-trends \"$@\"); COMP_CWORD=$#; COMPREPLY=();"
                + " _complete_compute-trends; echo \"${COMPREPLY[*]}\"; };"
                + " complete_with co; complete_with run --pre; complete_with run --preset ''";
        // Outside a completion the shell complains of compopt, which the script uses to leave out a space.
        Process bash = new ProcessBuilder("bash", "-c", "source " + script + "; " + words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo("config completion\n--preset\nepoch-notable sevilla-2022\n");
    }

    @Test
    void anImpossibleNumberOfRowsIsAUsageError() {
        for (String rows : new String[] {"0", "1.5", "1e13", "many"}) {
            assertThat(Outcome.of("generate", "--rows", rows, "--output", folder.toString())
                            .err(2))
                    .contains("--rows")
                    .contains("see 'compute-trends generate --help'");
        }
    }

    @Test
    void aThresholdMustBeAPositiveNumber() {
        for (String threshold : new String[] {"0", "-1e27", "NaN", "Infinity", "many"}) {
            assertThat(Outcome.of("odds", "--threshold=" + threshold, "--by", "2026-12-31")
                            .err(2))
                    .contains("'" + threshold
                            + "' is not a positive number such as 1e27: see 'compute-trends odds --help'");
        }
        Outcome date = Outcome.of("odds", "--threshold", "1e27", "--by", "next");
        assertThat(date.exitCode()).isEqualTo(2);
        assertThat(date.err()).contains("'next' is not a date such as 2026-05-02, 2026-05 or 2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odds --threshold=1e27 --by=2026-12-31 --output=",
                "run-cost --compute=1e27 --on=2027-01-01 --output= ",
                "report --output=",
                "import releases.csv --vintage=2026-01-01 --output=",
                "generate --rows=1e3 --output=",
                "tables --paths --output=",
                "tables --format=postgres --schema="
            })
    void blankOptionsAreUsageErrors(String words) {
        // The fourth word keeps its blank: a blank value.
        assertThat(Outcome.of(words.split(" ", 4)).err(2)).contains("must not be blank");
    }

    /** picocli formats help texts. A text with a single percent sign is an invalid format, of which picocli warns. */
    @Test
    void helpPrintsNoWarning() {
        CommandLine all = Main.commandLine(Terminal.NONE);
        assertThat(all.getSubcommands()).containsKeys("run", "leads", "odds");
        Stream.concat(Stream.of(all), all.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec)
                .flatMap(spec -> Stream.concat(
                        Stream.of(
                                spec.usageMessage().description(),
                                spec.usageMessage().footer()),
                        spec.options().stream()
                                .map(option -> ((Field) option.userObject())
                                        .getAnnotation(CommandLine.Option.class)
                                        .description())))
                .flatMap(Stream::of)
                .forEach(text -> assertThatCode(() -> String.format(Locale.ROOT, text))
                        .as(text)
                        .doesNotThrowAnyException());
    }

    @Test
    void helpIsThereForEveryCommand() {
        Set<String> commands =
                new TreeSet<>(Main.commandLine(Terminal.NONE).getSubcommands().keySet());
        assertThat(commands.remove("help")).isTrue(); // picocli's own
        assertThat(commands).contains("run", "fit", "report", "leads", "tables", "run-cost");
        for (String command : commands) {
            assertThat(Outcome.of(command, "--help").succeeded().out())
                    .contains("Usage: compute-trends " + command)
                    .contains("Examples:");
        }
        assertThat(Outcome.of("--help").out()).contains("Exit codes:").contains("Examples:");
        assertThat(Outcome.of("--version").out()).matches("(?s)compute-trends \\d+\\.\\d+\\.\\d+.*");
    }
}
