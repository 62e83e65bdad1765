package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    /** What a command printed, and its exit code. */
    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void aTypoInASettingIsUsage() {
        Outcome outcome = execute("run", "--dry-run", "--set", "populations.fronteer-size=5", "--set", "seed=x");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("the configuration has 2 faults:")
                .contains("did you mean populations.frontier-size?")
                .contains("seed = x must be a whole number");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionIsUsage() {
        Outcome outcome = execute("run", "--outputt", "x");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--outputt");
    }

    @Test
    void aVintageThatIsNoDateIsUsage() {
        Outcome outcome = execute("run", "--vintage", "newest");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--vintage");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Path output = folder.resolve("out");
        Outcome outcome = execute("run", "--dry-run", "--input", "releases", "--output", output.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("Would read releases, vintage newest")
                .contains(output.toString());
        assertThat(output).doesNotExist();
    }

    @Test
    void configShowsEachValueWithItsOrigin() {
        Outcome outcome = execute("config", "--preset", "sevilla-2022", "--seed", "42");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("seed = 42   # --set seed")
                .contains("populations.low-outliers = \"drop\"   # conf/presets/sevilla-2022.conf:")
                .contains("populations.frontier-size = 10   # conf/compute-trends.conf:");
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : new String[] {"run", "import", "config"}) {
            Outcome outcome = execute(command, "--help");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out())
                    .contains("Usage: compute-trends " + command)
                    .contains("Example");
        }
        assertThat(execute("--help").out()).contains("Exit codes:");
        assertThat(execute("--version").out()).matches("(?s)compute-trends \\d+\\.\\d+\\.\\d+.*");
    }

    private static Outcome execute(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.execute(arguments);
            return new Outcome(
                    exitCode, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
