package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    @Test
    void aTypoInASettingIsUsage() {
        Outcome outcome = Outcome.of("run", "--dry-run", "--set", "populations.fronteer-size=5", "--set", "seed=x");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("the configuration has 2 faults:")
                .contains("did you mean populations.frontier-size?")
                .contains("seed = x must be a whole number");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void aReportOfNothingPublishedIsRefused() {
        Outcome outcome =
                Outcome.of("report", "--output", folder.resolve("nowhere").toString());
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("nowhere has no published tables: 'compute-trends run' publishes them");
    }

    @Test
    void anUnknownOptionIsUsage() {
        Outcome outcome = Outcome.of("run", "--outputt", "x");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--outputt");
    }

    @Test
    void aVintageThatIsNoDateIsUsage() {
        Outcome outcome = Outcome.of("run", "--vintage", "newest");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--vintage");
    }

    @Test
    void mistakesAreToldInASentenceWithASuggestion() {
        Outcome date = Outcome.of("run", "--vintage", "2024-13-01");
        assertThat(date.err())
                .contains("'2024-13-01' is not a date such as 2026-04-23")
                .doesNotContain("java.time");
        Outcome option = Outcome.of("run", "--outptu", "x");
        assertThat(option.err()).contains("--output").contains("Try 'compute-trends run --help'.");
        Outcome blank = Outcome.of("run", "--dry-run", "--output", "");
        assertThat(blank.exitCode()).isEqualTo(2);
        assertThat(blank.err()).contains("output = \"\" must not be blank");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Path output = folder.resolve("out");
        Outcome outcome = Outcome.of("run", "--dry-run", "--input", "releases", "--output", output.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("Would read releases, vintage newest")
                .contains(output.toString());
        assertThat(output).doesNotExist();
    }

    @Test
    void configShowsEachValueWithItsOrigin() {
        Outcome outcome = Outcome.of("config", "--preset", "sevilla-2022", "--seed", "42");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("seed = 42   # --set seed")
                .contains("populations.low-outliers = \"drop\"   # conf/presets/sevilla-2022.conf:")
                .contains("populations.frontier-size = 10   # conf/compute-trends.conf:");
    }

    @Test
    void aNumberOfRowsThatCannotBeIsUsage() {
        for (String rows : new String[] {"0", "1.5", "1e13", "many"}) {
            Outcome outcome = Outcome.of("generate", "--rows", rows, "--output", folder.toString());
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains("--rows").contains("Try 'compute-trends generate --help'.");
        }
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : new String[] {"run", "import", "generate", "config"}) {
            Outcome outcome = Outcome.of(command, "--help");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out())
                    .contains("Usage: compute-trends " + command)
                    .contains("Example");
        }
        assertThat(Outcome.of("--help").out()).contains("Exit codes:");
        assertThat(Outcome.of("--version").out()).matches("(?s)compute-trends \\d+\\.\\d+\\.\\d+.*");
    }
}
