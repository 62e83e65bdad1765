package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Machines that lack what Spark expects. A test that needs rights to simulate such a machine is skipped without them. */
@Tag("slow")
class MachineIT {

    @TempDir
    private Path folder;

    /** Prepares this process as a command does, and prints the names and folders that Spark uses. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) throws IOException {
            Machine.prepare(arguments[0]);
            Machine.useLoopback();
            SparkConf conf = new SparkConf().setIfMissing("spark.master", "local");
            Machine.requireMemory(Runtime.getRuntime().maxMemory());
            TemporaryFolders.requireScratch(conf);
            System.out.println("host " + Utils.localCanonicalHostName() + " of " + hostName());
            System.out.println("user " + UserGroupInformation.getCurrentUser().getShortUserName() + " "
                    + System.getProperty("user.name"));
            System.out.println("native " + Snappy.uncompressString(Snappy.compress("code")));
            System.out.println("temporary " + System.getProperty("java.io.tmpdir"));
        }

        private static String hostName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "no name";
            }
        }
    }

    @Test
    void aUserWithoutANameGetsTheUserId() throws Exception {
        // Java's name for a user without a name.
        String nameless = "-Duser.name=?";
        Object number = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        assertThat(probe(List.of("env", "-u", "HADOOP_USER_NAME"), nameless)).contains("user " + number + " " + number);
        assertThat(probe(List.of("env", "HADOOP_USER_NAME=alice"), nameless)).contains("user alice alice");
        assertThat(probe(List.of("env", "HADOOP_USER_NAME="), nameless)).contains("user " + number + " " + number);
        String name = System.getProperty("user.name");
        assertThat(probe(List.of("env", "-u", "HADOOP_USER_NAME"))).contains("user " + name + " " + name);
    }

    @Test
    void aMachineWithoutANameGetsTheLoopbackAddress() throws Exception {
        List<String> lines = probeAsRoot(
                List.of("unshare", "--uts", "bash", "-c", "hostname no-such-host.invalid && exec \"$@\"", "bash"));
        assertThat(lines).contains("host 127.0.0.1 of no name");
    }

    @Test
    void nativeCodeIsUnpackedWhereItCanBeExecuted() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> lines = probeAsRoot(
                List.of(
                        "unshare",
                        "--mount",
                        "bash",
                        "-c",
                        "mount -t tmpfs -o noexec tmpfs '" + temporary + "' && exec \"$@\"",
                        "bash"),
                "-Djava.io.tmpdir=" + temporary);
        assertThat(lines).contains("native code", "temporary " + temporary);
    }

    @Test
    void theOutputsFolderIsTheLastResort() throws Exception {
        Files.createDirectory(folder.resolve("out"));
        // Makes all other candidates for a temporary folder read-only, and the output folder writable.
        String readOnly = "for d in / /tmp /dev/shm /var/tmp \"$HOME\" \"$PWD\"; do mount --bind $d $d 2>/dev/null"
                + " && mount -o remount,ro,bind $d; done; ";
        List<String> lines = probeAsRoot(List.of(
                "unshare",
                "--mount",
                "bash",
                "-c",
                "mount --bind '" + folder + "/out' '" + folder + "/out' && mkdir -p /mnt && " + readOnly
                        + "mount -t tmpfs tmpfs '" + folder + "/out' && exec \"$@\"",
                "bash"));
        assertThat(lines).contains("native code", "temporary " + folder.resolve("out"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithItsSetting() throws Exception {
        assertThat(probe(List.of(), "-Djava.io.tmpdir=/proc/nowhere"))
                .anyMatch(line -> line.contains("the temporary folder /proc/nowhere of java.io.tmpdir"));
        assertThatThrownBy(() ->
                        TemporaryFolders.requireScratch(new SparkConf(false).set("spark.local.dir", "/proc/nowhere")))
                .hasMessageContaining("Spark's scratch folder /proc/nowhere cannot be written");
        assertThatThrownBy(() -> TemporaryFolders.requireScratch(
                        new SparkConf(false).set("spark.local.dir", "/proc/a,/dev/null")))
                .hasMessageContaining("Spark's scratch folder /proc/a, /dev/null");
        assertThat(probe(List.of("env", "SPARK_LOCAL_DIRS=/proc/nowhere")))
                .anyMatch(line -> line.contains("name another with SPARK_LOCAL_DIRS or spark.local.dir"));
    }

    @Test
    void oneScratchFolderIsEnough() {
        TemporaryFolders.requireScratch(
                new SparkConf(false).set("spark.local.dir", "/proc/nowhere, " + folder.resolve("scratch")));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void tooLittleMemoryIsReportedBeforeSparkStarts() {
        // Spark needs 1.5 times the 300 MB that its memory manager reserves.
        Machine.requireMemory(450L << 20);
        for (long megabytes : new long[] {64, 243, 449}) {
            assertThatThrownBy(() -> Machine.requireMemory(megabytes << 20))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("Java has too little memory, " + megabytes + " MB, where 450 MB are needed")
                    .hasMessageContaining("COMPUTE_TRENDS_JAVA_OPTS=-Xmx600m");
        }
    }

    /** Netty is a library that Spark needs to start. Java throws an {@link Error} for a missing class. */
    @Test
    void anErrorBeforeSparkRunsIsInTheMetrics() throws Exception {
        Path metrics = folder.resolve("run.prom");
        List<String> lines = output(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + Path.of("conf/jvm.options").toAbsolutePath(),
                "-Xmx600m",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(file -> !file.contains("netty-"))
                        .collect(Collectors.joining(File.pathSeparator)),
                Main.class.getName(),
                "run",
                "--output",
                folder.resolve("out").toString(),
                "--set",
                "publishing.metrics-file=" + metrics));
        assertThat(lines).anyMatch(line -> line.contains("java.lang.NoClassDefFoundError"));
        assertThat(metrics).content().contains("\ncompute_trends_run_exit_code 1\n");
    }

    @Test
    void probesLeaveNothingBehind() {
        assertThat(TemporaryFolders.isWritable(folder)).isTrue();
        assertThat(TemporaryFolders.mayExecute(folder)).isTrue();
        assertThat(TemporaryFolders.isWritable(folder.resolve("nowhere"))).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    private List<String> probeAsRoot(List<String> wrapper, String... options) throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        List<String> trial = new ArrayList<>(wrapper);
        trial.add("true");
        assumeThat(output(trial).isEmpty())
                .as("this machine allows the simulation")
                .isTrue();
        List<String> lines = probe(wrapper, options);
        assertThat(lines).as(lines.toString()).anyMatch(line -> line.startsWith("temporary "));
        return lines;
    }

    private List<String> probe(List<String> wrapper, String... options) throws Exception {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + Path.of("conf/jvm.options").toAbsolutePath(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx600m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName(),
                folder.resolve("out").toString()));
        return output(command);
    }

    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
