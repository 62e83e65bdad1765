package org.computetrends.publish;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Iceberg REST catalog server of a test JVM, in its own process because Spark has another version of Iceberg. Its
 * tests are skipped if the build has not copied its jars to {@code target/rest-catalog}.
 */
final class TestRestCatalog {
    private static final Path JARS = Path.of("target/rest-catalog");
    private static @Nullable String uri;

    private TestRestCatalog() {}

    /** The server's address. */
    static synchronized String uri() throws Exception {
        assumeThat(JARS).as("the jars of Iceberg's REST catalog are not there").isDirectory();
        if (uri == null) {
            Path folder = Files.createTempDirectory("rest-catalog");
            int port = ServerProcess.freePort();
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-cp",
                    classPath(),
                    "org.apache.iceberg.rest.RESTCatalogServer"));
            builder.environment().put("CATALOG_REST_PORT", Integer.toString(port));
            builder.environment()
                    .put("CATALOG_WAREHOUSE", folder.resolve("warehouse").toString());
            builder.environment().put("CATALOG_URI", "jdbc:sqlite:" + folder.resolve("catalog.db"));
            String address = "http://127.0.0.1:" + port;
            ServerProcess.start(builder, folder.resolve("log"), address + "/v1/config", "endpoints");
            uri = address;
        }
        return uri;
    }

    /** The server's Iceberg, and the tests' class path without Spark's Iceberg. */
    private static String classPath() throws IOException {
        List<String> path = new ArrayList<>();
        try (Stream<Path> jars = Files.list(JARS)) {
            jars.map(Path::toString).sorted().forEach(path::add);
        }
        String tests = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(
                        path.stream(),
                        Stream.of(tests.split(File.pathSeparator))
                                .filter(jar -> !jar.contains("iceberg-spark-runtime")))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
