package org.computetrends;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.computetrends.cli.Sessions;

/**
 * The one Spark session of a test JVM. Generated code is off: compiling it takes longer than any of these tests' rows,
 * and the integration tests run with it.
 */
public final class TestSession {
    private static final SparkSession SESSION = Sessions.configured(new SparkConf(false)
            .setMaster("local[2]")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.sql.shuffle.partitions", "2")
            .set("spark.sql.adaptive.enabled", "false")
            .set("spark.sql.codegen.wholeStage", System.getProperty("test.codegen", "false"))
            .set("spark.sql.codegen.factoryMode", Boolean.getBoolean("test.codegen") ? "FALLBACK" : "NO_CODEGEN")
            .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/compute-trends-test-warehouse"));

    private TestSession() {}

    public static SparkSession get() {
        return SESSION;
    }
}
