package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the settings file and the claims are found: in an installation, and on a driver that has only the jar. */
class ShippedFilesTest {

    @TempDir
    private Path folder;

    @AfterEach
    void clearSentSettings() {
        System.clearProperty(ShippedFiles.SETTINGS);
    }

    @Test
    void sentSettingsAreUsedIfTheFileIsMissing() throws IOException {
        System.setProperty(
                ShippedFiles.SETTINGS,
                Base64.getEncoder().encodeToString("seed = 7 # \u00fc\n".getBytes(StandardCharsets.UTF_8)));
        File elsewhere = folder.resolve("nightly.conf").toFile();
        File sent = ShippedFiles.settings(elsewhere).orElseThrow();
        assertThat(sent).hasName("nightly.conf").isFile().hasContent("seed = 7 # \u00fc\n");
        Files.writeString(elsewhere.toPath(), "seed = 8\n");
        assertThat(ShippedFiles.settings(elsewhere)).contains(elsewhere);
        assertThat(ShippedFiles.settings(null)).isEmpty();
    }

    @Test
    void claimsAreThoseOfTheJarIfTheInstallationHasNone() throws IOException {
        String uri = ShippedFiles.installed(folder.toString(), "data/claims.csv");
        assertThat(uri).startsWith("file:///").endsWith("/claims.csv").doesNotContain(folder.toString());
        assertThat(Path.of(URI.create(uri))).hasSameTextualContentAs(Path.of("data/claims.csv"));
        assertThat(ShippedFiles.installed(".", "data/claims.csv"))
                .isEqualTo("file://" + Path.of(".").toAbsolutePath() + "/data/claims.csv");
        assertThat(ShippedFiles.installed(null, "data/claims.csv"))
                .isEqualTo("file://" + Path.of("data/claims.csv").toAbsolutePath());
    }

    @Test
    void absolutePathsAreUnchangedAndRelativeOnesAreInTheInstallation() {
        assertThat(ShippedFiles.installed(folder.toString(), "/mnt/claims.csv")).isEqualTo("/mnt/claims.csv");
        assertThat(ShippedFiles.installed(folder.toString(), "s3a://bucket/claims.csv"))
                .isEqualTo("s3a://bucket/claims.csv");
        assertThat(ShippedFiles.installed(folder.toString(), "data/mine.csv"))
                .isEqualTo("file://" + folder + "/data/mine.csv");
    }
}
