package org.computetrends.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedRow;

/** Finds rows of a table by the texts in their key columns. Two rows with the same key are an error. */
final class RowIndex {
    private final List<String> keyColumns;
    private final Map<List<String>, PublishedRow> rowsByKey;

    RowIndex(Rows rows, String... keyColumns) {
        this.keyColumns = List.of(keyColumns);
        this.rowsByKey = rows.stream().collect(Collectors.toMap(row -> key(row, Map.of()), Function.identity()));
    }

    /**
     * The counterpart of a row: the row with the same key except for the given columns. An example is the score of
     * another method at the same horizon.
     *
     * @param differences the counterpart's texts in the columns that differ, by key column
     */
    Optional<PublishedRow> counterpart(PublishedRow row, Map<String, String> differences) {
        return Optional.ofNullable(rowsByKey.get(key(row, differences)));
    }

    private List<String> key(PublishedRow row, Map<String, String> changes) {
        return keyColumns.stream()
                .map(column -> changes.getOrDefault(column, row.requireText(column)))
                .toList();
    }
}
