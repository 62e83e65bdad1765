package org.computetrends.publish;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of a published PostgreSQL table, without its columns of timestamps. Memory grows only with the wanted
 * rows.
 */
record PostgresRows(Connection connection, PublishedTable.Heading heading) {
    private static final int ROWS_PER_FETCH = 1000;

    /** The wanted rows of a query that selects columns of the table. The connection must be in autocommit mode. */
    PublishedTable read(String query, Predicate<PublishedCells> isWanted) throws SQLException {
        List<PublishedRow> rows = new ArrayList<>();
        long rowsPublished = 0;
        connection.setAutoCommit(false); // in autocommit mode, the driver would fetch all rows at once
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    PublishedRow row = row(result);
                    rowsPublished++;
                    if (isWanted.test(row)) {
                        rows.add(row);
                    }
                }
            }
        } finally {
            connection.setAutoCommit(true);
        }
        return new PublishedTable(heading, rows, rowsPublished);
    }

    private PublishedRow row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> values = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = value(result, columns, i);
            if (value != null && heading.columns().contains(columns.getColumnName(i))) {
                values.put(columns.getColumnName(i), value);
            }
        }
        return new PublishedRow(heading, values);
    }

    private static @Nullable Object value(ResultSet result, ResultSetMetaData columns, int index) throws SQLException {
        if (result.getObject(index) == null) {
            return null;
        }
        return switch (columns.getColumnTypeName(index)) {
            case "date" -> result.getObject(index, LocalDate.class);
            case "int4" -> (Object) result.getLong(index);
            case "timestamptz" -> null;
            case "_text" -> // an array
                Arrays.stream((Object[]) result.getArray(index).getArray())
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .toList();
            default -> result.getObject(index);
        };
    }
}
