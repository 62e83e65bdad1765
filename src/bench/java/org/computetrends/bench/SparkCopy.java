package org.computetrends.bench;

import org.apache.spark.sql.SparkSession;

/**
 * Copies releases from Parquet to Parquet with Spark SQL: a lower bound for writing tables with a row per release.
 * Arguments: a glob of files, and a folder that is replaced.
 */
public final class SparkCopy {

    private SparkCopy() {}

    public static void main(String[] arguments) {
        SparkSession session = SparkSession.builder()
                .master("local[*]")
                .appName("copy")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        session.read().parquet(arguments[0]).write().mode("overwrite").parquet(arguments[1]);
        session.stop();
    }
}
