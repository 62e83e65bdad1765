package org.computetrends.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the tables of two outputs row by row: all columns except the run's id, of all tables except {@code runs}.
 * Arguments: both folders of tables. The exit code is 1 if they differ.
 */
final class SameTables {

    private SameTables() {}

    public static void main(String[] arguments) throws Exception {
        long rows = 0;
        long different = 0;
        List<String> tables = tables(Path.of(arguments[0]));
        if (!tables.equals(tables(Path.of(arguments[1])))) {
            throw new IllegalStateException("there are the tables " + tables + " and " + tables(Path.of(arguments[1])));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                String first = select(arguments[0], table);
                String second = select(arguments[1], table);
                rows += count(statement, first);
                long differing = count(statement, "(" + first + " except all " + second + ")")
                        + count(statement, "(" + second + " except all " + first + ")");
                if (differing > 0) {
                    System.out.println(table + ": " + differing + " rows have no equal");
                }
                different += differing;
            }
        }
        System.out.println(tables.size() + " tables, " + rows + " rows, " + different + " without an equal");
        System.exit(different == 0 ? 0 : 1);
    }

    private static List<String> tables(Path folder) throws java.io.IOException {
        try (Stream<Path> tables = Files.list(folder)) {
            return tables.map(table -> table.getFileName().toString())
                    .filter(table -> !table.equals("runs"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String select(String folder, String table) {
        return "select columns(lambda name: name not in ('run_id', 'published_at')) from read_parquet('" + folder + "/"
                + table + "/*/*.parquet')";
    }

    private static long count(Statement statement, String query) throws java.sql.SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from (" + query + ")")) {
            count.next();
            return count.getLong(1);
        }
    }
}
