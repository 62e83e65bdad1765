package org.computetrends.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;

/**
 * Computes the trends of the default settings with the best SQL that we know, in DuckDB, over the same files: the
 * number of releases and the slope of each, and moments by organization. It does no bootstrap, forecast or
 * publication. {@link ReleaseSql}, {@link ScanSql} and {@link ExtraSql} create the SQL.
 */
final class DuckDbTrends {
    /** The largest relative difference of a slope from the job's. */
    private static final double TOLERANCE = 1e-9;

    /** How much is computed. */
    private enum Form {
        /** Numbers of releases, slopes, moments by organization. */
        SLOPES,
        /** These, and everything else that the job's scans compute: {@link ExtraSql}. */
        EXTRA,
        /** These, and without releases that repeat another's name, date and organizations. */
        DUPLICATES;

        static Form of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** A trend's number of releases and its slope in OOM per year; NaN if there is none. */
    private record Slope(long n, double oomPerYear) {}

    private DuckDbTrends() {}

    /** The statements of a form, in order. */
    private static List<String> statements(Form form, String files, LocalDate vintage) {
        TrendConfig config = new ConfigLoader(Optional.empty(), Optional.empty(), Map.of()).load();
        ReleaseSql releases = new ReleaseSql(config, files, vintage, form == Form.DUPLICATES);
        TrendSql trends = new TrendSql(config, releases);
        ExtraSql extra = new ExtraSql(releases);
        boolean isExtra = form != Form.SLOPES;
        List<String> statements = new ArrayList<>();
        statements.add("create temp macro try_divide(a, b) as case when b <> 0 then a / b end");
        if (form == Form.DUPLICATES) {
            statements.addAll(releases.duplicates());
        }
        statements.addAll(
                trends.scans().firstScan(isExtra ? ExtraSql.columns() : List.of(), isExtra ? extra.aggregates() : ""));
        statements.addAll(trends.scans().secondScan());
        if (isExtra) {
            statements.addAll(extra.statements());
        }
        statements.add(trends.trends());
        return statements;
    }

    private static Connection open(int threads, String memory) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set memory_limit = '" + memory + "'");
            statement.execute("set temp_directory = '" + System.getProperty("java.io.tmpdir") + "/duckdb'");
            statement.execute("set preserve_insertion_order = false");
        }
        return connection;
    }

    private static Map<String, Slope> slopes(Statement statement, String query) throws SQLException {
        Map<String, Slope> slopes = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                double slope = rows.getDouble(3);
                slopes.put(rows.getString(1), new Slope(rows.getLong(2), rows.wasNull() ? Double.NaN : slope));
            }
        }
        return slopes;
    }

    /**
     * The largest relative difference of a slope from the job's, over the trends that the job fitted.
     *
     * @throws IllegalStateException when the trends or numbers of releases differ, or the difference is too large
     */
    private static double farthest(Map<String, Slope> slopes, Map<String, Slope> ofJob) {
        if (!slopes.keySet().equals(ofJob.keySet())) {
            TreeSet<String> only = new TreeSet<>(slopes.keySet());
            only.removeAll(ofJob.keySet());
            TreeSet<String> missing = new TreeSet<>(ofJob.keySet());
            missing.removeAll(slopes.keySet());
            throw new IllegalStateException("trends of SQL alone: " + only + ", of the job alone: " + missing);
        }
        double farthest = 0;
        for (Map.Entry<String, Slope> entry : slopes.entrySet()) {
            Slope ours = entry.getValue();
            Slope theirs = ofJob.get(entry.getKey());
            if (ours.n() != theirs.n()) {
                throw new IllegalStateException(
                        entry.getKey() + " has " + theirs.n() + " releases in the job's table, not " + ours.n());
            }
            if (!Double.isNaN(theirs.oomPerYear())) {
                double difference = Math.abs(ours.oomPerYear() / theirs.oomPerYear() - 1);
                if (!(difference <= TOLERANCE)) {
                    throw new IllegalStateException(entry.getKey() + " has a slope of " + theirs.oomPerYear()
                            + " in the job's table, not " + ours.oomPerYear());
                }
                farthest = Math.max(farthest, difference);
            }
        }
        return farthest;
    }

    /**
     * {@code DuckDbTrends FORM GLOB VINTAGE THREADS MEMORY [TRENDS]}: runs a form ({@code slopes}, {@code extra},
     * {@code duplicates}) once, and prints trends and seconds. Given a folder of the job's table {@code trends}, it
     * also prints the largest difference of a slope. It fails if numbers of releases differ, or a slope by more than
     * 1e-9 of itself. With {@code sql} for threads it only prints the statements.
     */
    public static void main(String[] arguments) throws SQLException {
        List<String> statements = statements(Form.of(arguments[0]), arguments[1], LocalDate.parse(arguments[2]));
        if (arguments[3].equals("sql")) {
            statements.forEach(statement -> System.out.println(statement + ";"));
            return;
        }
        long started = System.nanoTime();
        try (Connection connection = open(Integer.parseInt(arguments[3]), arguments[4]);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
            Map<String, Slope> slopes = slopes(statement, "select trend, n, slope from trends");
            double seconds = (System.nanoTime() - started) / 1e9;
            slopes.forEach((trend, slope) ->
                    System.out.printf(Locale.ROOT, "%s %d %.12g%n", trend, slope.n(), slope.oomPerYear()));
            System.out.printf(Locale.ROOT, "%d trends, %.2f s%n", slopes.size(), seconds);
            if (arguments.length > 5) {
                Map<String, Slope> ofJob = slopes(
                        statement,
                        "select metric || '/' || cohort || '/' || era, n, slope_oom_per_year from read_parquet('"
                                + arguments[5] + "/*/*.parquet') where growth_model = 'exponential'");
                System.out.printf(
                        Locale.ROOT,
                        "n equal, largest relative difference of a slope: %.1e%n",
                        farthest(slopes, ofJob));
            }
        }
    }
}
