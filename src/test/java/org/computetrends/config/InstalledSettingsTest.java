package org.computetrends.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in an installation's folder {@code conf} take precedence over the built-in ones. */
class InstalledSettingsTest {
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
    void editedFilesOverrideTheBuiltInOnes() throws IOException {
        edit("compute-trends.conf", "\nseed = 1\n", "\nseed = 7\n");
        edit("columns.conf", "hardware_quantity = [\"Hardware quantity\"]", "hardware_quantity = [\"Chips\"]");
        edit("presets/sevilla-2022.conf", "days-per-month = 30 ", "days-per-month = 31 ");
        TrendConfig config = load("sevilla-2022");
        // The numbers are the lines of the settings in these files.
        assertThat(config.settings().get("seed"))
                .isEqualTo(new TrendConfig.Setting("7", "conf/compute-trends.conf: 23"));
        // The installed file has the defaults.
        assertThat(config.isDefault("seed")).isTrue();
        assertThat(config.source().getStringList("mapping.fields.hardware_quantity"))
                .containsExactly("Chips");
        assertThat(config.settings().get("mapping.fields.hardware_quantity"))
                .isEqualTo(new TrendConfig.Setting("[\"Chips\"]", "conf/columns.conf: 24"));
        assertThat(config.settings().get("time.days-per-month"))
                .isEqualTo(new TrendConfig.Setting("31", "conf/presets/sevilla-2022.conf: 9"));
    }

    @Test
    void missingFilesAreReplacedByTheBuiltInOnes() throws IOException {
        Map<String, String> installed = values(load("epoch-notable"));
        FileUtils.deleteDirectory(home.resolve("conf").toFile());
        assertThat(values(load("epoch-notable"))).isEqualTo(installed).containsEntry("seed", "1");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        edit("compute-trends.conf", "\nseed = 1\n", "\nseed = [\n");
        assertThatThrownBy(() -> load("epoch-notable"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(home.resolve("conf/compute-trends.conf") + " cannot be read");
    }

    @Test
    void aFaultInAnIncludedFileNamesTheFileAsTheSettingsDo() throws IOException {
        edit("columns.conf", "hardware_quantity = [\"Hardware quantity\"]", "hardware_quantity = 5");
        assertThatThrownBy(() -> load("epoch-notable"))
                .hasMessage("mapping.fields.hardware_quantity = 5 must be a list [ ... ] (conf/columns.conf: 24)");
    }

    private static Map<String, String> values(TrendConfig config) {
        return config.settings().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().value()));
    }

    private static TrendConfig load(String preset) {
        return new ConfigLoader(Optional.of(preset), Optional.empty(), Map.of()).load();
    }

    private void edit(String name, String oldText, String now) throws IOException {
        Path file = home.resolve("conf").resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(oldText);
        Files.writeString(file, text.replace(oldText, now));
    }
}
