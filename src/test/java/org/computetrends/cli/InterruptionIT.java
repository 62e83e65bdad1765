package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts a run in a process of its own. */
@Tag("slow")
class InterruptionIT {
    @TempDir
    private Path folder;

    @Test
    void anInterruptedRunSaysSoAndLeavesNothingHalfWritten() throws Exception {
        // Processes that a shell starts in the background ignore Ctrl-C, and so do their children.
        String signal = ignoresInterrupts() ? "TERM" : "INT";
        int exitCode = ignoresInterrupts() ? 143 : 130;
        Path output = folder.resolve("out");
        Process run = started(output);
        List<String> printedLines = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printedLines.add(line);
                if (line.endsWith(" ingest begins")) {
                    new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start();
                }
            }
        }
        assertThat(run.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(printedLines.toString()).isEqualTo(exitCode);
        assertThat(printedLines.get(printedLines.size() - 1))
                .isEqualTo("compute-trends: interrupted before publishing: what was in " + output + " is as it was");
        assertThat(printedLines).noneMatch(line -> line.contains("a defect") || line.contains("\tat "));
        assertThat(output).doesNotExist();
    }

    private static Process started(Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@conf/jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-D" + Sessions.SMALL_INPUT + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("run", "--preset", "sevilla-2022", "--output", output.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Whether this process ignores SIGINT: the second bit of the mask of ignored signals, which children inherit. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(
                                            line.substring("SigIgn:".length()).strip(), 16)
                                    & 2)
                            != 0);
        }
    }
}
