package org.computetrends;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.computetrends.api.ComputeTrendsExtensions;
import org.computetrends.cli.Sessions;

/**
 * The one Spark session of a test JVM. Generated code is off: compiling it takes longer than any of these tests' rows. A
 * test that is about what large inputs go through turns it on, and the cluster's test has it on.
 */
public final class TestSession {
    private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
    private static final String FACTORY_MODE = "spark.sql.codegen.factoryMode";

    private static final SparkSession SESSION = Sessions.configured(new SparkConf(false)
            // Two threads, and a task that fails is tried once more, as on a cluster.
            .setMaster("local[2, 2]")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.sql.shuffle.partitions", "2")
            .set("spark.sql.adaptive.enabled", "false")
            .set("spark.sql.extensions", ComputeTrendsExtensions.class.getName())
            .set(WHOLE_STAGE, "false")
            .set(FACTORY_MODE, "NO_CODEGEN")
            .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/compute-trends-test-warehouse"));

    private TestSession() {}

    public static SparkSession get() {
        return SESSION;
    }

    /** Has Spark generate code for what is asked of it from now on, as it does where inputs are large. */
    public static void generateCode() {
        SESSION.conf().set(WHOLE_STAGE, "true");
        SESSION.conf().set(FACTORY_MODE, "FALLBACK");
    }

    /** Ends that. */
    public static void generateNoCode() {
        SESSION.conf().set(WHOLE_STAGE, "false");
        SESSION.conf().set(FACTORY_MODE, "NO_CODEGEN");
    }
}
