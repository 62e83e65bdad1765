package org.computetrends.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job's scans as DuckDB does them, over the same files: rows curated and counted by fault, each metric's moments by
 * day, rolled into windows; the running top ten and the running record; every row labelled, and each trend's slope by
 * {@code regr_slope}; moments by organization. It draws no bootstrap, forecasts nothing and publishes nothing.
 *
 * <p>Each metric is read by itself: so DuckDB reads only the columns that it needs.
 */
final class DuckDbTrends {
    /** The metrics of the default configuration, by their ids: columns, or expressions of them. */
    static final Map<String, String> METRICS = metrics();

    private static final List<String> QUANTITIES = List.of(
            "parameters",
            "training_compute_flop",
            "training_compute_low_flop",
            "training_compute_high_flop",
            "dataset_size",
            "training_time_hours",
            "hardware_quantity",
            "hardware_utilization",
            "training_power_watts",
            "training_cost_usd",
            "training_cost_cloud_usd",
            "training_cost_acquisition_usd");

    private static final int LARGEST = 10;

    private final Connection connection;
    private final String files;
    private final LocalDate vintage;

    /**
     * @param connection a connection of its own
     * @param files a glob of Parquet files of the canonical schema
     * @param vintage the date that no release may be after
     */
    DuckDbTrends(Connection connection, String files, LocalDate vintage) {
        this.connection = connection;
        this.files = files;
        this.vintage = vintage;
    }

    /** A trend's number of releases and its slope in OOM a year. */
    record Slope(long n, double oomPerYear) {}

    /**
     * What was found.
     *
     * @param kept rows without a fault of their own
     * @param slopes by metric, cohort and era, as {@code metric/cohort/era}
     */
    record Result(long kept, Map<String, Slope> slopes) {}

    private static Map<String, String> metrics() {
        Map<String, String> metrics = new LinkedHashMap<>();
        metrics.put("training_compute", "training_compute_flop");
        metrics.put("parameters", "parameters");
        metrics.put("dataset_size", "dataset_size");
        metrics.put("training_cost", "training_cost_usd");
        metrics.put("training_cost_cloud", "training_cost_cloud_usd");
        metrics.put("training_cost_acquisition", "training_cost_acquisition_usd");
        metrics.put("training_power", "training_power_watts");
        metrics.put("training_time", "training_time_hours");
        metrics.put("compute_per_dollar", "training_compute_flop / training_cost_usd");
        metrics.put("split_compute", "if(parameters > 0 and dataset_size > 0, training_compute_flop, null)");
        metrics.put("split_parameters", "if(training_compute_flop > 0 and dataset_size > 0, parameters, null)");
        metrics.put("split_data", "if(training_compute_flop > 0 and parameters > 0, dataset_size, null)");
        metrics.put("split_residual", "training_compute_flop / parameters / (6 * dataset_size)");
        metrics.put(
                "paid_compute", "if(training_cost_usd > 0 and training_time_hours > 0, training_compute_flop, null)");
        metrics.put(
                "paid_dollars_per_hour",
                "if(training_compute_flop > 0, training_cost_usd / training_time_hours, null)");
        metrics.put(
                "paid_compute_per_dollar",
                "if(training_time_hours > 0, training_compute_flop / training_cost_usd, null)");
        metrics.put("paid_hours", "if(training_compute_flop > 0 and training_cost_usd > 0, training_time_hours, null)");
        metrics.put("hardware_quantity", "hardware_quantity");
        return metrics;
    }

    /** Opens a database in memory. */
    static Connection open(int threads, String memory) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set memory_limit = '" + memory + "'");
            statement.execute("set preserve_insertion_order = false");
        }
        return connection;
    }

    Result run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(curated());
            long kept = faults(statement);
            Map<String, Slope> slopes = new LinkedHashMap<>();
            for (Map.Entry<String, String> metric : METRICS.entrySet()) {
                statement.execute(
                        "create or replace temp view valued as select *, log10(v) as y from (select d, notable, original,"
                                + " org, " + metric.getValue() + " as v from curated) where v > 0 and isfinite(v)");
                statement.execute(days());
                statement.execute(profiles());
                statement.execute(labelled());
                slopes(statement, metric.getKey(), slopes);
                statement.execute(organizations());
            }
            return new Result(kept, slopes);
        }
    }

    private String curated() {
        return """
                create or replace temp view curated as
                select case date_precision when 'MONTH' then least(published_on + 14, date '%2$s')
                         when 'YEAR' then least(make_date(year(published_on), 7, 1), date '%2$s')
                         else published_on end as d,
                  coalesce(notable, false) as notable, coalesce(trim(base_model), '') = '' as original,
                  lower(trim(organizations[1])) as org, * exclude (notable)
                from read_parquet('%1$s')
                where trim(model) <> '' and published_on between date '1940-01-01' and date '%2$s'
                  and coalesce(upper(trim(confidence)), '') <> 'WRONG'""".formatted(files, vintage);
    }

    /** Counts rows by what is wrong with them. */
    private long faults(Statement statement) throws SQLException {
        StringBuilder counts = new StringBuilder();
        for (String column : QUANTITIES) {
            counts.append(", count(*) filter (")
                    .append(column)
                    .append(" <= 0), count(*) filter (not isfinite(")
                    .append(column)
                    .append("))");
        }
        try (ResultSet rows = statement.executeQuery(
                "select count(*) filter (trim(model) <> '' and published_on between date '1940-01-01'"
                        + " and date '" + vintage
                        + "'), count(*) filter (coalesce(trim(model), '') = ''), count(*) filter (published_on is null),"
                        + " count(*) filter (published_on > date '" + vintage
                        + "'), count(*) filter (published_on < date '1940-01-01'),"
                        + " count(*) filter (upper(confidence) = 'WRONG')" + counts + " from read_parquet('" + files
                        + "')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String days() {
        return "create or replace temp table days as select d, count(*) as n, sum(y) as s, sum(y * y) as q, max(case when original then v end, "
                + LARGEST + ") as top from valued group by d";
    }

    /** By day: mean and deviation of the window, the value that enters the top ten, and the record so far. */
    private static String profiles() {
        return """
                create or replace temp table profiles as
                with windows as (
                  select d, top[1] as largest, sum(s) over w / sum(n) over w as mean,
                    case when sum(n) over w > 1 then sqrt(greatest(sum(q) over w / sum(n) over w
                      - (sum(s) over w / sum(n) over w) ** 2, 0)) end as sd,
                    max(top[1]) over (order by d rows between unbounded preceding and 1 preceding) as before
                  from days
                  window w as (order by d range between interval 364 day preceding and interval 364 day following)),
                tops as (select d, unnest(top) as v from days),
                entries as (select distinct d, (max(v, %d) over (order by d))[%d] as entry from tops)
                select windows.*, entry from windows left join entries using (d)""".formatted(LARGEST, LARGEST);
    }

    /** Bits: notable 1, frontier 2, record 4, large 8, low 16. */
    private static String labelled() {
        return """
                create or replace temp view labelled as
                select valued.d, org, y, (valued.d - date '2000-01-01') / 365.25 as t,
                  notable, original and (entry is null or v >= entry) as frontier,
                  original and v = largest and (before is null or v > before) as record,
                  valued.d >= date '2015-09-01' and sd > 0 and y > mean + 0.76 * sd as large,
                  sd > 0 and y < mean - 2 * sd as low
                from valued join profiles using (d)""";
    }

    private static void slopes(Statement statement, String metric, Map<String, Slope> slopes) throws SQLException {
        List<String> names = new ArrayList<>();
        StringBuilder aggregates = new StringBuilder();
        for (String cohort : List.of("all", "notable", "frontier", "record")) {
            for (String era : List.of("pre-deep-learning", "deep-learning", "all-time")) {
                names.add(metric + "/" + cohort + "/" + era);
                String within = switch (era) {
                    case "pre-deep-learning" -> "d < date '2010-01-01'";
                    case "deep-learning" -> "d >= date '2010-01-01'";
                    default -> "true";
                };
                aggregates.append(aggregate((cohort.equals("all") ? "true" : cohort) + " and " + within));
            }
        }
        names.add(metric + "/regular-scale/deep-learning");
        aggregates.append(aggregate("d >= date '2010-01-01' and coalesce(not large and not low, true)"));
        names.add(metric + "/large-scale/large-scale");
        aggregates.append(aggregate("large"));
        try (ResultSet rows = statement.executeQuery("select " + aggregates.substring(2) + " from labelled")) {
            rows.next();
            for (int i = 0; i < names.size(); i++) {
                slopes.put(names.get(i), new Slope(rows.getLong(3 * i + 1), rows.getDouble(3 * i + 2)));
            }
        }
    }

    private static String aggregate(String condition) {
        String filter = " filter (where " + condition + ")";
        return ", count(*)" + filter + ", regr_slope(y, t)" + filter + ", regr_syy(y, t)" + filter;
    }

    /** The moments that errors by cluster are reckoned from. */
    private static String organizations() {
        return "create or replace temp table organizations as select org, d >= date '2010-01-01' as recent, notable, frontier, record, large, low,"
                + " count(*) as n, sum(t) as st, sum(t * t) as stt, sum(y) as sy, sum(t * y) as sty from labelled group by all";
    }

    /**
     * How far the slopes of a table {@code trends} are from these, at most, relative to them.
     *
     * @throws IllegalStateException when a trend has another number of releases
     */
    private static double farthest(Result result, String trends) throws SQLException {
        double farthest = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select metric || '/' || cohort || '/' || era, n, slope_oom_per_year from read_parquet('"
                                + trends
                                + "/*/*.parquet') where growth_model = 'exponential' and slope_oom_per_year is not null")) {
            while (rows.next()) {
                Slope slope = result.slopes().get(rows.getString(1));
                if (slope != null) {
                    if (slope.n() != rows.getLong(2)) {
                        throw new IllegalStateException(
                                rows.getString(1) + " has " + rows.getLong(2) + " releases, not " + slope.n());
                    }
                    farthest = Math.max(farthest, Math.abs(rows.getDouble(3) / slope.oomPerYear() - 1));
                }
            }
        }
        return farthest;
    }

    /**
     * {@code DuckDbTrends GLOB VINTAGE THREADS MEMORY [TRENDS]}: runs once, prints the slopes, the seconds taken and, of a
     * folder of trends given, how far its slopes are from these.
     */
    public static void main(String[] arguments) throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = open(Integer.parseInt(arguments[2]), arguments[3])) {
            Result result = new DuckDbTrends(connection, arguments[0], LocalDate.parse(arguments[1])).run();
            result.slopes()
                    .forEach((trend, slope) -> System.out.printf(
                            java.util.Locale.ROOT, "%s %d %.12g%n", trend, slope.n(), slope.oomPerYear()));
            System.out.printf(
                    java.util.Locale.ROOT,
                    "%d rows kept, %.2f s%n",
                    result.kept(),
                    (System.nanoTime() - started) / 1e9);
            if (arguments.length > 4) {
                System.out.printf(
                        java.util.Locale.ROOT,
                        "largest relative difference of a slope: %.1e%n",
                        farthest(result, arguments[4]));
            }
        }
    }
}
