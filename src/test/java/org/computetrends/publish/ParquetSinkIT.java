package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.table.Table;
import org.junit.jupiter.api.io.TempDir;

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
            List<String> names = versions.map(version -> version.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).hasSizeLessThanOrEqualTo(2);
            return names.subList(0, Math.max(0, names.size() - 2));
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
