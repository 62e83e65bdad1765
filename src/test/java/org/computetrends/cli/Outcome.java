package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.computetrends.job.ShippedRuns;

/** What a command printed, and its exit code. */
public record Outcome(int exitCode, String out, String err) {

    /** Requires that the command ended with exit code 0. */
    Outcome succeeded() {
        assertThat(exitCode).as(err).isZero();
        return this;
    }

    /** What a command printed to standard error, which must have ended with this exit code. */
    String err(int expectedExitCode) {
        assertThat(exitCode).as(err).isEqualTo(expectedExitCode);
        return err;
    }

    /** A run of few draws in this process. Later {@code --set} options take precedence. */
    static Outcome ofRun(String... options) {
        return ofRun(List.of(), options);
    }

    /** The same with the options of a list and further ones. */
    static Outcome ofRun(List<String> options, String... more) {
        List<String> words = new ArrayList<>(List.of("run"));
        ShippedRuns.FEW_DRAWS.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        words.addAll(options);
        return of(words, more);
    }

    /** Runs a command with the arguments of a list and further ones. */
    static Outcome of(List<String> arguments, String... more) {
        return of(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** Runs a command in this process. */
    public static Outcome of(String... arguments) {
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
