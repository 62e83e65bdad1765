package org.computetrends.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows of tables, read by DuckDB or Trino, with cells as texts that are equal only for equal values: the bits of doubles, timestamps
 * in UTC to the microsecond, arrays as JSON. Null stays null.
 */
final class ComparedRows {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private ComparedRows() {}

    /** Reads a folder of tables with DuckDB. */
    static Map<Table, List<List<String>>> ofFiles(Path folder, List<Table> tables) throws Exception {
        Map<Table, List<List<String>>> rows = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                String query = table.warehouseColumns().stream()
                        .map(Column::name)
                        .collect(Collectors.joining(
                                ", ",
                                "SELECT ",
                                " FROM read_parquet('" + folder.resolve(table.name())
                                        + "/*/*.parquet', hive_partitioning = true)"));
                rows.put(table, rows(statement, query));
            }
        }
        return rows;
    }

    private static List<List<String>> rows(Statement statement, String query) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(text(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Timestamps are in UTC: Parquet's INT96, which Spark writes, has no time zone. */
    private static @Nullable String text(@Nullable Object value) throws SQLException, JsonProcessingException {
        if (value instanceof Double number) {
            return String.format("%016X", Double.doubleToRawLongBits(number));
        }
        if (value instanceof Timestamp moment) {
            return MOMENT.format(moment.toLocalDateTime());
        }
        return value instanceof Array array
                ? new ObjectMapper().writeValueAsString(array.getArray())
                : value == null ? null : value.toString();
    }

    /**
     * Reads tables of a catalog with Trino.
     *
     * @param source the text after FROM for a table
     */
    static Map<Table, List<List<String>>> ofTrino(TestTrino trino, Set<Table> tables, Function<Table, String> source)
            throws Exception {
        Map<String, List<List<String>>> rows = new HashMap<>();
        for (JsonNode row : trino.query(tables.stream()
                .map(table -> select(table) + " FROM " + source.apply(table))
                .toList())) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? null : cell.textValue()));
            rows.computeIfAbsent(cells.remove(0), table -> new ArrayList<>()).add(cells);
        }
        return tables.stream()
                .collect(Collectors.toMap(table -> table, table -> rows.getOrDefault(table.name(), List.of())));
    }

    private static String select(Table table) {
        StringBuilder query = new StringBuilder("SELECT '" + table.name() + "' AS of_table");
        for (Column column : table.warehouseColumns()) {
            query.append(", ").append(cell(column)).append(" AS ").append(column.name());
        }
        return query.toString();
    }

    private static String cell(Column column) {
        if (column.type().equals(DataTypes.DoubleType)) {
            return "to_hex(to_ieee754_64(" + column.name() + "))";
        }
        if (column.type().equals(DataTypes.TimestampType)) {
            return "to_iso8601(" + column.name() + " AT TIME ZONE 'UTC')";
        }
        return column.type() instanceof ArrayType
                ? "json_format(CAST(" + column.name() + " AS JSON))"
                : "CAST(" + column.name() + " AS VARCHAR)";
    }

    /** Rows that only one of the lists has, and the extra copies of a row that one list has more often. */
    static List<List<String>> unmatched(List<List<String>> some, List<List<String>> others) {
        List<List<String>> unmatchedRows = new ArrayList<>();
        Map<List<String>, Integer> surplus = new HashMap<>();
        some.forEach(row -> surplus.merge(row, 1, Integer::sum));
        others.forEach(row -> surplus.merge(row, -1, Integer::sum));
        surplus.forEach((row, times) -> unmatchedRows.addAll(Collections.nCopies(Math.abs(times), row)));
        return unmatchedRows;
    }
}
