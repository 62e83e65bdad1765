package org.computetrends.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.computetrends.job.ShippedRuns;

/** What a command printed, and its exit code. */
public record Outcome(int exitCode, String out, String err) {

    /** A run of few draws in this process. Other settings are the stronger. */
    static Outcome ofRun(String... options) {
        List<String> words = new ArrayList<>(List.of("run"));
        ShippedRuns.FEW_DRAWS.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        Collections.addAll(words, options);
        return of(words.toArray(String[]::new));
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
