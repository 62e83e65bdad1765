package org.computetrends.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java example is compiled and submitted by the commands in its first lines. */
@Tag("slow")
class JavaExampleIT {

    @Test
    void theCommandsInItsHeadRunTheExample(@TempDir Path folder) throws IOException, InterruptedException {
        Path example = Path.of("jobs/examples/LanguageModels.java");
        String commands = Files.readAllLines(example).stream()
                .filter(line -> line.startsWith("//   "))
                .map(line -> line.substring("//   ".length()).replace("target/examples", folder.toString()))
                .collect(Collectors.joining("\n"));
        // Compile, make a jar, and submit: in four lines.
        assertThat(commands.lines()).hasSize(4);
        // The build has Spark's jars, and not its scripts.
        Path submit = Files.writeString(folder.resolve("spark-submit"), """
                #!/usr/bin/env bash
                exec java @conf/jvm.options -cp 'target/spark/jars/*' org.apache.spark.deploy.SparkSubmit --master 'local[2]' \\
                  --conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1 --conf spark.sql.shuffle.partitions=2 \\
                  --conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "$@"
                """);
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        Path log = folder.resolve("log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", commands)
                .redirectError(log.toFile())
                .redirectOutput(folder.resolve("out").toFile());
        shell.environment().put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
        // For so few rows, compiling code takes longer than the work.
        shell.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        shell.environment()
                .merge(
                        "PATH",
                        folder + File.pathSeparator + System.getProperty("java.home") + "/bin",
                        (path, first) -> first + File.pathSeparator + path);
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(log, StandardCharsets.UTF_8))
                .isZero();
        String out = Files.readString(folder.resolve("out"));
        assertThat(out).contains("|frontier ").contains("|probability").contains("|FORECAST");
    }
}
