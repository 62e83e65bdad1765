package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading published Parquet tables while others are published. */
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
    void everyVintageIsThereWithItsRowsAndManifest() {
        publisher().publish(SmallTables.publication(FIRST, 1));
        publisher().publish(SmallTables.publication(SECOND, 2));
        assertThat(folder().vintages()).containsExactly(FIRST, SECOND);
        assertThat(folder().manifest(FIRST)).contains("{\"run_id\": \"00000001\"}");
        assertThat(folder().reader(FIRST).rows(ALPHA, List.of()))
                .hasSize(SmallTables.ROWS)
                .allMatch(row -> row.requireNumber("publication") == 1);
    }

    @Test
    void readersDoNotWaitForPublishers() {
        publisher().publish(SmallTables.publication(FIRST, 1));
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
    void aFolderWithoutTablesIsNamed() {
        assertThatThrownBy(this::folder)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no published tables: 'compute-trends run' publishes them");
    }
}
