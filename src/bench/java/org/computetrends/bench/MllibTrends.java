package org.computetrends.bench;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.stddev_pop;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Trends as fitted in a notebook: for each a filter, the cohort's rule as a window of Spark SQL, an assembled vector
 * and a {@code LinearRegression}, over all rows every time; no curation, intervals, projections or tables. The
 * frontier is left out, because no window function computes it. It costs at least as much as the record, because it
 * is the top ten instead of the top one. Arguments: a glob of files, the vintage, and cohorts ({@code all}, {@code
 * notable}, {@code record}, {@code large-scale}).
 */
public final class MllibTrends {
    private static final int REPETITIONS = 3;

    private MllibTrends() {}

    private record Fit(long n, double slope, double seconds) {}

    public static void main(String[] arguments) {
        SparkSession session = SparkSession.builder()
                .master("local[*]")
                .appName("mllib")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        Dataset<Row> releases = session.read().parquet(arguments[0]);
        LocalDate vintage = LocalDate.parse(arguments[1]);
        List<String> cohorts = List.of(arguments).subList(2, arguments.length);
        fit(releases.limit(1_000), "all", vintage); // warms up, so that the first measurement excludes initialization
        for (String cohort : cohorts) {
            Fit[] fits = Stream.generate(() -> fit(releases, cohort, vintage))
                    .limit(REPETITIONS)
                    .sorted(Comparator.comparingDouble(Fit::seconds))
                    .toArray(Fit[]::new);
            Fit median = fits[REPETITIONS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "training_compute/%s: n %d, %.12g OOM a year, median of %d: %.1f s%n",
                    cohort,
                    median.n(),
                    median.slope(),
                    REPETITIONS,
                    median.seconds());
        }
        session.stop();
    }

    private static Fit fit(Dataset<Row> releases, String cohort, LocalDate vintage) {
        long started = System.nanoTime();
        Column value = col("training_compute_flop");
        Dataset<Row> valued = releases.filter(
                        col("published_on").leq(lit(vintage)).and(value.gt(0)).and(value.lt(Double.POSITIVE_INFINITY)))
                .select(
                        datediff(col("published_on"), lit(LocalDate.of(2000, 1, 1)))
                                .as("day"),
                        log10(value).as("value"),
                        col("notable"),
                        col("base_model"));
        Dataset<Row> population = switch (cohort) {
            case "all" -> valued;
            case "notable" -> valued.filter(col("notable"));
            case "record" ->
                valued.filter(col("base_model").isNull())
                        .withColumn(
                                "before",
                                max("value").over(Window.orderBy("day").rowsBetween(Window.unboundedPreceding(), -1)))
                        .filter(col("before").isNull().or(col("value").gt(col("before"))));
            case "large-scale" -> {
                WindowSpec near = Window.orderBy("day").rangeBetween(-364, 364);
                yield valued.withColumn("mean", avg("value").over(near))
                        .withColumn("deviation", stddev_pop("value").over(near))
                        .filter(col("value")
                                .gt(col("mean").plus(col("deviation").multiply(0.76))));
            }
            default -> throw new IllegalArgumentException(cohort);
        };
        Dataset<Row> assembled = new VectorAssembler()
                .setInputCols(new String[] {"years"})
                .setOutputCol("features")
                .transform(population
                        .filter(col("day")
                                .geq(ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), LocalDate.of(2010, 1, 1))))
                        .withColumn("years", col("day").divide(365.25)));
        LinearRegressionModel model =
                new LinearRegression().setSolver("normal").setLabelCol("value").fit(assembled);
        return new Fit(
                model.summary().numInstances(), model.coefficients().apply(0), (System.nanoTime() - started) / 1e9);
    }
}
