package org.computetrends.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A downloaded Trino server and its command line. The system properties {@code trino}, {@code trino-cli} and
 * {@code trino-java} name the server's folder, the command line's jar and the JDK.
 */
final class TestTrino {
    private static final String JAVA = System.getProperty("trino-java") + "/bin/java";

    private final Path folder;
    private final String address;

    /**
     * Starts the server.
     *
     * @param folder where its files go
     * @param catalogs the properties file of each catalog by its name
     */
    TestTrino(Path folder, Map<String, String> catalogs) throws Exception {
        Path installation = Path.of(System.getProperty("trino"));
        int port = ServerProcess.freePort();
        this.folder = Files.createDirectories(folder);
        this.address = "http://127.0.0.1:" + port;
        Path catalogFolder = Files.createDirectory(folder.resolve("catalog"));
        for (Map.Entry<String, String> catalog : catalogs.entrySet()) {
            Files.writeString(catalogFolder.resolve(catalog.getKey() + ".properties"), catalog.getValue());
        }
        Path config = Files.writeString(folder.resolve("config.properties"), """
                node.environment=clients
                node.bind-ip=127.0.0.1
                node.internal-address=127.0.0.1
                coordinator=true
                node-scheduler.include-coordinator=true
                query-manager.required-workers=1
                http-server.http.port=%d
                discovery.uri=%s
                plugin.dir=%s
                catalog.config-dir=%s
                """.formatted(
                        port, address, installation.resolve("plugin"), catalogFolder));
        ProcessBuilder builder = new ProcessBuilder(
                        JAVA,
                        "-Xmx3G",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djdk.attach.allowAttachSelf=true",
                        "-Dfile.encoding=UTF-8",
                        "-Dconfig=" + config,
                        "-cp",
                        installation.resolve("lib") + "/*",
                        "io.trino.server.TrinoServer")
                .directory(folder.toFile());
        ServerProcess.start(builder, folder.resolve("log"), address + "/v1/info", "\"starting\":false");
    }

    /** The rows that statements return, one after the other, by their columns' names. */
    List<JsonNode> query(List<String> statements) throws Exception {
        Path script = Files.writeString(folder.resolve("statements.sql"), String.join(";\n", statements) + ";\n");
        Path rows = folder.resolve("rows");
        Path log = folder.resolve("client.log");
        int code = new ProcessBuilder(
                        JAVA,
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-jar",
                        System.getProperty("trino-cli"),
                        "--server",
                        address,
                        "--output-format",
                        "JSON",
                        "--file",
                        script.toString())
                .redirectOutput(rows.toFile())
                .redirectError(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("Trino failed: " + Files.readString(log));
        }
        List<JsonNode> result = new ArrayList<>();
        for (String line : Files.readAllLines(rows)) {
            result.add(new ObjectMapper().readTree(line));
        }
        return result;
    }
}
