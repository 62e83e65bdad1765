package org.computetrends.publish;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An HTTP server for tests, in a process that ends with the JVM. */
final class ServerProcess {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private ServerProcess() {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param log the file for its output
     * @param address the URL to request
     * @param ready a text in the response of a started server
     */
    static void start(ProcessBuilder builder, Path log, String address, String ready) throws Exception {
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        for (long begin = System.nanoTime(); process.isAlive() && System.nanoTime() - begin < PATIENCE; ) {
            try {
                if (HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains(ready)) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(address + " did not answer: " + Files.readString(log));
    }
}
