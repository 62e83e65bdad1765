package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.computetrends.TestSession;
import org.computetrends.domain.PublishedRow;
import org.computetrends.table.Table;

/** The tables of one vintage in a folder. They are read without Spark, which would take longer to plan than to read. */
public final class PublishedOutput {
    private final Configuration hadoop = TestSession.get().sparkContext().hadoopConfiguration();
    private final String folder;
    private final LocalDate vintage;
    private final PublishedTableReader reader;

    /** @param folder has the folder {@code tables} */
    public PublishedOutput(String folder, LocalDate vintage) {
        this.folder = folder;
        this.vintage = vintage;
        this.reader = new PublishedTableReader(hadoop, folder + "/tables", vintage);
    }

    /** How often each row is in the table, which must be published. Columns of timestamps are left out. */
    public Map<PublishedRow, Long> rows(Table table) {
        assertThat(isPublished(table)).as(table.name() + " in " + folder).isTrue();
        return reader.read(table).rows().stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }

    /**
     * Fails unless the other output has the same rows, in any order, to the last digit.
     *
     * @return the number of rows
     */
    public long assertSameRows(PublishedOutput other, Collection<Table> tables) {
        long compared = 0;
        for (Table table : tables) {
            Map<PublishedRow, Long> expected = rows(table);
            Map<PublishedRow, Long> actual = other.rows(table);
            assertThat(actual.equals(expected))
                    .as(() -> table.name() + " of " + other.folder + " has the row " + onlyIn(actual, expected) + "; "
                            + folder + " has " + onlyIn(expected, actual))
                    .isTrue();
            compared += expected.values().stream().mapToLong(Long::longValue).sum();
        }
        return compared;
    }

    private boolean isPublished(Table table) {
        Path rows = new Path(folder + "/tables/" + table.name(), ParquetPublisher.partition(vintage));
        try {
            return rows.getFileSystem(hadoop).exists(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String onlyIn(Map<PublishedRow, Long> rows, Map<PublishedRow, Long> others) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().equals(others.get(row.getKey())))
                .map(row -> row.getValue() + " times " + row.getKey().values())
                .findFirst()
                .orElse("no other");
    }
}
