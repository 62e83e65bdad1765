package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arguments that {@code jobs/submit} passes on, shown by a fake Java or a fake spark-submit that prints them. */
class SubmitTest {
    private static final String PRINT_ARGUMENTS = "#!/bin/bash\nprintf '%s\\n' \"SPARK_HOME=$SPARK_HOME\" \"$@\"\n";

    @TempDir
    private Path home;

    private record Outcome(int exitCode, List<String> lines) {}

    @BeforeEach
    void install() throws IOException {
        FileUtils.copyDirectory(new File("jobs"), home.resolve("jobs").toFile());
        for (String file : List.of(
                "conf/jvm.options",
                "src/main/x",
                "pom.xml",
                "target/jars/a.jar",
                "target/spark/jars/b.jar",
                "target/spark/jars/spark-yarn_2.13-4.1.0.jar")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), "");
        }
        Files.writeString(home.resolve("target/compute-trends.jar"), "");
        program("jdk/bin/java");
        Files.writeString(home.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"17.0.15+6\"\n");
    }

    @Test
    void theDriverThatRunsHereKnowsTheInstallation() throws Exception {
        Outcome outcome = submit(Map.of(), "--master", "spark://h:7077", "--driver-memory", "3g", "run", "--seed", "2");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines())
                .contains("SPARK_HOME=" + home + "/target/spark", "-Xmx3g", "-Dcompute-trends.home=" + home)
                .containsSubsequence(
                        "org.apache.spark.deploy.SparkSubmit",
                        "--class",
                        "org.computetrends.cli.Main",
                        "--master",
                        "spark://h:7077",
                        home + "/target/compute-trends-cluster.jar",
                        "run",
                        "--seed",
                        "2");
        assertThat(outcome.lines())
                .anyMatch(line -> line.startsWith("spark.driver.extraJavaOptions=")
                        && line.endsWith("\"-Dcompute-trends.home=" + home + "\""));
    }

    @Test
    void theDriverThatRunsElsewhereIsSentItsSettings() throws Exception {
        Path settings = Files.writeString(home.resolve("nightly.conf"), "seed = 7\n");
        for (String[] conf : new String[][] {{"--conf", settings.toString()}, {"--conf=" + settings}}) {
            Outcome outcome = submit(
                    Map.of("COMPUTE_TRENDS_JAR", "hdfs://h/c.jar"),
                    ArrayUtils.addAll(
                            new String[] {"--master", "yarn", "--deploy-mode=cluster", "--driver-memory=3g", "run"},
                            conf));
            String sent = outcome.lines().stream()
                    .filter(line -> line.startsWith("spark.compute-trends.secret.conf="))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(
                            Base64.getDecoder().decode(sent.substring(sent.indexOf('=') + 1)), StandardCharsets.UTF_8))
                    .isEqualTo("seed = 7\n");
            assertThat(outcome.lines())
                    .containsSubsequence("hdfs://h/c.jar", "run")
                    .doesNotContain("-Xmx3g")
                    .noneMatch(line ->
                            line.startsWith("spark.driver.extraJavaOptions=") && line.contains(home.toString()));
        }
        Outcome missing = submit(Map.of(), "--deploy-mode", "cluster", "run", "--conf", "nowhere.conf");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.lines()).containsExactly("compute-trends: configuration file nowhere.conf does not exist");
    }

    @Test
    void aClustersOwnSettingsAreFound() throws Exception {
        Outcome outcome = submit(
                Map.of("HADOOP_CONF_DIR", "/etc/hadoop/conf", "YARN_CONF_DIR", "/etc/yarn"), "--master", "yarn", "run");
        assertThat(outcome.lines())
                .containsSubsequence("-cp", "/etc/yarn:/etc/hadoop/conf:" + home + "/target/spark/jars/*");
        assertThat(submit(Map.of(), "--master", "yarn", "run").lines())
                .containsSubsequence("-cp", home + "/target/spark/jars/*");
    }

    @Test
    void aMasterThatSparkHasNoModuleForIsRefused() throws Exception {
        for (String[] master : new String[][] {{"--master", "k8s://h"}, {"--master=k8s://h"}}) {
            Outcome outcome = submit(Map.of(), ArrayUtils.addAll(master, "run"));
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.lines())
                    .containsExactly(
                            "compute-trends: --master k8s://h needs spark-kubernetes, which the build's own Spark"
                                    + " lacks: set SPARK_HOME to a Spark 4.1 that has it");
        }
    }

    @Test
    void sparkHomeChoosesTheSparkSubmit() throws Exception {
        program("spark/bin/spark-submit");
        Outcome outcome = submit(
                Map.of("SPARK_HOME", home + "/spark"),
                "--conf",
                "spark.run=1",
                "--name",
                "run",
                "config",
                "--preset",
                "x");
        assertThat(outcome.lines().get(1)).isEqualTo("--class");
        assertThat(outcome.lines())
                .containsSubsequence("--name", "run", home + "/target/compute-trends-cluster.jar", "config");
    }

    @Test
    void aMissingCommandIsRefused() throws Exception {
        Outcome none = submit(Map.of(), "--master", "yarn");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.lines().get(0)).startsWith("compute-trends: no command:");
    }

    /** The log lines of Spark 4.1 about a pod that ended, in both formats of the log. */
    @Test
    void aDriversPodReportsItsExitCode() throws Exception {
        String[] words = {"--master", "k8s://https://h:6443", "--deploy-mode", "cluster", "run"};
        String ended = "INFO LoggingPodStatusWatcherImpl: Container final statuses:%n"
                + "%n\t container name: spark-kubernetes-driver%n\t container state: terminated%n\t exit code: 3%n"
                + "\t termination reason: Error%n%n\t container name: sidecar%n\t exit code: 0%n";
        Outcome text = submitted(ended.formatted(), 0, words);
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.lines()).contains("\t exit code: 3", "\t termination reason: Error");
        assertThat(submitted("{\"message\":\"" + ended.replace("%n", "\\n").replace("\t", "\\t") + "\"}\n", 0, words)
                        .exitCode())
                .isEqualTo(3);
        assertThat(submitted("\t container name: driver\n\t exit code: 4\n", 0, words)
                        .exitCode())
                .as("a pod template may rename the container")
                .isEqualTo(4);
        assertThat(submitted("no such namespace\n", 1, words).exitCode()).isEqualTo(1);
        assertThat(submitted("\t container name: spark-kubernetes-driver\n\t exit code: 0\n", 0, words)
                        .exitCode())
                .isZero();
    }

    @Test
    void aUserWithoutANameIsRefusedInASentence() throws Exception {
        Path id = Files.writeString(
                Files.createDirectories(home.resolve("bin")).resolve("id"),
                "#!/bin/bash\n[ \"$1\" != -un ] || exit 1\necho 12345\n");
        assertThat(id.toFile().setExecutable(true)).isTrue();
        Outcome outcome =
                submit(Map.of("PATH", id.getParent() + ":" + System.getenv("PATH")), "--master", "local", "run");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.lines())
                .contains("compute-trends: user id 12345 has no name here, and spark-submit needs one:"
                        + " add a line for it to /etc/passwd");
    }

    @Test
    void anUnknownEndOfTheDriverIsAFailure() throws Exception {
        Outcome lost = submitted("", 0, "--master=k8s://h", "--deploy-mode=cluster", "run");
        // jobs/nightly retries after 143.
        assertThat(lost.exitCode()).isEqualTo(143);
        assertThat(lost.lines()).contains("compute-trends: how the driver ended is unknown: look at its pod");
        assertThat(submitted(
                                "",
                                0,
                                "--master=k8s://h",
                                "--deploy-mode=cluster",
                                "--conf",
                                "spark.kubernetes.submission.waitAppCompletion=false",
                                "run")
                        .exitCode())
                .as("nobody asked how it ends")
                .isZero();
        assertThat(submitted(
                                "INFO Deployed Spark application x with application ID y into Kubernetes\n",
                                0,
                                "--master=k8s://h",
                                "--deploy-mode=cluster",
                                "run")
                        .exitCode())
                .as("a file of settings says not to wait")
                .isZero();
        assertThat(submitted("", 0, "--master=k8s://h", "run").exitCode())
                .as("the driver ran here")
                .isZero();
    }

    @Test
    void jsonLogsReachDriverAndExecutors() throws Exception {
        Outcome anywhere = submit(Map.of("COMPUTE_TRENDS_LOG", "json"), "--master", "spark://h:7077", "run");
        assertThat(anywhere.lines())
                .filteredOn(line -> line.matches("spark\\.(driver|executor)\\.extraJavaOptions=.*"))
                .hasSize(2)
                .allMatch(line -> line.contains("-Dcompute-trends.log=json"))
                .noneMatch(line -> line.contains("log4j2"));
    }

    @Test
    void theImagesLogSettingsAreUsedInsideTheImageOnly() throws Exception {
        String settings = "\"-Dlog4j2.configurationFile=jar:file:/opt/c.jar!/log4j2.properties\"";
        for (String jar : List.of("local:///opt/c.jar", "local:/opt/c.jar")) {
            assertThat(submit(Map.of("COMPUTE_TRENDS_JAR", jar), "--deploy-mode", "cluster", "run")
                            .lines())
                    .filteredOn(line -> line.matches("spark\\.(driver|executor)\\.extraJavaOptions=.*"))
                    .hasSize(2)
                    .allMatch(line -> line.endsWith(" " + settings));
        }
        assertThat(submit(Map.of("COMPUTE_TRENDS_JAR", "local:///opt/c.jar"), "run")
                        .lines())
                .as("the driver runs here, where the image's files are not")
                .filteredOn(line -> line.startsWith("spark.driver.extraJavaOptions="))
                .singleElement()
                .satisfies(line -> assertThat(line).doesNotContain(settings));
    }

    /** The options are read as Spark's own parser splits them. */
    @Test
    void pathsMayHaveSpacesInEveryWayOfSubmitting() throws Exception {
        for (String name : List.of("my install", "two  spaces", "quo\"te \\ slash")) {
            Path original = home;
            home = Files.createDirectories(original.resolve(name));
            install();
            program("spark/bin/spark-submit");
            for (Map<String, String> environment :
                    List.of(Map.<String, String>of(), Map.of("SPARK_HOME", home + "/spark"))) {
                Outcome outcome = submit(environment, "--master", "local[2]", "run");
                assertThat(outcome.exitCode()).as(outcome.lines().toString()).isZero();
                assertThat(options(outcome, "driver")).contains("-Dcompute-trends.home=" + home);
                assertThat(outcome.lines()).contains(home + "/target/compute-trends-cluster.jar");
            }
            home = original;
        }
        Outcome elsewhere =
                submit(Map.of("COMPUTE_TRENDS_JAR", "local:///opt/my jars/c.jar"), "--deploy-mode", "cluster", "run");
        assertThat(elsewhere.lines()).contains("local:///opt/my%20jars/c.jar");
        for (String process : List.of("driver", "executor")) {
            assertThat(options(elsewhere, process))
                    .contains("-Dlog4j2.configurationFile=jar:file:/opt/my%20jars/c.jar!/log4j2.properties");
        }
    }

    @Test
    void theJarOfLineageGoesWithTheJobIfItIsRequested() throws Exception {
        String jar = home + "/target/compute-trends-lineage.jar";
        assertThat(submit(Map.of("OPENLINEAGE_CONFIG", "a.yml"), "run").lines()).doesNotContain(jar);
        Files.writeString(Path.of(jar), "");
        assertThat(submit(Map.of(), "--jars", "mine.jar", "run").lines())
                .contains("mine.jar")
                .noneMatch(line -> line.contains("compute-trends-lineage"));
        assertThat(submit(Map.of("OPENLINEAGE_CONFIG", "a.yml"), "run").lines()).containsSubsequence("--jars", jar);
        assertThat(submit(Map.of("OPENLINEAGE_CONFIG", "a.yml"), "--jars", "a.jar,b.jar", "run")
                        .lines())
                .containsSubsequence("--jars", "a.jar,b.jar," + jar);
        assertThat(submit(Map.of(), "--conf", "spark.kubernetes.driverEnv.OPENLINEAGE_CONFIG=/a.yml", "run")
                        .lines())
                .containsSubsequence("--jars", jar);
        assertThat(submit(Map.of("OPENLINEAGE_CONFIG", "a.yml"), "--conf", "spark.jars=c.jar", "run")
                        .lines())
                .containsSubsequence("--jars", "c.jar," + jar);
        assertThat(submit(Map.of("OPENLINEAGE_CONFIG", "a.yml", "COMPUTE_TRENDS_JAR", "local:///opt/c.jar"), "run")
                        .lines())
                .as("the image has it")
                .noneMatch(line -> line.contains("compute-trends-lineage"));
    }

    private static List<String> options(Outcome outcome, String process) {
        String key = "spark." + process + ".extraJavaOptions=";
        return outcome.lines().stream()
                .filter(line -> line.startsWith(key))
                .flatMap(line -> scala.jdk.javaapi.CollectionConverters.asJava(
                        Utils.splitCommandString(line.substring(key.length())))
                        .stream())
                .toList();
    }

    @Test
    void aWrongSparkHomeIsNamed() throws Exception {
        Files.createDirectories(home.resolve("empty"));
        program("old/bin/spark-submit");
        Files.createDirectories(home.resolve("old/jars"));
        Files.writeString(home.resolve("old/jars/spark-core_2.12-3.5.1.jar"), "");
        for (Map.Entry<String, String> wrong : Map.of(
                        "nowhere", "which has no bin/spark-submit",
                        "empty", "which has no bin/spark-submit",
                        "old", "whose Spark is spark-core_2.12-3.5.1.jar")
                .entrySet()) {
            String spark = home + "/" + wrong.getKey();
            Outcome outcome = submit(Map.of("SPARK_HOME", spark), "run");
            assertThat(outcome.exitCode()).as(spark).isEqualTo(2);
            assertThat(outcome.lines())
                    .containsExactly("compute-trends: SPARK_HOME is " + spark + ", " + wrong.getValue()
                            + ": set it to a Spark 4.1 of Scala 2.13, or unset it");
        }
    }

    @Test
    void everyMachineReadsNamesOfFilesAsUtf8() throws Exception {
        assertThat(submit(Map.of(), "--master", "yarn", "run").lines())
                .contains(
                        "spark.executorEnv.LC_ALL=C.UTF-8",
                        "spark.yarn.appMasterEnv.LC_ALL=C.UTF-8",
                        "spark.kubernetes.driverEnv.LC_ALL=C.UTF-8");
    }

    /** Submits with a fake spark-submit, which logs lines about the driver and ends with an exit code. */
    private Outcome submitted(String logged, int exitCode, String... words) throws Exception {
        Path log = Files.writeString(home.resolve("log"), logged);
        program("spark/bin/spark-submit", "#!/bin/bash\ncat '" + log + "' >&2\nexit " + exitCode + "\n");
        return submit(Map.of("SPARK_HOME", home + "/spark"), words);
    }

    private void program(String name) throws IOException {
        program(name, PRINT_ARGUMENTS);
    }

    private void program(String name, String script) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Outcome submit(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", home + "/jobs/submit"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SPARK_") || name.startsWith("COMPUTE_TRENDS_"));
        builder.environment().put("JAVA_HOME", home + "/jdk");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(output).isTrue();
        return new Outcome(process.exitValue(), output.lines().toList());
    }
}
