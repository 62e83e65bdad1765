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
import java.util.Locale;
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
 * Rows of tables as two engines read them. Each cell is a text, equal only for equal values: doubles are written as
 * bits, times in UTC to the microsecond, arrays as JSON.
 */
final class ComparedRows {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private ComparedRows() {}

    /** A folder of tables, by DuckDB. */
    static Map<Table, List<List<String>>> ofFiles(Path folder, List<Table> tables) throws Exception {
        Map<Table, List<List<String>>> rows = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                List<List<String>> ofTable = new ArrayList<>();
                String query = table.warehouseColumns().stream()
                        .map(Column::name)
                        .collect(Collectors.joining(
                                ", ",
                                "SELECT ",
                                " FROM read_parquet('" + folder.resolve(table.name())
                                        + "/*/*.parquet', hive_partitioning = true)"));
                try (ResultSet result = statement.executeQuery(query)) {
                    int columns = table.warehouseColumns().size();
                    while (result.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 1; i <= columns; i++) {
                            row.add(text(result.getObject(i)));
                        }
                        ofTable.add(row);
                    }
                }
                rows.put(table, ofTable);
            }
        }
        return rows;
    }

    /** Times are in UTC, because Parquet's INT96, which Spark writes, has no time zone. */
    private static @Nullable String text(@Nullable Object value) throws SQLException, JsonProcessingException {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%016X", Double.doubleToRawLongBits(number));
        }
        if (value instanceof Timestamp moment) {
            return MOMENT.format(moment.toLocalDateTime());
        }
        return value instanceof Array array
                ? new ObjectMapper().writeValueAsString(array.getArray())
                : value == null ? null : value.toString();
    }

    /**
     * Tables of a catalog, by Trino.
     *
     * @param source the SQL after FROM for a table
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

    /** The rows of either engine that the other lacks, as often as it lacks them. */
    static List<List<String>> withoutEqual(List<List<String>> some, List<List<String>> others) {
        List<List<String>> left = new ArrayList<>();
        Map<List<String>, Integer> surplus = new HashMap<>();
        some.forEach(row -> surplus.merge(row, 1, Integer::sum));
        others.forEach(row -> surplus.merge(row, -1, Integer::sum));
        surplus.forEach((row, times) -> left.addAll(Collections.nCopies(Math.abs(times), row)));
        return left;
    }
}
