package org.computetrends.domain;

import java.util.List;
import java.util.Set;

/**
 * A table of one vintage as it was published, or as much of it as was asked for.
 *
 * @param heading its name and columns
 * @param rows its rows, in the order of its key
 * @param rowsPublished how many rows were published, those that were not asked for included
 */
public record PublishedTable(Heading heading, List<PublishedRow> rows, long rowsPublished) {

    public PublishedTable {
        rows = List.copyOf(rows);
        if (rowsPublished < rows.size()) {
            throw new IllegalArgumentException(
                    "table " + heading.name() + " has " + rows.size() + " rows of " + rowsPublished);
        }
    }

    /**
     * What a row's values are called.
     *
     * @param name the table's name
     * @param key the columns that identify a row
     * @param columns every column, the key's included
     */
    public record Heading(String name, List<String> key, Set<String> columns) {
        public Heading {
            key = List.copyOf(key);
            columns = Set.copyOf(columns);
            if (!columns.containsAll(key)) {
                throw new IllegalArgumentException("table " + name + " lacks a column of its key " + key);
            }
        }
    }
}
