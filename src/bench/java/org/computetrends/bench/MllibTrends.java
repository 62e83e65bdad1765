package org.computetrends.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trends as one would fit them in a notebook: for each a filter, an assembled vector and a {@code LinearRegression}, over
 * all rows every time. Only of populations that a row tells by itself (all, and notable); no curation, windows, ranks,
 * intervals or tables. Arguments: a glob of files, the vintage, how many trends.
 */
public final class MllibTrends {

    private MllibTrends() {}

    private record Fit(String trend, long n, double slope, double seconds) {}

    public static void main(String[] arguments) {
        SparkSession session = SparkSession.builder()
                .master("local[*]")
                .appName("mllib")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        Dataset<Row> releases = session.read().parquet(arguments[0]);
        Fit[] fits = DuckDbTrends.METRICS.entrySet().stream()
                .flatMap(metric -> List.of("all", "notable").stream()
                        .map(cohort -> fit(releases, metric.getKey(), metric.getValue(), cohort, arguments[1])))
                .limit(Integer.parseInt(arguments[2]))
                .toArray(Fit[]::new);
        for (Fit fit : fits) {
            System.out.printf(Locale.ROOT, "%s %d %.12g %.1f s%n", fit.trend(), fit.n(), fit.slope(), fit.seconds());
        }
        double[] seconds =
                Arrays.stream(fits).mapToDouble(Fit::seconds).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "median of %d trends: %.1f s%n",
                seconds.length,
                (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2);
        session.stop();
    }

    private static Fit fit(Dataset<Row> releases, String metric, String expression, String cohort, String vintage) {
        long started = System.nanoTime();
        Column date = col("published_on");
        Column value = org.apache.spark.sql.functions.expr(expression);
        Dataset<Row> population = releases.filter(date.geq(lit(LocalDate.of(2010, 1, 1)))
                        .and(date.leq(lit(LocalDate.parse(vintage))))
                        .and(value.gt(0))
                        .and(value.lt(Double.POSITIVE_INFINITY))
                        .and(cohort.equals("all") ? lit(true) : col("notable")))
                .select(
                        datediff(date, lit(LocalDate.of(2000, 1, 1)))
                                .divide(365.25)
                                .as("years"),
                        log10(value).as("value"));
        Dataset<Row> assembled = new VectorAssembler()
                .setInputCols(new String[] {"years"})
                .setOutputCol("features")
                .transform(population);
        LinearRegressionModel model =
                new LinearRegression().setSolver("normal").setLabelCol("value").fit(assembled);
        return new Fit(
                metric + "/" + cohort + "/deep-learning",
                model.summary().numInstances(),
                model.coefficients().apply(0),
                (System.nanoTime() - started) / 1e9);
    }
}
