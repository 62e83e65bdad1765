package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.computetrends.Mutations;
import org.computetrends.TestConfig;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged settings are either accepted or refused with a usage error. */
class ConfigFuzzTest {
    private static final int LOADS = 250;
    private static final int FILES = 100;

    @TempDir
    private Path folder;

    @Test
    void aSettingIsAcceptedOrRefusedWithAMessage() {
        Map<String, TrendConfig.Setting> defaults = TestConfig.load().settings();
        List<String> keys = List.copyOf(defaults.keySet());
        Mutations mutations = new Mutations(4);
        int refused = 0;
        for (int i = 0; i < LOADS; i++) {
            Map<String, String> settings = new LinkedHashMap<>();
            for (int j = mutations.below(20); j >= 0; j--) {
                String key = mutations.oneOf(keys);
                settings.put(
                        mutations.below(20) == 0 ? mutations.of(key) : key,
                        mutations.of(Objects.requireNonNull(defaults.get(key)).value()));
            }
            refused += isRefused(Optional.empty(), settings) ? 1 : 0;
        }
        assertThat(refused).isBetween(LOADS / 2, LOADS - 1);
        System.out.printf("%d mutations of settings in %d configurations tried, 0 uncaught%n", mutations.made(), LOADS);
    }

    @Test
    void aFileIsAcceptedOrRefusedWithAMessage() throws IOException {
        // Without the mapping, which includes a file of the same folder. Empty lines separate the sections.
        String text = Files.readString(Path.of("conf/compute-trends.conf")).replaceAll("(?m)^mapping .*$", "");
        List<String> sections = List.of(text.split("\n\n(?=[a-z])", -1));
        Mutations mutations = new Mutations(5);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            StringBuilder changed = new StringBuilder();
            for (int j = mutations.below(5); j >= 0; j--) {
                changed.append(mutations.of(mutations.oneOf(sections))).append('\n');
            }
            Path file =
                    Files.write(folder.resolve("fuzz.conf"), changed.toString().getBytes(StandardCharsets.UTF_8));
            refused += isRefused(Optional.of(file), Map.of()) ? 1 : 0;
        }
        assertThat(refused).isBetween(FILES / 4, FILES - 1);
        System.out.printf("%d mutations of sections in %d files tried, 0 uncaught%n", mutations.made(), FILES);
    }

    private static boolean isRefused(Optional<Path> file, Map<String, String> settings) {
        try {
            new ConfigLoader(Optional.empty(), file.map(Path::toFile), settings).load();
            return false;
        } catch (UserException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        }
    }

    @Test
    void settingsThatAreNestedWithoutEndAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("deep.conf"), "seed = " + "[".repeat(200_000));
        assertThatThrownBy(() -> new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of()).load())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("deep.conf cannot be read");
        assertThatThrownBy(() -> TestConfig.load(Map.of("trends", "[".repeat(200_000))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"http://127.0.0.1:1/x.conf\"",
                "include url(\"http://127.0.0.1:1/x.conf\")",
                "include required(url(\"ftp://127.0.0.1:1/x.conf\"))",
                "seed { include \"https://127.0.0.1:1/x\" }"
            })
    void nothingIsIncludedFromTheNetwork(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("remote.conf"), text);
        assertThatThrownBy(() -> new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of()).load())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("settings are not included from URLs");
    }

    @Test
    void aFileIncludesItsNeighbour() throws IOException {
        Files.writeString(folder.resolve("neighbour.conf"), "seed = 7");
        Path file = Files.writeString(folder.resolve("mine.conf"), "include \"neighbour.conf\"");
        assertThat(new ConfigLoader(Optional.empty(), Optional.of(file.toFile()), Map.of())
                        .load()
                        .seed())
                .isEqualTo(7);
    }

    @Test
    void aSecretIsShownNowhere() {
        assertThatThrownBy(() ->
                        TestConfig.load(Map.of("publishing.password", "hunter2", "input", "s3a://key:hunter2@bucket")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("publishing.password is not a setting")
                .hasMessageNotContaining("hunter2");
        TrendConfig config = TestConfig.load(Map.of("input", "s3a://key:hunter2@bucket/releases"));
        assertThat(config.input()).contains("hunter2");
        // The redacted value is quoted, as in a settings file.
        assertThat(Objects.requireNonNull(config.settings().get("input")).value())
                .isEqualTo("\"s3a://(redacted)@bucket/releases\"");
        assertThat(config.settings().toString())
                .contains("s3a://(redacted)@bucket/releases")
                .doesNotContain("hunter2");
    }
}
