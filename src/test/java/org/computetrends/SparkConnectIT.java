package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.computetrends.cluster.WatchedProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SQL functions on a Spark Connect server with the packaged jar and one setting. Its clients lack the driver's
 * classes. {@code src/test/connect/pom.xml} copies Spark Connect.
 */
@Tag("slow")
class SparkConnectIT {
    private static final Path SERVER = Path.of("target/connect/server").toAbsolutePath();
    private static final Path CLIENT = Path.of("target/connect/client");
    private static final Pattern STARTED = Pattern.compile("Spark Connect server started at: \\S+:(\\d+)");

    /** Spark's jars that clients have too. */
    private static final Pattern SHARED =
            Pattern.compile("(?!spark-).*|spark-(common-utils|sketch|tags|unsafe|variant).*");

    /** Every row as JSON, with all digits of numbers. */
    private static final String QUERIES = """
            SELECT to_json(struct(*)) FROM (SELECT year(published_on) AS year, growth(published_on, training_compute_flop) AS plain,
              growth(published_on, parameters, get(organizations, 0)) FILTER (WHERE notable) AS clustered,
              crossing(published_on, training_compute_flop, 1e27) AS crossing
              FROM parquet.`data/releases/vintage=2026-08-19` GROUP BY ALL ORDER BY year);
            SELECT to_json(struct(*)) FROM (SELECT model, published_on, growth(published_on, training_compute_flop)
              OVER (ORDER BY published_on, model ROWS BETWEEN 100 PRECEDING AND CURRENT ROW) AS latest
              FROM parquet.`data/releases/vintage=2026-08-19` WHERE notable ORDER BY published_on, model);
            """;

    @TempDir
    private static Path folder;

    private static WatchedProcess server;
    private static String port;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(SqlExamplesIT.JAR)
                .as("the packaged jar, made by ./mvnw package")
                .exists();
        assumeThat(SERVER)
                .as("Spark Connect, copied by ./mvnw -f src/test/connect/pom.xml package")
                .exists();
        server = SqlExamplesIT.submit(
                SERVER,
                List.of("--conf", "spark.connect.grpc.binding.port=0"),
                "org.apache.spark.sql.connect.service.SparkConnectServer");
        server.await("Spark Connect server started at", 300);
        Matcher started = STARTED.matcher(server.output());
        assertThat(started.find()).as(server.output()).isTrue();
        port = started.group(1);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void twoClientsAtOnceHaveTheNumbersOfASession() throws Exception {
        Path queries = Files.writeString(folder.resolve("queries.sql"), QUERIES);
        List<String> examples = SqlShell.lines(TestSession.get(), SqlExamplesIT.EXAMPLE);
        List<String> answers = SqlShell.lines(TestSession.get(), queries);
        assertThat(examples).isNotEmpty();
        assertThat(answers).hasSizeGreaterThan(400);
        try (WatchedProcess sqlClient = client(shell(SqlExamplesIT.EXAMPLE));
                WatchedProcess other = client(shell(queries))) {
            assertThat(sqlClient.exitCode(300)).as(sqlClient.output()).isZero();
            assertThat(other.exitCode(300)).as(other.output()).isZero();
            assertThat(sqlClient.output().lines()).containsSubsequence(examples);
            assertThat(other.output().lines()).containsSubsequence(answers);
        }
    }

    @Test
    void aWrongArgumentIsNamedAtTheClient() throws Exception {
        Path query = Files.writeString(folder.resolve("wrong.sql"), "SELECT growth(1, 2)");
        try (WatchedProcess client = client(shell(query))) {
            assertThat(client.exitCode(300)).isNotZero();
            assertThat(client.output())
                    .contains("Cannot resolve \"growth(1, 2)\"", "requires the (\"DATE\" or \"TIMESTAMP\") type");
        }
    }

    /** The program is compiled with the class path of a client. */
    @Test
    void theApiRefusesASparkConnectSession() throws Exception {
        try (WatchedProcess client =
                client("jobs/examples/LanguageModels.java", "data/releases/vintage=2026-08-19", "2026-08-19")) {
            assertThat(client.exitCode(300)).isNotZero();
            assertThat(client.output())
                    .contains("the releases belong to a client of Spark Connect: run this on Spark's driver");
        }
    }

    private static String[] shell(Path sql) {
        return new String[] {SqlShell.class.getName(), sql.toString()};
    }

    /** A program in a JVM that has the class path of a client. */
    private static WatchedProcess client(String... program) throws IOException {
        String jars;
        try (Stream<Path> sparks = Files.list(SqlExamplesIT.SPARK_HOME.resolve("jars"))) {
            jars = sparks.filter(
                            jar -> SHARED.matcher(jar.getFileName().toString()).matches())
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        }
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@conf/jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(
                        ":",
                        CLIENT + "/*",
                        jars,
                        SqlExamplesIT.JAR.toString(),
                        SqlExamplesIT.testClasses().toString())));
        command.addAll(Arrays.asList(program));
        return WatchedProcess.start(command, Map.of("SPARK_REMOTE", "sc://127.0.0.1:" + port));
    }
}
