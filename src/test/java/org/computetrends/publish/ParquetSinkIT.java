package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.table.Table;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all sinks on local Parquet files. */
class ParquetSinkIT extends SinkContract {

    @TempDir
    private Path output;

    @Override
    TableSink sink() {
        return new ParquetPublisher(session, output.toString(), 1000);
    }

    @Override
    Dataset<Row> read(Table table) throws IOException {
        Path version = output.resolve("current").toRealPath();
        return session.read()
                .option("mergeSchema", "true")
                .parquet(version.resolve("tables").resolve(table.name()).toString())
                .select(TestSinks.columns(table));
    }

    @Override
    List<String> columns(String table) {
        return List.of(session.read()
                .option("mergeSchema", "true")
                .parquet(output.resolve("tables").resolve(table).toString())
                .columns());
    }

    @Override
    List<String> leftovers() throws IOException {
        try (Stream<Path> versions = Files.list(output.resolve("versions"))) {
            String current = Files.readSymbolicLink(output.resolve("current"))
                    .getFileName()
                    .toString();
            List<String> others = versions.map(version -> version.getFileName().toString())
                    .filter(version -> !version.equals(current))
                    .sorted()
                    .toList();
            // The version before the current one is kept for readers.
            return others.subList(0, Math.max(0, others.size() - 1));
        }
    }

    @Override
    boolean createForeignTable() throws IOException {
        Files.createDirectories(output.resolve("tables/things"));
        return true;
    }

    @Override
    boolean enforcesKeys() {
        return false;
    }
}
