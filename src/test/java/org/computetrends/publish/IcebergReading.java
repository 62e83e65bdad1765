package org.computetrends.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.TestSession;

/** Reads a namespace of a REST catalog as documented: each table by the snapshot that {@code publications} names. */
final class IcebergReading {
    /** A term that tests can wait for. */
    private static final Duration TERM = Duration.ofSeconds(3);

    private static final String CATALOG = "rest_reading";

    private IcebergReading() {}

    /** The sink of a server's address, a question mark, and a namespace. */
    static TableSink sink(String address) {
        int question = address.indexOf('?');
        CatalogSettings settings = new CatalogSettings(Map.of("type", "rest", "uri", address.substring(0, question)));
        return new IcebergPublisher(
                TestSession.get(),
                new NamedCatalog(
                        TestSession.get(),
                        new SinkAddress.NamedIceberg(CATALOG, address.substring(question + 1)),
                        Optional.of(settings),
                        TERM));
    }

    /** Makes a server's catalog known to this process, which reads. */
    static void open(String uri) {
        sink(uri + "?none").publishedVintages();
    }

    /** The run that is published of each vintage. */
    static Map<String, String> runs(String namespace) {
        return runs(publications(namespace));
    }

    private static Map<String, String> runs(List<Row> publications) {
        Map<String, String> runs = new TreeMap<>();
        for (Row row : publications) {
            runs.merge(
                    row.get(0).toString(),
                    row.getString(1),
                    (run, other) -> run.equals(other) ? run : run + " and " + other);
        }
        return runs;
    }

    /**
     * What is wrong with what {@code publications} leads to: every table that is no log has rows of the vintage's one run.
     *
     * @param rows how many rows each has; negative where tables differ
     */
    static String fault(String namespace, List<String> logs, long rows) {
        SparkSession session = TestSession.get();
        List<Row> publications = publications(namespace);
        Map<String, String> runs = runs(publications);
        for (Row row : publications) {
            String table = row.getString(2);
            String vintage = row.get(0).toString();
            List<Row> foundRows = session.sql("SELECT run_id, count(*) FROM " + CATALOG + "." + namespace + "." + table
                            + " VERSION AS OF " + row.getLong(3) + " WHERE vintage = DATE '" + vintage + "' GROUP BY 1")
                    .collectAsList();
            boolean isWhole = foundRows.stream()
                            .allMatch(found -> found.getString(0).equals(runs.get(vintage)))
                    && (rows < 0 || (foundRows.size() == 1 && foundRows.get(0).getLong(1) == rows));
            if (!isWhole && !logs.contains(table)) {
                return table + " of " + vintage + " has " + foundRows + ", the publications " + runs;
            }
        }
        return "";
    }

    /** In one read: vintage, run, table, snapshot. */
    private static List<Row> publications(String namespace) {
        return TestSession.get()
                .sql("SELECT vintage, run_id, table_name, snapshot_id FROM " + CATALOG + "." + namespace
                        + ".publications")
                .collectAsList();
    }
}
