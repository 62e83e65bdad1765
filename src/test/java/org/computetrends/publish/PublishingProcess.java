package org.computetrends.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * A process that publishes again and again until it is killed. Vintages other than the first are retired as soon as they are
 * published.
 */
final class PublishingProcess {

    private PublishingProcess() {}

    /**
     * Publishes without end.
     *
     * @param arguments the sink, the number of the first publication, its vintage, and how many vintages take turns
     */
    public static void main(String[] arguments) {
        TableSink sink = sink(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        LocalDate vintage = LocalDate.parse(arguments[2]);
        int vintages = Integer.parseInt(arguments[3]);
        SmallTables.publish(sink, vintage, first);
        System.out.println("begun");
        for (long number = first + 1; ; number++) {
            LocalDate next = vintage.plusYears(number % vintages);
            SmallTables.publish(sink, next, number);
            if (!next.equals(vintage)) {
                retire(sink, next, number);
            }
        }
    }

    private static void retire(TableSink sink, LocalDate vintage, long number) {
        Instant started = Instant.EPOCH.plusMillis(number);
        try (TableSink.Staged stagedTables = sink.stageRetirement(new Retirement(started, vintage))) {
            stagedTables.makeVisible();
        }
    }

    /** The sink of a PostgreSQL address, a REST catalog's address and namespace, or a folder. */
    static TableSink sink(String address) {
        if (address.startsWith("http:")) {
            return IcebergReading.sink(address);
        }
        if (address.startsWith("postgresql:")) {
            return new PostgresPublisher((SinkAddress.Postgres) SinkAddress.parse(address), Map.of());
        }
        Configuration configuration = new Configuration();
        UmaskFileSystem.useIn(configuration);
        configuration.set(FilePointer.TERM, "3s");
        return new ParquetPublisher(null, new LocalRowsFile.Settings(configuration, "snappy", "4.1.0"), address, 1000);
    }

    /** Starts the process and returns when it has published once. */
    static Process start(String address, long number, LocalDate vintage, int vintages) {
        try {
            Process process = new ProcessBuilder(List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "@conf/jvm.options",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            address.startsWith("http:") ? "-Xmx1g" : "-Xmx256m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            PublishingProcess.class.getName(),
                            address,
                            Long.toString(number),
                            vintage.toString(),
                            Integer.toString(vintages)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("begun")) {
                    return process;
                }
            }
            throw new IllegalStateException("the publishing process ended before it had published");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills a process by SIGKILL. */
    static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }
}
