package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduled job, with a launcher that ends with the codes that it is given, one after another. */
class NightlyTest {

    @TempDir
    private Path home;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectory(home.resolve("jobs"));
        Files.copy(Path.of("jobs/nightly"), home.resolve("jobs/nightly"));
        Files.writeString(
                home.resolve("jobs/compute-trends"),
                "#!/bin/bash\necho \"$@\" >>\"" + home + "/calls\"\ncode=$(head -n 1 \"" + home
                        + "/codes\")\nsed -i.old 1d \"" + home + "/codes\"\nexit \"$code\"\n");
        assertThat(home.resolve("jobs/compute-trends").toFile().setExecutable(true))
                .isTrue();
    }

    @Test
    void publishingIsTriedAgainUntilItSucceeds() throws Exception {
        for (String codes : List.of("4 137 0", "11 143 0")) {
            Files.deleteIfExists(home.resolve("calls"));
            assertThat(run(codes)).isZero();
            assertThat(calls()).hasSize(3).containsOnly("run --input in --output out --seed 2");
        }
    }

    @Test
    void theLastOfTheTriesTellsTheCode() throws Exception {
        assertThat(run("4 4 4 0")).isEqualTo(4);
        assertThat(calls()).hasSize(3);
    }

    @Test
    void whatAnotherTryCannotMendIsNotTriedAgain() throws Exception {
        for (int code : new int[] {1, 2, 3, 5}) {
            Files.deleteIfExists(home.resolve("calls"));
            assertThat(run(code + " 0")).isEqualTo(code);
            assertThat(calls()).hasSize(1);
        }
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    private int run(String codes) throws IOException, InterruptedException {
        Files.writeString(home.resolve("codes"), codes.replace(' ', '\n') + "\n");
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("jobs/nightly").toString(), "in", "out", "--seed", "2");
        builder.environment().put("COMPUTE_TRENDS_PAUSE", "0");
        builder.environment().put("TMPDIR", home.toString());
        builder.environment().remove("COMPUTE_TRENDS_MASTER");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(output).isTrue();
        return process.exitValue();
    }
}
