package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigurationOptionsTest {
    private static final String HOME = "compute-trends.home";

    @TempDir
    private Path home;

    @BeforeEach
    void install() throws IOException {
        FileUtils.copyDirectory(new File("conf"), home.resolve("conf").toFile());
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void leave() {
        System.clearProperty(HOME);
    }

    @Test
    void aRelativeInputOfTheInstallationsSettingsIsInTheInstallation() throws IOException {
        assertThat(new ConfigurationOptions().load().input()).isEqualTo(home + "/data/releases");
        assertThat(loadedInput("s3a://bucket/releases")).isEqualTo("s3a://bucket/releases");
        assertThat(loadedInput("/mnt/releases")).isEqualTo("/mnt/releases");
    }

    @Test
    void aSinkIsAddedOnceEvenIfSettingsAreLoadedAgain() {
        ConfigurationOptions.Publishing options =
                CommandLine.populateCommand(new ConfigurationOptions.Publishing(), "--sink", "iceberg:depot");
        int sinks = options.load().publishing().sinks().size();
        assertThat(options.load().publishing().sinks()).hasSize(sinks);
    }

    private String loadedInput(String input) throws IOException {
        Path file = home.resolve("conf/compute-trends.conf");
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^input = .*$", "input = \"" + input + "\""));
        return new ConfigurationOptions().load().input();
    }
}
