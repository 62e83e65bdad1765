// How fast language models grow, and how probable a larger one is, from a program of one's own.
//   mkdir -p target/examples
//   javac -cp "target/compute-trends-cluster.jar:target/spark/jars/*" -d target/examples jobs/examples/LanguageModels.java
//   jar --create --file target/examples/example.jar -C target/examples LanguageModels.class
//   spark-submit --jars target/compute-trends-cluster.jar --class LanguageModels target/examples/example.jar data/releases/vintage=2026-08-19 2026-08-19

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.api.ComputeTrends;
import org.computetrends.api.TrendTables;

public final class LanguageModels {
    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().appName("language models").getOrCreate();
        Dataset<Row> releases = spark.read().parquet(arguments[0]).where("array_contains(domains, 'Language')");
        ComputeTrends trends = ComputeTrends.of(releases)
                .vintage(LocalDate.parse(arguments[1]))
                .set("publishing.tables", "[trends, odds]");
        try (TrendTables tables = trends.run()) {
            tables.warnings().forEach(warning -> System.err.println("warning: " + warning));
            tables.trends()
                    .where("metric = 'training_compute' and era = 'deep-learning' and growth_model = 'exponential'")
                    .select("cohort", "n", "doubling_time_months", "doubling_time_ci95_low", "doubling_time_ci95_high")
                    .show(false);
            tables.odds()
                    .where("threshold = 1e27 and scenario = 'continue' and is_default and event = 'published'")
                    .orderBy("before")
                    .select("before", "status", "probability")
                    .show(false);
        }
        spark.stop();
    }
}
