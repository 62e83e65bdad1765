package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.computetrends.TestSession;
import org.computetrends.domain.PublishedRow;
import org.computetrends.table.Table;

/** The tables of one vintage in a folder. They are read without Spark, which would take longer to plan than to read. */
public final class PublishedOutput {
    private final String folder;
    private final PublishedTableReader reader;

    /** @param folder has the folder {@code tables} */
    public PublishedOutput(String folder, LocalDate vintage) {
        this.folder = folder;
        this.reader = new PublishedTableReader(
                TestSession.get().sparkContext().hadoopConfiguration(), folder + "/tables", vintage);
    }

    /** How often each row is in the table. Columns of timestamps are left out. */
    public Map<PublishedRow, Long> rows(Table table) {
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

    private static String onlyIn(Map<PublishedRow, Long> rows, Map<PublishedRow, Long> others) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().equals(others.get(row.getKey())))
                .map(row -> row.getValue() + " times " + row.getKey().values())
                .findFirst()
                .orElse("no other");
    }
}
