package org.computetrends.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * A minimal Spark job as the baseline for the default run: starts a session, reads a Parquet file, writes one
 * aggregate and stops. Arguments: the file, and a folder that does not exist yet.
 */
public final class BareSpark {

    private BareSpark() {}

    public static void main(String[] arguments) {
        SparkConf conf = new SparkConf()
                .setMaster("local[*]")
                .setAppName("bare")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.sql.shuffle.partitions", "1")
                .set("spark.sql.adaptive.enabled", "false")
                .set("spark.sql.codegen.wholeStage", "false")
                .set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/compute-trends-warehouse");
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        session.read()
                .parquet(arguments[0])
                .groupBy(col("confidence"))
                .agg(
                        count(lit(1)).as("releases"),
                        max(col("training_compute_flop")).as("largest"))
                .write()
                .parquet(arguments[1]);
        session.stop();
    }
}
