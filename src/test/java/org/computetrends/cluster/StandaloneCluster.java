package org.computetrends.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A standalone Spark master and two workers on loopback, each in its own process. */
public final class StandaloneCluster implements AutoCloseable {
    private static final Path SPARK_HOME = Path.of("target/spark").toAbsolutePath();
    private static final int WORKERS = 2;

    private final int port;
    private final WatchedProcess master;
    private final List<WatchedProcess> workers = new ArrayList<>();

    /** Starts it; {@link #await} waits for it. */
    public StandaloneCluster(Path folder) throws IOException {
        this.port = freePort();
        this.master =
                start("master.Master", "--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0");
        for (int i = 0; i < WORKERS; i++) {
            String work = folder.resolve("worker-" + i).toString();
            workers.add(start(
                    "worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "2",
                    "--memory",
                    "4g",
                    "--work-dir",
                    work,
                    url()));
        }
    }

    private static WatchedProcess start(String className, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@conf/jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dspark.master.rest.enabled=false",
                "-cp",
                SPARK_HOME + "/jars/*",
                "org.apache.spark.deploy." + className));
        command.addAll(List.of(arguments));
        return WatchedProcess.start(
                command,
                Map.of(
                        "SPARK_HOME", SPARK_HOME.toString(),
                        "SPARK_SCALA_VERSION", "2.13",
                        "SPARK_LOCAL_IP", "127.0.0.1"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public void await() throws InterruptedException {
        for (WatchedProcess worker : workers) {
            worker.await("Successfully registered with master", 180);
        }
    }

    public String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** The processes that the workers run: executors, and drivers in cluster mode. */
    public List<ProcessHandle> running() {
        return workers.stream().flatMap(worker -> worker.descendants().stream()).toList();
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), Stream.of(master)).forEach(WatchedProcess::close);
    }
}
