package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.computetrends.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSizeTest {

    @TempDir
    private Path folder;

    @Test
    void theSizesOfAllVintagesAreAdded() throws IOException {
        // Two of 0.6 MB: above 1 MB together.
        for (String vintage : new String[] {"vintage=2025-01-01", "vintage=2026-01-01"}) {
            Files.createDirectories(folder.resolve(vintage));
            Files.write(folder.resolve(vintage).resolve("part.parquet"), new byte[600 << 10]);
        }
        assertThat(size(folder.toString(), 2)).isEqualTo(InputSize.SMALL);
        assertThat(size(folder.toUri().toString(), 2)).isEqualTo(InputSize.SMALL);
        assertThat(size(folder.toString(), 1)).isEqualTo(InputSize.LARGE);
        assertThat(size(folder.resolve("vintage=2025-01-01").toString(), 1)).isEqualTo(InputSize.SMALL);
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.write(elsewhere.resolve("part.parquet"), new byte[3 << 20]);
        Path link = Files.createSymbolicLink(folder.resolve("releases"), elsewhere);
        assertThat(size(link.toString(), 2)).isEqualTo(InputSize.LARGE);
        assertThat(size(link.toString(), 4)).isEqualTo(InputSize.SMALL);
    }

    @Test
    void remoteAndMissingInputsAreLarge() {
        assertThat(size(folder.resolve("nowhere").toString(), 4)).isEqualTo(InputSize.LARGE);
        assertThat(size("hdfs://host/releases", 4)).isEqualTo(InputSize.LARGE);
    }

    @Test
    void theLauncherGetsTheSizeAsOneWord() throws IOException {
        Files.write(folder.resolve("part.parquet"), new byte[10]);
        assertThat(Outcome.of("run", "--set", "input=" + folder, "--input-size")
                        .succeeded()
                        .out())
                .isEqualTo("small\n");
    }

    private static InputSize size(String input, int megabytes) {
        return InputSize.of(new ConfigLoader(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("input", input, "scale.spark-above-megabytes", String.valueOf(megabytes)))
                .load());
    }
}
