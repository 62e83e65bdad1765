package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.computetrends.TestSession;

/** Reads a namespace of a REST catalog as the documentation says: the snapshots that {@code publications} lists. */
final class IcebergReading {
    /** A lease's term short enough for tests. */
    private static final Duration TERM = Duration.ofSeconds(3);

    private static final String CATALOG = "rest_reading";

    private IcebergReading() {}

    /** The sink of an address {@code SERVER?NAMESPACE}. */
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

    /** Registers a server's catalog in this process, for reading. */
    static void open(String uri) {
        sink(uri + "?none").publishedVintages();
    }

    /** The published run of each vintage. */
    static Map<String, String> runs(String namespace) throws Exception {
        return runs(publications(new Tables(namespace)));
    }

    private static Map<String, String> runs(List<Record> publications) {
        Map<String, String> runs = new TreeMap<>();
        for (Record row : publications) {
            runs.merge(
                    text(row, "vintage"),
                    text(row, "run_id"),
                    (one, other) -> one.equals(other) ? one : one + " and " + other);
        }
        return runs;
    }

    /**
     * What is wrong in the listed snapshots; empty if all rows of a vintage are of one run, in all tables except logs.
     *
     * @param rows the number of rows of each table; negative if tables differ
     */
    static String fault(String namespace, List<String> logs, long rows) throws Exception {
        Tables tables = new Tables(namespace);
        List<Record> publications = publications(tables);
        Map<String, String> runs = runs(publications);
        for (Record row : publications) {
            String table = text(row, "table_name");
            String vintage = text(row, "vintage");
            if (logs.contains(table)) {
                continue;
            }
            Map<String, Long> foundRows = rows(IcebergGenerics.read(tables.get(table))
                            .useSnapshot((Long) row.getField("snapshot_id"))
                            .where(Expressions.equal("vintage", vintage)))
                    .stream()
                    .collect(Collectors.groupingBy(each -> text(each, "run_id"), Collectors.counting()));
            String run = runs.get(vintage);
            if (rows < 0 ? !Set.of(run).containsAll(foundRows.keySet()) : !foundRows.equals(Map.of(run, rows))) {
                return table + " of " + vintage + " has " + foundRows + ", the publications " + runs;
            }
        }
        return "";
    }

    /** Vintage, run, table and snapshot, all read at once. */
    private static List<Record> publications(Tables tables) throws IOException {
        return rows(IcebergGenerics.read(tables.get("publications")));
    }

    private static List<Record> rows(IcebergGenerics.ScanBuilder scan) throws IOException {
        try (CloseableIterable<Record> rows = scan.build()) {
            List<Record> read = new ArrayList<>();
            rows.forEach(read::add);
            return read;
        }
    }

    private static String text(Record row, String column) {
        return row.getField(column).toString();
    }

    /**
     * The tables of a namespace, each loaded when it is first read. Spark's jobs would slow down the process that
     * publishes.
     */
    private static final class Tables {
        private final Map<String, Table> loaded = new HashMap<>();
        private final Catalog catalog;
        private final String namespace;

        Tables(String namespace) throws Exception {
            this.catalog = Spark3Util.loadIcebergCatalog(TestSession.get(), CATALOG);
            this.namespace = namespace;
        }

        Table get(String name) {
            return loaded.computeIfAbsent(name, table -> catalog.loadTable(TableIdentifier.of(namespace, table)));
        }
    }
}
