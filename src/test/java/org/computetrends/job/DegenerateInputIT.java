package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.computetrends.TestSession;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Populations to which no line can be fitted, or for which a line has no interval. Tables then have statuses, and no
 * NaN or infinity.
 */
class DegenerateInputIT {
    private static final LocalDate START = LocalDate.of(2012, 1, 1);

    /** Each case is a metric of its own, so that it is a population of its own. */
    private static final Map<String, double[][]> CASES = Map.ofEntries(
            Map.entry("none", new double[][] {}),
            Map.entry("one", new double[][] {{0, 1e5}}),
            Map.entry("two", new double[][] {{0, 1e5}, {300, 1e6}}),
            Map.entry("one_date", new double[][] {{0, 1e5}, {0, 1e6}, {0, 1e7}, {0, 1e8}}),
            Map.entry("two_dates", new double[][] {{0, 1e5}, {0, 1e6}, {0, 1e7}, {700, 1e8}}),
            Map.entry("three", new double[][] {{0, 1e5}, {300, 1e6}, {900, 1e7}}),
            Map.entry("equal", steps(40, day -> 1e20)),
            Map.entry("perfect", steps(40, day -> Math.pow(10, 10 + day / 365.25))),
            Map.entry("shrinking", steps(40, day -> Math.pow(10, 20 - day / 365.25 + (day % 4) / 10))),
            Map.entry("level", steps(40, day -> Math.pow(10, day % 4 == 0 ? 3 : 4))),
            Map.entry("extreme", steps(40, day -> day < 1000 ? 1e-300 : 1e300)),
            Map.entry("tiny", steps(40, day -> Math.pow(10, -300 + day / 3650))),
            Map.entry("exploding", steps(40, day -> Math.pow(10, -300 + day / 3.3))));

    /** Quantities of the canonical schema, one for each case. */
    private static final List<String> QUANTITIES = List.of(
            "parameters",
            "training_compute_flop",
            "dataset_size",
            "training_time_hours",
            "hardware_quantity",
            "training_power_watts",
            "training_cost_usd",
            "training_cost_cloud_usd",
            "training_cost_acquisition_usd",
            "training_compute_low_flop",
            "training_compute_high_flop",
            "citations",
            "hardware_utilization");

    private static TrendJob.Result result;

    private interface Shape {
        double at(double day);
    }

    private static double[][] steps(int n, Shape shape) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[] {50.0 * i, shape.at(50.0 * i)};
        }
        return rows;
    }

    @BeforeAll
    static void runOnAllCases() {
        List<String> names = CASES.keySet().stream().sorted().toList();
        String input = ShippedRuns.folder() + "/degenerate";
        writeReleases(names, input);
        result = ShippedRuns.run(input, "degenerate-out", Optional.empty(), settingsFor(names));
    }

    private static void writeReleases(List<String> names, String input) {
        List<Row> rows = new ArrayList<>();
        for (int metric = 0; metric < names.size(); metric++) {
            for (double[] observation : CASES.get(names.get(metric))) {
                Object[] cells = new Object[3 + names.size()];
                cells[0] = names.get(metric) + " " + rows.size();
                cells[1] = START.plusDays((long) observation[0]);
                cells[2] = rows.size() % 3 == 0 ? null : new String[] {"Lab " + rows.size() % 5};
                cells[3 + metric] = observation[1];
                rows.add(RowFactory.create(cells));
            }
        }
        StructType schema = new StructType()
                .add("model", DataTypes.StringType)
                .add("published_on", DataTypes.DateType)
                .add("organizations", DataTypes.createArrayType(DataTypes.StringType));
        for (int metric = 0; metric < names.size(); metric++) {
            schema = schema.add(QUANTITIES.get(metric), DataTypes.DoubleType);
        }
        Dataset<Row> releases = TestSession.get().createDataFrame(rows, schema);
        releases.write().parquet(input + "/vintage=2026-01-01");
    }

    private static Map<String, String> settingsFor(List<String> names) {
        Map<String, String> settings = new HashMap<>();
        for (int metric = 0; metric < names.size(); metric++) {
            settings.put(
                    "metrics." + names.get(metric), "{ label = x, unit = u, value = " + QUANTITIES.get(metric) + " }");
        }
        String every = "{ metrics = [" + String.join(",", names)
                + "], cohorts = [all, frontier, record], eras = [deep-learning, all-time] }";
        settings.putAll(Map.ofEntries(
                Map.entry("trends", "[" + every + "]"),
                Map.entry(
                        "comparisons",
                        "[{ metrics = [" + String.join(",", names) + "], first { cohort = all, era = deep-learning },"
                                + " second { cohort = frontier, era = deep-learning } }]"),
                Map.entry(
                        "projections.trends",
                        "["
                                + String.join(
                                        ",",
                                        names.stream()
                                                .map(name ->
                                                        "{ metric = " + name + ", cohort = all, era = deep-learning }")
                                                .toList())
                                + "]"),
                Map.entry(
                        "projections.thresholds",
                        "{"
                                + String.join(
                                        ",",
                                        names.stream()
                                                .map(name -> name + " = [{ value = 1e26, label = x },"
                                                        + " { value = 1e-200, label = y }]")
                                                .toList())
                                + "}"),
                Map.entry("generations.trend", "{ metric = perfect, cohort = all, era = deep-learning }"),
                Map.entry(
                        "summary",
                        "{ trends = [{ metric = perfect, cohort = all, era = deep-learning },"
                                + " { metric = extreme, cohort = frontier, era = deep-learning }],"
                                + " crossings { metric = perfect, cohorts = [all], thresholds = [1e26] } }"),
                Map.entry("sensitivity.grids", "[]"),
                Map.entry("backtest.metric", "extreme"),
                Map.entry("projections.paths", "200"),
                Map.entry("backtest.paths", "200"),
                Map.entry("backtest.replicates", "100"),
                Map.entry("odds.older-paths", "100"),
                Map.entry("odds.sensitivity.paths", "100"),
                Map.entry("fitting.replicates", "200"),
                Map.entry("breakpoints.replicates", "19")));
        return settings;
    }

    @Test
    void everyTableIsFinite() {
        for (String table : result.tables().keySet()) {
            for (Row row : TestSession.collect(
                    TestSession.get().read().parquet(ShippedRuns.folder() + "/degenerate-out/tables/" + table))) {
                for (StructField field : row.schema().fields()) {
                    if (row.getAs(field.name()) instanceof Double number) {
                        assertThat(number)
                                .as(() -> table + "." + field.name() + " of " + row)
                                .isFinite();
                    }
                }
            }
        }
    }

    @Test
    void whatCannotBeFittedSaysSo() {
        assertThat(trend("none").status()).isEqualTo(TrendStatus.TOO_FEW_OBSERVATIONS);
        assertThat(trend("one").status()).isEqualTo(TrendStatus.TOO_FEW_OBSERVATIONS);
        assertThat(trend("two").status()).isEqualTo(TrendStatus.TOO_FEW_OBSERVATIONS);
        assertThat(trend("one_date").status()).isEqualTo(TrendStatus.TOO_FEW_DATES);
        assertThat(trend("two_dates").status()).isEqualTo(TrendStatus.FITTED);
        assertThat(fits("three"))
                .containsOnly(
                        Map.entry("exponential", GrowthFit.Status.FITTED),
                        Map.entry("polynomial-2", GrowthFit.Status.TOO_FEW_DATES),
                        Map.entry("polynomial-3", GrowthFit.Status.TOO_FEW_DATES),
                        Map.entry("logarithmic", GrowthFit.Status.TOO_FEW_OBSERVATIONS),
                        Map.entry("logistic", GrowthFit.Status.TOO_FEW_DATES),
                        Map.entry("piecewise-1", GrowthFit.Status.TOO_FEW_OBSERVATIONS),
                        Map.entry("piecewise-1-jump", GrowthFit.Status.TOO_FEW_OBSERVATIONS),
                        Map.entry("piecewise-2", GrowthFit.Status.TOO_FEW_OBSERVATIONS),
                        Map.entry("piecewise-2-jump", GrowthFit.Status.TOO_FEW_OBSERVATIONS));
        assertThat(fits("equal")).containsEntry("exponential", GrowthFit.Status.FITTED);
    }

    @Test
    void onlyWhatGrowsDoubles() {
        assertThat(doubling("equal")).isEqualTo(DoublingTime.Status.NOT_GROWING);
        assertThat(doubling("shrinking")).isEqualTo(DoublingTime.Status.NOT_GROWING);
        assertThat(doubling("perfect")).isEqualTo(DoublingTime.Status.BOUNDED);
        assertThat(doubling("extreme")).isEqualTo(DoublingTime.Status.BOUNDED);
        assertThat(trend("extreme").n()).isEqualTo(40);
    }

    private static Trend trend(String metric) {
        return result.trends().stream()
                .filter(trend -> trend.specification().metric().id().equals(metric)
                        && trend.specification().cohort().id().equals("all")
                        && trend.specification().era().id().equals("deep-learning"))
                .findFirst()
                .orElseThrow();
    }

    /** The statuses of a case's fits, by growth model. */
    private static Map<String, GrowthFit.Status> fits(String metric) {
        return trend(metric).estimate().growthFits().stream()
                .collect(Collectors.toMap(fit -> fit.model().id(), GrowthFit::status));
    }

    private static DoublingTime.Status doubling(String metric) {
        return trend(metric).estimate().doublingTime().status();
    }
}
