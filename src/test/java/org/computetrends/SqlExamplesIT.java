package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.computetrends.api.ComputeTrendsExtensions;
import org.computetrends.cluster.WatchedProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples in SQL, in a Spark session with the packaged jar, one setting, and executors in other processes. */
@Tag("slow")
class SqlExamplesIT {
    static final Path JAR = Path.of("target/compute-trends-cluster.jar");
    static final Path EXAMPLE = Path.of("jobs/examples/growth.sql");
    static final Path SPARK_HOME = Path.of("target/spark").toAbsolutePath();

    /** Expected doubling times: DuckDB's {@code regr_slope} on the same files. */
    @Test
    void theExampleGivesTheDoublingTimesOfDuckDb() throws Exception {
        assumeThat(JAR).as("the packaged jar, made by ./mvnw package").exists();
        Map<String, String[]> answers = new HashMap<>();
        try (WatchedProcess session = submit(SPARK_HOME, List.of(), SqlShell.class.getName(), EXAMPLE.toString())) {
            assertThat(session.exitCode(120)).as(session.output()).isZero();
            session.output()
                    .lines()
                    .map(line -> line.split("\t", -1))
                    // Rows of the answer have five columns. Other lines are Spark's.
                    .filter(cells -> cells.length == 5)
                    .forEach(cells -> answers.put(cells[0], cells));
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet expected = duckDb.createStatement().executeQuery("""
                        SELECT domain, count(*),
                          12 * log10(2) / regr_slope(log10(flop), date_diff('day', DATE '2000-01-01', published_on) / 365.25)
                        FROM (SELECT unnest(domains) AS domain, published_on, training_compute_flop AS flop
                          FROM 'data/releases/vintage=2026-08-19/releases.parquet') WHERE flop > 0 AND published_on >= DATE '2010-01-01'
                        GROUP BY domain HAVING count(*) >= 20""")) {
            int domains = 0;
            for (; expected.next(); domains++) {
                String[] cells = answers.get(expected.getString(1));
                assertThat(cells).as(expected.getString(1)).isNotNull();
                assertThat(Long.parseLong(cells[1])).isEqualTo(expected.getLong(2));
                assertThat(Double.parseDouble(cells[2])).isCloseTo(expected.getDouble(3), within(1e-9));
                // The interval begins below the estimate.
                assertThat(Double.parseDouble(cells[3])).isLessThan(Double.parseDouble(cells[2]));
            }
            assertThat(answers).hasSize(domains).containsKey("Language");
        }
    }

    /**
     * Starts a program on two executors in processes of their own, as spark-submit does with the jar and the one
     * setting.
     *
     * @param sparkHome has the jars of a Spark
     * @param options more options of spark-submit
     */
    static WatchedProcess submit(Path sparkHome, List<String> options, String program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@conf/jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                sparkHome + "/jars/*:" + testClasses(),
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local-cluster[2,1,1024]",
                "--conf",
                "spark.sql.extensions=" + ComputeTrendsExtensions.class.getName(),
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "--jars",
                JAR.toString()));
        command.addAll(options);
        command.addAll(List.of("--class", program, "spark-internal"));
        command.addAll(List.of(arguments));
        return WatchedProcess.start(
                command,
                Map.of(
                        "SPARK_HOME",
                        sparkHome.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1"));
    }

    static Path testClasses() {
        return Path.of(URI.create(SqlShell.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }
}
