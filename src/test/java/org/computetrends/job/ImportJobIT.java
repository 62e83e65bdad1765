package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.computetrends.TestSession;
import org.computetrends.domain.VintageScope;
import org.computetrends.ingest.TextEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJobIT {
    private static final LocalDate VINTAGE = LocalDate.of(2024, 1, 1);

    @TempDir
    Path folder;

    @Test
    void releasesWithoutAFlagAreNotNotableWhereOthersHaveOne() throws IOException {
        ImportJob.Result result = imported("some.csv", Optional.empty(), """
                Model,Publication date,Notability criteria
                A,2020-01-01,Highly cited
                B,2021-01-01,
                """);
        assertThat(warnings(result)).isEmpty();
        assertThat(result.scope().scope()).isEqualTo(VintageScope.ALL);
        assertThat(result.scope().reason()).isEqualTo("1 of 2 releases are flagged notable");
        assertThat(notable(result)).containsExactlyInAnyOrderEntriesOf(Map.of("A", true, "B", false));
    }

    @Test
    void aScopeThatTheFileContradictsIsImportedWithAWarning() throws IOException {
        ImportJob.Result result = imported("notable.csv", Optional.of(VintageScope.ALL), """
                Model,Publication date,Notability criteria
                A,2020-01-01,Highly cited
                """);
        assertThat(result.scope().scope()).isEqualTo(VintageScope.ALL);
        assertThat(warnings(result))
                .singleElement()
                .asString()
                .endsWith(
                        "notable.csv looks like scope notable (every release is flagged notable), and is imported as all");
    }

    @Test
    void releasesAfterTheVintageAreCounted() throws IOException {
        assertThat(warnings(imported("late.csv", Optional.of(VintageScope.ALL), """
                Model,Publication date
                A,2023-12-31
                B,2024-01-01
                C,2024-01-02
                D,2025-01-01
                """)))
                .singleElement()
                .asString()
                .endsWith(
                        "late.csv: 2 releases are dated after the vintage's date 2024-01-01, and runs will reject them:"
                                + " does the file contain later knowledge than that day?");
        assertThat(warnings(imported("one.csv", Optional.of(VintageScope.ALL), """
                Model,Publication date
                C,2024-01-02
                """)))
                .singleElement()
                .asString()
                .contains("one.csv: 1 release is dated after");
    }

    @Test
    void anotherScopeOfTheSameDayIsNamed() throws IOException {
        String csv = """
                Model,Publication date
                A,2020-01-01
                """;
        ImportJob.Result first = imported("first.csv", Optional.of(VintageScope.ALL), csv);
        assertThat(first.isReplaced()).isFalse();
        assertThat(imported("first.csv", Optional.of(VintageScope.ALL), csv).isReplaced())
                .isTrue();
        ImportJob.Result second = imported("first.csv", Optional.of(VintageScope.NOTABLE), csv);
        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(warnings(second))
                .singleElement()
                .asString()
                .endsWith(" has this date in " + first.folder()
                        + " too: remove that folder if this import is to replace it");
    }

    private ImportJob.Result imported(String name, Optional<VintageScope> scope, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve(name), csv);
        return new ImportJob(
                        TestSession.get(),
                        ShippedRuns.config(ShippedRuns.EVERY_VINTAGE, "none", Optional.empty(), Map.of()))
                .run(file.toString(), TextEncoding.UTF_8, VINTAGE, scope, dataset());
    }

    /** The warnings, except those of the columns that these small files lack. */
    private static List<String> warnings(ImportJob.Result result) {
        return result.warnings().stream()
                .filter(warning -> !warning.contains(": no column for "))
                .toList();
    }

    private String dataset() {
        return folder.resolve("dataset").toString();
    }

    private Map<String, Boolean> notable(ImportJob.Result result) {
        return TestSession.collect(TestSession.get().read().parquet(dataset() + "/" + result.folder())).stream()
                .collect(Collectors.toMap(row -> row.<String>getAs("model"), row -> row.<Boolean>getAs("notable")));
    }
}
