package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.computetrends.population.LoadedVintages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of claims and of changes between vintages do to a run. */
class ClaimsFileIT {

    @TempDir
    private Path folder;

    private TrendJob.Result run(String name, Map<String, String> settings) {
        Map<String, String> allSettings = new LinkedHashMap<>();
        allSettings.put("publishing.tables", "[claims, vintage_changes, value_changes]");
        allSettings.put("vintage", "2025-06-20");
        allSettings.put("fitting.replicates", "0");
        allSettings.put("fitting.growth-models", "[]");
        allSettings.put("breakpoints.replicates", "0");
        allSettings.put("projections.paths", "100");
        allSettings.putAll(settings);
        return ShippedRuns.job(ShippedRuns.config(
                        ShippedRuns.RELEASES, folder + "/" + name, Optional.of("epoch-notable"), allSettings))
                .run();
    }

    @Test
    void anotherFileOfClaimsChangesTheTableAndTheRun() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data/claims.csv"));
        Path one = Files.writeString(folder.resolve("one.csv"), lines.get(0) + "\n" + lines.get(1) + "\n");
        TrendJob.Result allTables = run("all", Map.of());
        TrendJob.Result result = run("one", Map.of("claims.file", one.toString()));
        assertThat(allTables.tables().get("claims")).isEqualTo(lines.size() - 1L);
        assertThat(result.tables()).containsEntry("claims", 1L);
        // The digest leaves out where claims are. The id depends on what they are.
        assertThat(result.run().id()).isNotEqualTo(allTables.run().id());
        assertThat(result.run().configDigest()).isEqualTo(allTables.run().configDigest());
        assertThat(Files.readString(folder.resolve("one/manifest.json"))).contains("one.csv");
    }

    @Test
    void aFaultyLineIsAnInputFaultAndNothingIsPublished() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data/claims.csv"));
        Path faulty = Files.writeString(
                folder.resolve("faulty.csv"), lines.get(0) + "\n" + lines.get(1).replace("21.3", "long") + "\n");
        assertThatThrownBy(() -> run("faulty", Map.of("claims.file", faulty.toString())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("faulty.csv: line 2, column 'value': 'long' must be a number above 0");
        assertThat(folder.resolve("faulty/tables")).doesNotExist();
    }

    @Test
    void moreLargestReleasesThanMayBeInMemoryGiveEmptyTables() {
        TrendJob.Result result = run("limited", Map.of("scale.driver-megabytes", "0"));
        assertThat(result.tables().values()).containsOnly(0L);
    }

    @Test
    void claimsAreReadOnce() throws IOException {
        Path claims = Files.copy(Path.of("data/claims.csv"), folder.resolve("claims.csv"));
        VintageHistory history =
                new VintageHistory(TestSession.get(), TestConfig.load(Map.of("claims.file", claims.toString())));
        assertThat(history.populationsOfClaims()).isNotEmpty();
        Files.delete(claims);
        LoadedVintages none = new LoadedVintages(LocalDate.of(2026, 1, 1), Optional.empty(), List.of());
        assertThat(history.compare(none, List.of()).trends()).isEmpty();
    }

    @Test
    void claimsAreNotReadUnlessTheyArePublished() {
        TrendJob.Result result =
                run("without", Map.of("publishing.tables", "[trends]", "claims.file", folder + "/nowhere.csv"));
        assertThat(result.tables()).containsOnlyKeys("trends");
    }

    @Test
    void anUnknownPresetForVintageChangesIsRefused() {
        assertThatThrownBy(() -> run("preset", Map.of("vintage-changes.from-rules", "sevilla")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("vintage-changes.from-rules = sevilla must be null or one of epoch-notable");
    }
}
