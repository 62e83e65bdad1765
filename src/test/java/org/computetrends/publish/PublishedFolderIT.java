package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFolderIT {
    private static final LocalDate FIRST = SmallTables.FIRST_VINTAGE;
    private static final LocalDate SECOND = FIRST.plusYears(1);
    private static final Table ALPHA = SmallTables.TABLES.get(0);

    @TempDir
    private Path output;

    private ParquetPublisher publisher() {
        return new ParquetPublisher(TestSession.get(), output.toString(), 1000);
    }

    private PublishedFolder folder() {
        return new PublishedFolder(new Configuration(), output.toString());
    }

    @Test
    void everyVintageHasItsRowsAndManifest() {
        SmallTables.publish(publisher(), FIRST, 1);
        SmallTables.publish(publisher(), SECOND, 2);
        assertThat(folder().vintages()).containsExactly(FIRST, SECOND);
        assertThat(folder().manifest(FIRST)).contains("{\"run_id\": \"00000001\"}");
        assertThat(folder().reader(FIRST).rows(ALPHA, List.of()))
                .hasSize(SmallTables.ROWS)
                .allMatch(row -> row.requireNumber("publication") == 1);
    }

    @Test
    void aReaderKeepsThePublicationThatItOpened() {
        SmallTables.publish(publisher(), FIRST, 1);
        try (TableSink.Staged stagedTables = publisher().stage(SmallTables.publication(FIRST, 2))) {
            PublishedFolder before = folder();
            stagedTables.makeVisible();
            PublishedFolder after = folder();
            assertThat(before.reader(FIRST).rows(ALPHA, List.of()))
                    .hasSize(SmallTables.ROWS)
                    .allMatch(row -> row.requireNumber("publication") == 1);
            assertThat(after.reader(FIRST).rows(ALPHA, List.of()))
                    .hasSize(SmallTables.ROWS)
                    .allMatch(row -> row.requireNumber("publication") == 2);
        }
    }

    @Test
    void aDamagedFileIsAnErrorOfTheInput() throws IOException {
        SmallTables.publish(publisher(), FIRST, 1);
        Path file;
        try (Stream<Path> files = Files.walk(output.resolve("versions"))) {
            file = files.filter(each -> each.getFileName().toString().endsWith(".parquet")
                            && each.toString().contains("/" + ALPHA.name() + "/"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        // Two damages: the file is cut off, or has other bytes in its rows.
        byte[] otherRows = bytes.clone();
        Arrays.fill(otherRows, 4, bytes.length / 3, (byte) 0x55);
        for (byte[] damaged : List.of(Arrays.copyOf(bytes, bytes.length / 2), otherRows)) {
            Files.write(file, damaged);
            TestSinks.assertThatFails(
                            UserException.Kind.INPUT,
                            () -> folder().reader(FIRST).rows(ALPHA, List.of()))
                    .hasMessageContaining(ALPHA.name())
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void aFolderWithoutTablesIsRefused() {
        assertThatThrownBy(this::folder)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no published tables: 'compute-trends run' publishes them");
    }
}
