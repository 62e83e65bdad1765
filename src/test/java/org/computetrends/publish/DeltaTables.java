package org.computetrends.publish;

import io.delta.sql.DeltaSparkSessionExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.table.Table;

/** Delta Lake tables in a schema of Spark's session catalog, which ends with the session. */
final class DeltaTables {
    /** A new session, because Delta's extensions cannot be set later. */
    static final SparkSession SESSION = session();

    /** The names of the tables of a sink's contract. */
    private static final Set<String> DECLARED = Set.of("things", "others", "every_type", "typed", "log");

    private DeltaTables() {}

    private static SparkSession session() {
        SparkSession otherSession = TestSession.get();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        SparkSession delta = SparkSession.builder()
                .withExtensions(new DeltaSparkSessionExtension())
                .getOrCreate();
        SparkSession.setActiveSession(otherSession);
        SparkSession.setDefaultSession(otherSession);
        delta.conf().set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        delta.conf().set("spark.databricks.delta.snapshotPartitions", "1");
        return delta;
    }

    static CatalogPublisher sink(Path folder) {
        return sink("catalog:spark_catalog.trends?format=delta&location=" + folder);
    }

    static CatalogPublisher sink(String address) {
        return new CatalogPublisher(SESSION, (SinkAddress.Catalog) SinkAddress.parse(address), DECLARED);
    }

    /** Reads as documented: the vintages that {@code publications} lists, and all rows of a log. */
    static Dataset<Row> read(Table table) {
        Dataset<Row> rows = SESSION.table("trends." + table.name());
        if (!table.isLog()) {
            Dataset<Row> listedRows = SESSION.table("trends.publications").select("vintage", "run_id");
            rows = rows.join(listedRows, new String[] {"vintage", "run_id"}, "inner");
        }
        return rows.select(table.warehouseColumns().stream()
                .map(column -> functions.col(column.name()))
                .toArray(Column[]::new));
    }

    static List<String> columns(String table) {
        return List.of(SESSION.table("trends." + table).columns());
    }

    static List<String> tables() {
        return SESSION.sql("SHOW TABLES IN trends")
                .select("tableName")
                .as(Encoders.STRING())
                .collectAsList();
    }

    /** As at the end of a session. */
    static void forget() {
        SESSION.sql("DROP DATABASE IF EXISTS trends CASCADE");
    }
}
