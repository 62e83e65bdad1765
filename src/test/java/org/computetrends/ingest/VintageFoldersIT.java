package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.computetrends.TestSession;
import org.computetrends.domain.VintageScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vintage folders of one date in different scopes, and which of them form a comparable series. */
class VintageFoldersIT {
    @TempDir
    private Path dataset;

    @Test
    void theComparableSeriesHasOneVintagePerDateWithNotableReleasesOnly() {
        folder("vintage=2022-02-13", "paper");
        folder("vintage=2023-12-14", "all");
        folder("vintage=2024-07-16", "large-scale");
        folder("vintage=2024-08-28", "all");
        folder("vintage=2024-08-28.notable", "notable");
        folder("vintage=2026-08-19", "notable");
        folder("vintage=2026-08-19.large-scale", "");
        assertThat(described(Optional.empty()))
                .containsExactly(
                        "vintage=2022-02-13 PAPER false",
                        "vintage=2023-12-14 ALL true",
                        "vintage=2024-08-28.notable NOTABLE false",
                        "vintage=2026-08-19 NOTABLE false");
        assertThat(described(Optional.of(VintageScope.ALL)))
                .containsExactly("vintage=2023-12-14 ALL false", "vintage=2024-08-28 ALL false");
        assertThat(described(Optional.of(VintageScope.LARGE_SCALE)))
                .containsExactly(
                        "vintage=2024-07-16 LARGE_SCALE false", "vintage=2026-08-19.large-scale LARGE_SCALE false");
    }

    @Test
    void flagsDecideWhetherOnlyNotableReleasesAreAnalysed() {
        folder("vintage=2022-02-13", "");
        folder("vintage=2023-12-14", "");
        folder("vintage=2024-08-28", "all");
        folder("vintage=2025-06-20", "all");
        List<String> flagged = List.of("vintage=2023-12-14", "vintage=2025-06-20");
        assertThat(described(folders()
                        .series(
                                Optional.empty(),
                                folder -> flagged.contains(folder.path().getName()))))
                .containsExactly(
                        "vintage=2022-02-13 null false",
                        "vintage=2023-12-14 null true",
                        "vintage=2024-08-28 ALL false",
                        "vintage=2025-06-20 ALL true");
    }

    @Test
    void aVintageWithoutScopeServesAsScopeAllIfTheDateHasNoOther() {
        folder("vintage=2022-02-13", "");
        folder("vintage=2023-12-14", "");
        folder("vintage=2023-12-14.all", "all");
        folder("vintage=2024-08-28", "notable");
        assertThat(described(Optional.of(VintageScope.ALL)))
                .containsExactly("vintage=2022-02-13 ALL false", "vintage=2023-12-14.all ALL false");
        assertThat(described(Optional.of(VintageScope.NOTABLE))).containsExactly("vintage=2024-08-28 NOTABLE false");
    }

    @Test
    void theNewestVintageOfTheSeriesIsChosen() {
        folder("vintage=2025-06-20", "all");
        folder("vintage=2026-08-19", "large-scale");
        VintageFolders folders = folders();
        assertThat(choose(folders, Optional.empty(), Optional.empty())).isEqualTo(LocalDate.of(2025, 6, 20));
        assertThat(choose(folders, Optional.of(VintageScope.LARGE_SCALE), Optional.empty()))
                .isEqualTo(LocalDate.of(2026, 8, 19));
    }

    @Test
    void aMissingVintageIsNamedWithTheExistingOnes() {
        folder("vintage=2025-06-20", "all");
        folder("vintage=2026-08-19", "large-scale");
        VintageFolders folders = folders();
        assertThatThrownBy(() -> choose(folders, Optional.of(VintageScope.PAPER), Optional.empty()))
                .hasMessage("input " + dataset
                        + " has no vintage of scope paper; it has 2025-06-20 (all), 2026-08-19 (large-scale)");
        assertThatThrownBy(() -> choose(folders, Optional.empty(), Optional.of(LocalDate.of(2026, 8, 19))))
                .hasMessageStartingWith("input " + dataset + " has no vintage 2026-08-19 of scope comparable; it has"
                        + " 2025-06-20 (all), 2026-08-19 (large-scale)");
    }

    @Test
    void anImportReplacesItsDateAndScopeOrGetsAFolderNamedForTheScope() {
        assertThat(VintageFolders.ofOrNone(TestSession.get(), dataset + "/none")
                        .folderFor(LocalDate.of(2026, 8, 19), VintageScope.NOTABLE))
                .isEqualTo("vintage=2026-08-19");
        folder("vintage=2026-08-19", "notable");
        folder("vintage=2026-08-19.large-scale", "large-scale");
        VintageFolders folders = folders();
        LocalDate date = LocalDate.of(2026, 8, 19);
        assertThat(folders.folderFor(date, VintageScope.NOTABLE)).isEqualTo("vintage=2026-08-19");
        assertThat(folders.folderFor(date, VintageScope.LARGE_SCALE)).isEqualTo("vintage=2026-08-19.large-scale");
        assertThat(folders.folderFor(date, VintageScope.ALL)).isEqualTo("vintage=2026-08-19.all");
    }

    @Test
    void anImportIsRefusedIfTheFolderOfItsDateRecordsNoScope() {
        folder("vintage=2025-06-20", "");
        LocalDate date = LocalDate.of(2025, 6, 20);
        assertThatThrownBy(() -> folders().folderFor(date, VintageScope.LARGE_SCALE))
                .hasMessage(dataset + " has 2025-06-20 in vintage=2025-06-20, which records no scope, so it is unknown"
                        + " whether this import, of scope large-scale, replaces it: write the scope of that folder (one of"
                        + " notable, all, milestones, paper, large-scale) into its file _scope, or remove the folder");
        folder("vintage=2025-06-20.all", "all");
        assertThat(folders().folderFor(date, VintageScope.ALL)).isEqualTo("vintage=2025-06-20.all");
    }

    @Test
    void anUnknownScopeIsRefused() {
        folder("vintage=2026-08-19", "everything");
        assertThatThrownBy(this::folders)
                .hasMessageContaining("_scope has 'everything': a scope must be one of notable, all, milestones");
    }

    @Test
    void twoFoldersOfOneDateAndScopeAreRefused() {
        folder("vintage=2026-08-19", "notable");
        folder("vintage=2026-08-19.notable", "notable");
        assertThatThrownBy(this::folders)
                .hasMessageContaining("vintage=2026-08-19")
                .hasMessageContaining("have the same date and scope");
    }

    private VintageFolders folders() {
        return VintageFolders.of(TestSession.get().sparkContext().hadoopConfiguration(), dataset.toString());
    }

    private static LocalDate choose(VintageFolders folders, Optional<VintageScope> scope, Optional<LocalDate> date) {
        return folders.choose(folders.series(scope, folder -> true), scope, date)
                .vintage()
                .date();
    }

    private List<String> described(Optional<VintageScope> scope) {
        return described(folders().series(scope, folder -> true));
    }

    /** For each folder: its name, its scope, and whether only its notable releases are analysed. */
    private static List<String> described(List<VintageFolders.Folder> series) {
        return series.stream()
                .map(folder -> folder.path().getName() + " " + folder.vintage().listedScope() + " "
                        + folder.vintage().onlyNotable())
                .toList();
    }

    private void folder(String name, String scope) {
        try {
            Path folder = Files.createDirectories(dataset.resolve(name));
            if (!scope.isEmpty()) {
                Files.writeString(folder.resolve("_scope"), scope + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
