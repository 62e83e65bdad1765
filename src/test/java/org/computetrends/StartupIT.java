package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code jobs/compute-trends} does before Java starts. A fake Java prints its arguments and creates the archive.
 */
@Tag("slow")
class StartupIT {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String SMALL = "-Dcompute-trends.small-input=true";

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    private record Outcome(int exitCode, List<String> lines) {}

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("home");
        jdk = folder.resolve("jdk");
        Files.createDirectories(home.resolve("target/jars"));
        Files.createDirectories(home.resolve("target/spark/jars"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("data/releases"));
        FileUtils.copyDirectory(new File("jobs"), home.resolve("jobs").toFile());
        assertThat(home.resolve("jobs/compute-trends").toFile().setExecutable(true))
                .isTrue();
        Files.createDirectories(home.resolve("conf"));
        write("pom.xml", 1);
        write("conf/jvm.options", 1);
        write("data/releases/releases.parquet", 1000);
        write("target/jars/b.jar", 20);
        write("target/jars/a.jar", 10);
        write("target/spark/jars/spark.jar", 40);
        write("target/compute-trends.jar", 30);
        Files.setLastModifiedTime(home.resolve("target/compute-trends.jar"), FileTime.from(Instant.now()));
        installFakeJava("17.0.15+6", "");
    }

    @Test
    void aSmallInputGetsTheQuickSettingsAndALargeOneDoesNot() throws Exception {
        // The bound is 4 MB.
        Path large = Files.createDirectories(folder.resolve("large"));
        Files.write(large.resolve("part.parquet"), new byte[9 << 20]);
        Path small = Files.createDirectories(folder.resolve("small of size"));
        Files.write(small.resolve("part.parquet"), new byte[1 << 20]);
        for (List<String> command : List.of(
                List.of("run"),
                List.of("run", "--seed", "2", "-o", "x"),
                List.of("run", "--input", small.toString()),
                List.of("run", "--set", "populations.frontier-size=5", "--input=" + small),
                List.of("run", "--input", "file://" + small),
                List.of("import", small.resolve("part.parquet").toString(), "--vintage", "2026-01-01"),
                List.of("config"),
                List.of("--help"))) {
            assertThat(run(Map.of(), command).lines()).as(command.toString()).contains(QUICK, SMALL);
        }
        for (List<String> command : List.of(
                List.of("run", "--input", large.toString()),
                List.of("run", "-i" + large),
                List.of("run", "--input", "hdfs://host/releases"),
                List.of("run", "--input", folder.resolve("nowhere").toString()),
                List.of("generate", "--rows", "1000"),
                List.of("import", large.resolve("part.parquet").toString()))) {
            assertThat(run(Map.of(), command).lines()).as(command.toString()).doesNotContain(QUICK, SMALL);
        }
        assertThat(run(Map.of("COMPUTE_TRENDS_INPUT", "small"), List.of("run", "-i", large.toString()))
                        .lines())
                .contains(QUICK, SMALL);
        assertThat(run(Map.of("COMPUTE_TRENDS_INPUT", "large"), List.of("run")).lines())
                .doesNotContain(QUICK, SMALL);
        Outcome wrong = run(Map.of("COMPUTE_TRENDS_INPUT", "huge"), List.of("run"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.lines())
                .containsExactly("compute-trends: COMPUTE_TRENDS_INPUT is 'huge': it must be small or large");
    }

    @Test
    void theProgramDecidesWhatIsSmallIfThereAreSettings() throws Exception {
        for (List<String> command : List.of(
                List.of("run", "--set", "input=elsewhere"),
                List.of("run", "--set=scale.spark-above-megabytes=9", "--input", "x"),
                List.of("run", "--conf", "some.conf"),
                List.of("run", "--conf=some.conf"))) {
            assertThat(run(Map.of("ANSWER", "small"), command).lines())
                    .as(command.toString())
                    .contains(QUICK, SMALL);
            assertThat(run(Map.of("ANSWER", "large"), command).lines())
                    .as(command.toString())
                    .doesNotContain(QUICK, SMALL);
        }
    }

    @Test
    void theScriptsBoundOfSmallInputsIsTheDefaultSetting() throws IOException {
        Path scripts = home.resolve("jobs/startup.sh");
        long kilobytes = Files.readAllLines(scripts).stream()
                .filter(line -> line.startsWith("small_kilobytes="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(TestConfig.load().sizes().sparkAboveBytes()).isEqualTo(kilobytes << 10);
    }

    @Test
    void theUsersJavaOptionsFollowTheLaunchers() throws Exception {
        List<String> lines = run(Map.of("COMPUTE_TRENDS_JAVA_OPTS", "-XX:TieredStopAtLevel=4 -Xmx1g"), List.of("run"))
                .lines();
        assertThat(lines).containsSubsequence(QUICK, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4", "-Xmx1g", "-cp");
        assertThat(run(Map.of("COMPUTE_TRENDS_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"), List.of("run"))
                        .lines())
                .contains(QUICK, "-XX:+UseG1GC")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void theClassPathIsInOneOrder() throws Exception {
        assertThat(run(Map.of(), List.of("run")).lines())
                .contains(home + "/target/compute-trends.jar:" + home + "/target/jars/a.jar:" + home
                        + "/target/jars/b.jar:" + home + "/target/spark/jars/spark.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENLINEAGE_CONFIG, true",
        "OPENLINEAGE__TRANSPORT__TYPE, true",
        "OPENLINEAGE_NAMESPACE, true",
        "LINEAGE, false"
    })
    void theJarOfLineageIsLastOnTheClassPathIfItIsRequested(String variable, boolean isThere) throws Exception {
        write("target/compute-trends-lineage.jar", 5);
        String end = isThere ? ":" + home + "/target/compute-trends-lineage.jar" : "";
        assertThat(run(Map.of(variable, "x"), List.of("run")).lines())
                .contains(home + "/target/compute-trends.jar:" + home + "/target/jars/a.jar:" + home
                        + "/target/jars/b.jar:" + home + "/target/spark/jars/spark.jar" + end);
    }

    @Test
    void anArchiveIsUsedUntilAJarOrJavaChanges() throws Exception {
        Outcome made = run(Map.of(), List.of("archive"));
        assertThat(made.exitCode()).as(made.lines().toString()).isZero();
        String archive = onlyArchive();
        assertThat(made.lines()).containsExactly("Made " + archive);
        String option = "-XX:SharedArchiveFile=" + archive;
        assertThat(run(Map.of(), List.of("run")).lines()).containsSubsequence("-Xshare:auto", option);
        assertThat(run(Map.of("COMPUTE_TRENDS_ARCHIVE", "off"), List.of("run")).lines())
                .noneMatch(line -> line.contains("SharedArchiveFile"));

        installFakeJava("17.0.16+1", "");
        assertThat(usesArchive()).isFalse();
        installFakeJava("17.0.15+6", "");
        assertThat(usesArchive()).isTrue();

        FileTime before = Files.getLastModifiedTime(home.resolve("target/jars/a.jar"));
        Files.setLastModifiedTime(home.resolve("target/jars/a.jar"), FileTime.from(Instant.EPOCH.plusSeconds(9)));
        assertThat(usesArchive()).isFalse();
        Files.setLastModifiedTime(home.resolve("target/jars/a.jar"), before);
        assertThat(usesArchive()).isTrue();

        write("target/jars/c.jar", 5);
        assertThat(usesArchive()).isFalse();
        assertThat(run(Map.of(), List.of("archive")).exitCode()).isZero();
        assertThat(usesArchive()).isTrue();
        assertThat(onlyArchive()).isNotEqualTo(archive);
    }

    @Test
    void anArchiveThatWasCutShortIsIgnored() throws Exception {
        assertThat(run(Map.of(), List.of("archive")).exitCode()).isZero();
        assertThat(usesArchive()).isTrue();
        Files.writeString(Path.of(onlyArchive()), "cut", StandardCharsets.UTF_8);
        assertThat(usesArchive()).isFalse();
    }

    @Test
    void theFirstSmallRunMakesTheArchiveInTheBackground() throws Exception {
        // Empty is the default. The helper run(...) would set off.
        Outcome first = run(Map.of("COMPUTE_TRENDS_ARCHIVE", ""), List.of("run"));
        assertThat(first.exitCode()).isZero();
        assertThat(first.lines()).noneMatch(line -> line.contains("SharedArchiveFile"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (archives().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(usesArchive()).isTrue();
    }

    @Test
    void anArchiveMadeInTheBackgroundInheritsNoFiles() throws Exception {
        Path open = folder.resolve("open");
        installFakeJava(
                "17.0.15+6", "[[ \" $* \" != *ArchiveClasses* ]] || (cd /proc/self/fd && readlink *) >'" + open + "'");
        List<Path> locks = Stream.of("a", "b", "c").map(folder::resolve).toList();
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                "-c",
                "exec 9>\"$1\" 17>\"$2\" 200>\"$3\"; \"$0\" run",
                home.resolve("jobs/compute-trends").toString(),
                locks.get(0).toString(),
                locks.get(1).toString(),
                locks.get(2).toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("COMPUTE_TRENDS_ARCHIVE");
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        assertThat(builder.start().waitFor()).isZero();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (archives().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(locks).allSatisfy(lock -> assertThat(lock).exists());
        assertThat(Files.readString(open))
                .contains("/dev/null")
                .doesNotContain(locks.get(0).toString())
                .doesNotContain(locks.get(1).toString())
                .doesNotContain(locks.get(2).toString())
                .doesNotContain(folder.resolve("said").toString());
    }

    @Test
    void settingsAreReadAndNotBuilt() throws Exception {
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        for (String file : List.of("conf/columns.conf", "conf/presets/mine.conf", "conf/log4j2.properties")) {
            Files.createDirectories(home.resolve(file).getParent());
            write(file, 1);
            Files.setLastModifiedTime(home.resolve(file), later);
            assertThat(run(Map.of(), List.of("run")).exitCode()).as(file).isZero();
        }
        assertThat(run(Map.of(), List.of("run")).lines())
                .contains("-Dlog4j2.configurationFile=" + home + "/conf/log4j2.properties");
        write("src/main/Source.java", 1);
        Files.setLastModifiedTime(home.resolve("src/main/Source.java"), later);
        Outcome built = run(Map.of(), List.of("run"));
        assertThat(built.exitCode()).isEqualTo(1);
        assertThat(built.lines()).anyMatch(line -> line.startsWith("Building compute-trends"));
    }

    @Test
    void javaReadsPathsAsUtf8WhateverTheLocale() throws Exception {
        installFakeJava("17.0.15+6", "echo \"LC_ALL=${LC_ALL:-}\"");
        for (Map<String, String> locale : List.of(
                Map.of("LANG", ""),
                Map.of("LANG", "C"),
                Map.of("LC_ALL", "POSIX"),
                Map.of("LC_CTYPE", "C", "LANG", "C.UTF-8"),
                Map.of("LANG", "xx_XX.UTF-8"))) {
            assertThat(run(locale, List.of("run", "--input", "donn\u00e9es")).lines())
                    .as(locale.toString())
                    .contains("LC_ALL=C.UTF-8");
        }
        assertThat(run(Map.of("LANG", "C.UTF-8"), List.of("run")).lines()).contains("LC_ALL=");
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path nested = Files.createDirectories(folder.resolve("nested/bin/java")).getParent();
        for (String wrong : List.of(
                folder + "/nowhere", empty.toString(), nested.getParent().toString())) {
            Outcome outcome = run(Map.of("JAVA_HOME", wrong), List.of("run"));
            assertThat(outcome.exitCode()).as(wrong).isEqualTo(2);
            assertThat(outcome.lines())
                    .containsExactly("compute-trends: JAVA_HOME is " + wrong
                            + ", which has no bin/java: set it to a JDK 17 or 21, or unset it");
        }
        Files.delete(jdk.resolve("release"));
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/false\n");
        Outcome broken = run(Map.of(), List.of("run"));
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.lines()).singleElement().asString().contains("is Java unknown: a JDK 17 or 21 is needed");
    }

    @Test
    void anArchiveThatCannotBeMadeLeavesNoFiles() throws Exception {
        installFakeJava("17.0.15+6", "exit 3");
        Outcome failed = run(Map.of(), List.of("archive"));
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.lines()).last().asString().contains("the archive could not be created in " + home);
        try (Stream<Path> files = Files.list(home.resolve("target/archive"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void onlyOneProcessMakesAnArchive() throws Exception {
        writePart(ProcessHandle.current().pid());
        assertThat(run(Map.of(), List.of("archive")).exitCode()).isEqualTo(1);
    }

    @Test
    void thePartOfADeadProcessIsRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        Path left = writePart(dead.pid());
        assertThat(run(Map.of(), List.of("archive")).exitCode()).isZero();
        assertThat(left).doesNotExist();
    }

    /** The unfinished archive of a process. */
    private Path writePart(long pid) throws IOException {
        Path archives = Files.createDirectories(home.resolve("target/archive"));
        return Files.writeString(archives.resolve("1-2-" + pid + ".part"), "", StandardCharsets.UTF_8);
    }

    @Test
    void aRunNeedsNoArchiveFolder() throws Exception {
        Files.writeString(home.resolve("target/archive"), "in the way", StandardCharsets.UTF_8);
        assertThat(run(Map.of(), List.of("run")).exitCode()).isZero();
    }

    @Test
    void javaIgnoresABrokenArchiveSilently() throws Exception {
        Path broken = Files.write(folder.resolve("broken.jsa"), new byte[100_000]);
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xshare:auto",
                        "-XX:SharedArchiveFile=" + broken,
                        "-Xlog:cds*=off",
                        "-Xlog:class+path=off",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output.toLowerCase(Locale.ROOT)).contains("version").doesNotContain("archive", "warning");
    }

    /** A dry run starts no archive in the background. */
    private boolean usesArchive() throws Exception {
        return run(Map.of("COMPUTE_TRENDS_ARCHIVE", "on"), List.of("run", "--dry-run")).lines().stream()
                .anyMatch(line -> line.startsWith("-XX:SharedArchiveFile="));
    }

    private String onlyArchive() throws IOException {
        assertThat(archives()).hasSize(1);
        return archives().get(0);
    }

    private List<String> archives() throws IOException {
        Path archives = home.resolve("target/archive");
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jsa"))
                    .toList();
        }
    }

    /** Runs the launcher. It makes archives in the background only if a test sets that. */
    private Outcome run(Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("jobs/compute-trends").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        List.of("COMPUTE_TRENDS_JAVA_OPTS", "COMPUTE_TRENDS_INPUT", "COMPUTE_TRENDS_ARCHIVE", "LC_ALL", "LC_CTYPE")
                .forEach(builder.environment()::remove);
        if (arguments.get(0).equals("run") && archives().isEmpty()) {
            builder.environment().put("COMPUTE_TRENDS_ARCHIVE", "off");
        }
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output.lines().toList());
    }

    /** A fake Java: answers --input-size with ANSWER, prints its arguments, runs a command, and creates the archive. */
    private void installFakeJava(String version, String command) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n", StandardCharsets.UTF_8);
        Path java = Files.writeString(
                jdk.resolve("bin/java"),
                String.join(
                        "\n",
                        "#!/usr/bin/env bash",
                        "if [ \"${!#}\" = --input-size ]; then echo \"${ANSWER:-}\"; exit; fi",
                        "printf '%s\\n' \"$@\"",
                        command,
                        "for word in \"$@\"; do",
                        "  case \"$word\" in -XX:ArchiveClassesAtExit=*) echo classes >\"${word#*=}\" ;; esac",
                        "done",
                        ""),
                StandardCharsets.UTF_8);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private void write(String file, int bytes) throws IOException {
        Path path = home.resolve(file);
        Files.write(path, new byte[bytes]);
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    }
}
