package org.computetrends.publish;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.computetrends.TestHdfs;
import org.computetrends.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on HDFS, where each run writes its own vintage and the pointer names the folder of each. It takes minutes: {@code ./mvnw verify
 * -Dcontracts=all} runs it.
 */
@EnabledIfSystemProperty(named = "contracts", matches = "all")
class HdfsSinkIT extends SinkContract {
    @TempDir
    private static Path folder;

    private static MiniDFSCluster cluster;
    private static int outputs;

    private String output;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestHdfs.start(folder, 1);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.shutdown();
        }
    }

    @BeforeEach
    void anOutput() {
        output = cluster.getURI() + "/output" + outputs++;
    }

    @Override
    TableSink sink() {
        return new ParquetPublisher(session, output, 1000);
    }

    @Override
    Dataset<Row> read(Table table) {
        return published(table)
                .orElseGet(() -> session.createDataFrame(
                        List.of(),
                        new StructType(table.warehouseColumns().stream()
                                .map(column -> new StructField(column.name(), column.type(), true, Metadata.empty()))
                                .toArray(StructField[]::new))))
                .select(TestSinks.columns(table));
    }

    private Optional<Dataset<Row>> published(Table table) {
        return new PublishedFolder(session.sparkContext().hadoopConfiguration(), output)
                .rowsFolders(List.of(table)).stream()
                        .map(each -> session.read()
                                .parquet(each.folder())
                                .withColumn(Table.VINTAGE.name(), lit(each.vintage())))
                        .reduce((one, other) -> one.unionByName(other, true));
    }

    @Override
    List<String> columns(String table) {
        Table namedTable = new Table(table, "A table.", List.of("id"), List.of(ID));
        return List.of(published(namedTable).orElseThrow().columns());
    }

    /** Leftovers of a dead run stay for the grace period: see {@link HdfsPublicationsIT}. No reader finds them. */
    @Override
    List<String> leftovers() {
        return List.of();
    }

    /** Readers find tables by the pointer only. */
    @Override
    boolean createForeignTable() {
        return false;
    }

    @Override
    boolean enforcesKeys() {
        return false;
    }
}
