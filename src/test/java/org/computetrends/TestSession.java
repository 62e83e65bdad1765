package org.computetrends;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.computetrends.api.ComputeTrendsExtensions;
import org.computetrends.cli.Sessions;
import scala.Function1;

/**
 * The one Spark session of a test JVM. Code generation is off, because for few rows compiling takes longer than the
 * work. A test of large inputs turns it on.
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
            // Spark formats every plan, although its web pages are off. This is the shortest format.
            .set("spark.sql.ui.explainMode", "simple")
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

    /** All rows. Without generated code, {@code collectAsList} is slower: it looks up a method for each cell. */
    public static List<Row> collect(Dataset<Row> rows) {
        Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(rows.schema());
        return Arrays.stream(rows.queryExecution().executedPlan().executeCollect())
                .map(row -> (Row) toRow.apply(row))
                .toList();
    }

    /** How often each row occurs, to compare rows in any order in linear time. */
    public static Map<Row, Long> counted(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    }

    /** Turns on Spark's code generation, which it uses for large inputs. */
    public static void generateCode() {
        SESSION.conf().set(WHOLE_STAGE, "true");
        SESSION.conf().set(FACTORY_MODE, "FALLBACK");
    }

    /** Turns code generation off again. */
    public static void generateNoCode() {
        SESSION.conf().set(WHOLE_STAGE, "false");
        SESSION.conf().set(FACTORY_MODE, "NO_CODEGEN");
    }
}
