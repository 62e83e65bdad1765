package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nightly script, with a fake launcher that ends with given exit codes. */
@Tag("slow")
class NightlyIT {

    @TempDir
    private Path home;

    private String master = "";

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
    void theExitCodeIsThatOfTheLastTry() throws Exception {
        assertThat(run("4 4 4 0")).isEqualTo(4);
        assertThat(calls()).hasSize(3);
    }

    @Test
    void whatAnotherTryCannotCorrectIsNotTriedAgain() throws Exception {
        for (int code : new int[] {1, 2, 3, 5}) {
            Files.deleteIfExists(home.resolve("calls"));
            assertThat(run(code + " 0")).isEqualTo(code);
            assertThat(calls()).hasSize(1);
        }
    }

    @Test
    void anOutputIsLockedHoweverItIsSpelled() throws Exception {
        Path out = Files.createDirectory(home.resolve("out"));
        Files.createSymbolicLink(home.resolve("link"), out);
        whileLocked(
                out.toString(),
                List.of(
                        out + "/",
                        "out",
                        "./out//",
                        "link",
                        home + "/jobs/../out",
                        "file:" + out,
                        "file://" + out,
                        "file:///" + out + "/"),
                4);
        whileLocked(
                "s3a://bucket/out",
                List.of("s3a://bucket/out/", "s3a://bucket//out", "S3A://Bucket/./out", "s3a://bucket/out/."),
                4);
        whileLocked("s3a://bucket/out", List.of("s3a://bucket/out2", "s3a://other/out", out.toString()), 0);
        assertThat(Files.getPosixFilePermissions(aLock()))
                .as("another user may be the next")
                .containsAll(PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    @Test
    void aMasterOnThisMachineLocksTheSameFolder() throws Exception {
        Path out = Files.createDirectory(home.resolve("out"));
        Files.createSymbolicLink(home.resolve("jobs/submit"), home.resolve("jobs/compute-trends"));
        master = "local[2]";
        whileLocked("out", List.of(out.toString()), 4);
        master = "";
        whileLocked("out", List.of(out.toString()), 4);
    }

    @Test
    void aLockOfAnotherUserNeedsOnlyToBeReadable() throws Exception {
        // Creates the lock.
        whileLocked("s3a://bucket/out", List.of(), 0);
        Path lock = aLock();
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(outcome("s3a://bucket/out")).isZero();
        Files.setPosixFilePermissions(lock, Set.of());
        assumeThat(Files.isReadable(lock)).isFalse();
        assertThat(outcome("s3a://bucket/out")).isEqualTo(4);
    }

    private Path aLock() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".lock"))
                    .reduce((one, other) -> one)
                    .orElseThrow();
        }
    }

    /**
     * Starts a run for one output that sleeps for 60 seconds. Requires that runs for the other outputs end meanwhile,
     * with an exit code.
     */
    private void whileLocked(String output, List<String> others, int code) throws Exception {
        // The fake launcher sleeps if the output, its fifth argument after --master, is SLOW. Or else it returns 0.
        Files.writeString(
                home.resolve("jobs/compute-trends"),
                "#!/bin/bash\n[ \"$1\" != --master ] || shift 2\n[[ $5 != \"$SLOW\" ]] || { touch \"" + home
                        + "/begun\"; exec sleep 60; }\n");
        Files.deleteIfExists(home.resolve("begun"));
        ProcessBuilder slow = nightly(output);
        slow.environment().put("SLOW", output);
        Process first = slow.start();
        try {
            while (!Files.exists(home.resolve("begun"))) {
                assertThat(first.isAlive()).isTrue();
                Thread.sleep(10);
            }
            for (String other : others) {
                assertThat(outcome(other)).as(other).isEqualTo(code);
            }
        } finally {
            // The lock is free when the last process that inherited it has ended.
            List<ProcessHandle> children = first.descendants().toList();
            first.destroy();
            first.waitFor();
            for (ProcessHandle child : children) {
                child.destroy();
                child.onExit().get(120, TimeUnit.SECONDS);
            }
        }
    }

    private int outcome(String output) throws Exception {
        Process process = nightly(output).start();
        // Less than the 60 seconds of the first run.
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private ProcessBuilder nightly(String output) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("jobs/nightly").toString(), "in", output);
        builder.environment().put("COMPUTE_TRENDS_MASTER", master);
        builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("COMPUTE_TRENDS_LOCKS", home.toString());
        return builder;
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    private int run(String codes) throws IOException, InterruptedException {
        Files.writeString(home.resolve("codes"), codes.replace(' ', '\n') + "\n");
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("jobs/nightly").toString(), "in", "out", "--seed", "2");
        builder.environment().put("COMPUTE_TRENDS_PAUSE", "0");
        builder.environment().put("COMPUTE_TRENDS_LOCKS", home.toString());
        builder.environment().remove("COMPUTE_TRENDS_MASTER");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(output).isTrue();
        return process.exitValue();
    }
}
