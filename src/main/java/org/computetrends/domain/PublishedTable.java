package org.computetrends.domain;

import java.util.List;
import java.util.Set;

/**
 * A published table of one vintage, or the requested part of it.
 *
 * @param rows the requested rows, in the order of the key
 * @param rowsPublished the number of published rows, including those not requested
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
     * A table's name and columns.
     *
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
