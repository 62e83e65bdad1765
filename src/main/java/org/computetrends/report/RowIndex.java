package org.computetrends.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.computetrends.domain.PublishedRow;

/** Finds rows of a table by their key: the texts of some columns, which are different for each row. */
final class RowIndex {
    private final List<String> keyColumns;
    private final Map<List<String>, PublishedRow> rowsByKey;

    RowIndex(Rows rows, String... keyColumns) {
        this.keyColumns = List.of(keyColumns);
        this.rowsByKey = rows.stream().collect(Collectors.toMap(row -> key(row, Map.of()), Function.identity()));
    }

    /**
     * The row whose key is that of another row, except in some columns.
     *
     * @param changes the key's texts in these columns, by column
     */
    Optional<PublishedRow> find(PublishedRow other, Map<String, String> changes) {
        return Optional.ofNullable(rowsByKey.get(key(other, changes)));
    }

    private List<String> key(PublishedRow row, Map<String, String> changes) {
        return keyColumns.stream()
                .map(column -> changes.getOrDefault(column, row.requireText(column)))
                .toList();
    }
}
