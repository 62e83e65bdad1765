package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** {@code conf/jvm.options} has the options that Spark's launcher adds, and a few of this project. */
class JvmOptionsTest {
    @Test
    void jvmOptionsEqualSparksWithoutTheIncubatingModule() throws IOException {
        List<String> sparks = Arrays.stream(
                        JavaModuleOptions.defaultModuleOptions().split("\\s+", -1))
                .filter(option -> !option.isBlank() && !option.contains("jdk.incubator.vector"))
                .toList();
        List<String> ours = Files.readAllLines(Path.of("conf/jvm.options")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                // The project's own additions, explained in the file.
                .filter(line ->
                        !line.contains("netlib") && !line.contains("HugeMethods") && !line.contains("MaxRAMPercentage"))
                .toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(sparks);
    }
}
