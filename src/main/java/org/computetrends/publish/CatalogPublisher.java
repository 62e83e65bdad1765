package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Publishes tables through a Spark catalog, in any format in which Spark can replace the rows of a vintage, such as
 * Delta Lake.
 *
 * <p>The guarantees are weaker than those of {@link TableSink}. Each table changes atomically, but the tables of a run
 * change one after the other. The table {@code publications} lists the complete vintages, each with its run. A vintage
 * is removed from the list before its first table changes, and added again after the last. Readers who join a table
 * with the list by vintage and run see rows of the listed run or no rows. Readers who do not join may see rows of two
 * runs. {@link QualityRules} audits the rows before any row is replaced. Missing tables and columns are made before
 * that.
 *
 * <p>Runs of one process that publish to the same sink wait for each other. Several processes may publish different
 * vintages at the same time if the format allows concurrent writers. A run fails if it finds rows of another run in its
 * vintage. The vintage then stays unlisted, as after a crash, until it is published again.
 */
record CatalogPublisher(SparkSession session, CatalogTables tables, String name) implements TableSink {
    /** One semaphore for each sink, by the sink's name. */
    private static final Map<String, Semaphore> TURNS = new ConcurrentHashMap<>();

    CatalogPublisher(SparkSession session, SinkAddress.Catalog address, Set<String> declaredTables) {
        this(session, new CatalogTables(session, address, declaredTables), address.toString());
    }

    @Override
    public void prepare() {
        try {
            tables.makeNamespace();
            tables.open();
            tables.requireCompatible(CatalogTables.PUBLICATIONS);
            tables.makeReplaceable(CatalogTables.PUBLICATIONS);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failure(e);
        }
    }

    @Override
    public Staged stage(Publication publication) {
        StagedTables stagedTables = new StagedTables(publication.vintage(), publication.runId());
        try {
            prepare();
            publication.tables().forEach(rows -> tables.requireCompatible(rows.table()));
            publication.tables().forEach(rows -> tables.makeReplaceable(rows.table()));
            publication.tables().forEach(stagedTables::add);
            stagedTables.entry = session.createDataFrame(
                            List.of(RowFactory.create(
                                    publication.started(), publication.manifest(), publication.runId())),
                            CatalogTables.PUBLICATIONS.schema())
                    .withColumn(Table.VINTAGE.name(), lit(publication.vintage()));
            return stagedTables;
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            stagedTables.close();
            throw failure(e);
        }
    }

    @Override
    public Staged stageWithout(Retirement retirement) {
        StagedTables stagedTables = new StagedTables(retirement.vintage(), "");
        try {
            retirement.remaining(name, publishedVintages());
            return stagedTables;
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            stagedTables.close();
            throw failure(e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        try {
            tables.open();
            if (!tables.exists(CatalogTables.PUBLICATIONS.name())) {
                return List.of();
            }
            return session
                    .table(tables.qualified(CatalogTables.PUBLICATIONS.name()))
                    .orderBy("started", Table.VINTAGE.name())
                    .select(Table.VINTAGE.name(), Table.RUN_ID.name())
                    .collectAsList()
                    .stream()
                    .map(row -> publishedVintage(row.getAs(0), row.getString(1)))
                    .toList();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private PublishedVintage publishedVintage(LocalDate vintage, String runId) {
        return new PublishedVintage(
                vintage,
                runId,
                (table, wanted) -> SparkTables.read(table, rowsWhere(table, SparkTables.isOf(vintage)), wanted));
    }

    @Override
    public List<PublishedRow> logged(Table log, org.computetrends.table.Column day, LocalDate lastDay) {
        try {
            tables.open();
            return SparkTables.read(log, rowsWhere(log, col(day.name()).leq(lit(lastDay))), row -> true)
                    .rows();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    /** The rows of a table that meet a condition; empty if the table does not exist. */
    private Dataset<Row> rowsWhere(Table table, Column condition) {
        return tables.exists(table.name())
                ? session.table(tables.qualified(table.name())).where(condition)
                : session.createDataFrame(List.of(), table.schema());
    }

    private UserException unreadable(Exception cause) {
        return PublishingFailure.of(name + " cannot be read: " + reason(cause), cause);
    }

    private UserException failure(Exception cause) {
        return PublishingFailure.of(
                "publishing to " + name + " failed, the previous tables are unchanged: " + reason(cause), cause);
    }

    /**
     * The message of the root cause. If that is a missing class, the message of the exception that was caught.
     */
    private static String reason(Exception cause) {
        Throwable root = RootCause.of(cause);
        return String.valueOf((root instanceof ClassNotFoundException ? cause : root).getMessage());
    }

    /** The audited rows of a vintage, and the semaphore that makes other runs of this process wait. */
    private final class StagedTables implements Staged {
        private final LocalDate vintage;
        private final String runId;
        private final Semaphore turn = TURNS.computeIfAbsent(name, sink -> new Semaphore(1, true));
        private final Map<String, Dataset<Row>> rows = new TreeMap<>();
        private final Map<String, Long> counts = new TreeMap<>();
        private final Set<String> runs = new TreeSet<>();
        private final List<Dataset<Row>> persisted = new ArrayList<>();

        /** The vintage's row for the table {@code publications}; null in a retirement. */
        private @Nullable Dataset<Row> entry;

        StagedTables(LocalDate vintage, String runId) {
            this.vintage = vintage;
            this.runId = runId;
            turn.acquireUninterruptibly();
        }

        void add(TableRows tableRows) {
            Table table = tableRows.table();
            Dataset<Row> dataset = tableRows.dataset(session);
            if (tableRows instanceof TableRows.Distributed) {
                // Computed once, so that the audited rows are the written rows.
                dataset = dataset.withColumn(Table.VINTAGE.name(), lit(vintage)).persist(StorageLevel.DISK_ONLY());
                persisted.add(dataset);
            } else {
                dataset = dataset.coalesce(1).withColumn(Table.VINTAGE.name(), lit(vintage));
            }
            QualityRules.require(table, dataset, tableRows.count());
            Column[] key = table.key().stream().map(column -> col(column)).toArray(Column[]::new);
            rows.put(table.name(), tables.filledUp(table.name(), dataset).sortWithinPartitions(key));
            counts.put(table.name(), tableRows.count());
            dataset.select(Table.RUN_ID.name()).distinct().collectAsList().forEach(row -> runs.add(row.getString(0)));
        }

        @Override
        public void makeVisible() {
            boolean isListed = true;
            try {
                List<String> ours = tables.ourTables().stream()
                        .filter(table -> !table.equals(CatalogTables.PUBLICATIONS.name()))
                        .toList();
                replace(CatalogTables.PUBLICATIONS.name(), null);
                isListed = false;
                for (String table : ours) {
                    if (!tables.isLog(table)) {
                        replace(table, rows.get(table));
                    } else if (rows.containsKey(table) && !tables.isLogged(table, vintage, runId)) {
                        CatalogTables.write(() ->
                                rows.get(table).writeTo(tables.qualified(table)).append());
                    }
                }
                requireOnlyRowsOfThisRun(ours);
                if (entry != null) {
                    replace(CatalogTables.PUBLICATIONS.name(), entry);
                }
            } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                throw isListed ? failure(e) : halfDone(e);
            }
        }

        private UserException halfDone(Exception cause) {
            String found = entry == null
                    ? "retiring the vintage " + vintage + " from " + name
                            + " failed, and some tables may still have its rows: "
                    : "publishing to " + name + " failed, and its tables of the vintage " + vintage
                            + " may mix rows of two runs: ";
            String remedy = entry == null
                    ? " does not list it; publish the vintage again, then retire it: "
                    : " does not list it; run it again to list it: ";
            return PublishingFailure.of(found + CatalogTables.PUBLICATIONS.name() + remedy + reason(cause), cause);
        }

        private void replace(String table, @Nullable Dataset<Row> replacement) throws NoSuchTableException {
            String qualified = tables.qualified(table);
            Dataset<Row> replacing = replacement == null
                    ? session.createDataFrame(
                            List.of(), session.table(qualified).schema())
                    : replacement;
            CatalogTables.write(() -> replacing.writeTo(qualified).overwrite(SparkTables.isOf(vintage)));
        }

        /** Checks the written rows, because a run of another process may have written to the vintage too. */
        private void requireOnlyRowsOfThisRun(List<String> ours) {
            String countQuery = ours.stream()
                    .filter(table -> !tables.isLog(table))
                    .map(table -> "SELECT " + SparkDdl.literal(table) + " t, count(*) n, collect_set("
                            + Table.RUN_ID.name() + ") runs FROM " + tables.qualified(table) + " WHERE "
                            + Table.VINTAGE.name() + " = DATE '" + vintage + "'")
                    .collect(Collectors.joining(" UNION ALL "));
            for (Row row : countQuery.isEmpty()
                    ? List.<Row>of()
                    : session.sql(countQuery).collectAsList()) {
                long expectedRows = counts.getOrDefault(row.getString(0), 0L);
                List<String> runsFound = row.getList(2);
                if (row.getLong(1) != expectedRows || !runs.containsAll(runsFound)) {
                    throw new IllegalStateException(
                            "table " + row.getString(0) + " has " + row.getLong(1) + " rows of the runs " + runsFound
                                    + ", expected " + expectedRows
                                    + " of this run: another process published the vintage meanwhile");
                }
            }
        }

        @Override
        public void close() {
            persisted.forEach(Dataset::unpersist);
            turn.release();
        }
    }
}
