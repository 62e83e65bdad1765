package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.storage.StorageLevel;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
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
 * is removed from this list before its first table changes, and added again after the last. Readers who join a table
 * with the list by vintage and run see only rows of the listed run. Readers who do not join may see rows of two runs.
 * Before any row is replaced, missing tables and columns are created, and {@link QualityRules} audits the rows.
 *
 * <p>Runs of one process that publish to the same sink wait for each other. Several processes may publish different
 * vintages at the same time if the format allows concurrent writers. A run fails if it finds rows of another run in its
 * vintage. The vintage then stays unlisted, as after a crash, until it is published again.
 */
record CatalogPublisher(SparkSession session, CatalogTables tables, String name) implements TableSink {
    /** The semaphores by which runs of this process wait for each other, by the sink's name. */
    private static final Map<String, Semaphore> SEMAPHORES = new ConcurrentHashMap<>();

    CatalogPublisher(SparkSession session, SinkAddress.Catalog address, Set<String> declaredTables) {
        this(session, new CatalogTables(session, address, declaredTables), address.toString());
    }

    @Override
    public void prepare() {
        try {
            tables.createNamespace();
            tables.open();
            tables.requireCompatible(CatalogTables.PUBLICATIONS);
            tables.createOrUpdateReplaceable(CatalogTables.PUBLICATIONS);
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
            publication.tables().forEach(rows -> tables.createOrUpdateReplaceable(rows.table()));
            publication.tables().forEach(stagedTables::add);
            stagedTables.publicationsRow = session.createDataFrame(
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
    public Staged stageRetirement(Retirement retirement) {
        // A retirement has no run: it writes no rows.
        StagedTables stagedTables = new StagedTables(retirement.vintage(), /* runId= */ "");
        try {
            retirement.remaining(name, publishedVintages()); // throws unless the vintage can be retired
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
        Column isInVintage = SparkTables.isInVintage(vintage);
        return new PublishedVintage(vintage, runId, (table, isWanted) -> read(table, isInVintage, isWanted));
    }

    @Override
    public List<PublishedRow> readLog(Table log, org.computetrends.table.Column dateColumn, LocalDate lastDay) {
        try {
            tables.open();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
        return read(log, col(dateColumn.name()).leq(lit(lastDay)), row -> true).rows();
    }

    /** Reads the rows of a table that meet a condition and are wanted; none if the table does not exist. */
    private PublishedTable read(Table table, Column condition, Predicate<PublishedCells> isWanted) {
        try {
            return tables.exists(table.name())
                    ? SparkTables.read(
                            table, session.table(tables.qualified(table.name())).where(condition), isWanted)
                    : new PublishedTable(table.heading(), List.of(), 0);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private UserException unreadable(Exception cause) {
        return PublishingFailure.of(name + " cannot be read: " + reason(cause), cause);
    }

    private UserException failure(Exception cause) {
        return PublishingFailure.of(
                "publishing to " + name + " failed, the previous tables are unchanged: " + reason(cause), cause);
    }

    /** The message of the root cause, or of the exception itself if the root cause only names a missing class. */
    private static String reason(Exception cause) {
        Throwable root = RootCause.of(cause);
        return String.valueOf((root instanceof ClassNotFoundException ? cause : root).getMessage());
    }

    /**
     * The audited rows of a vintage; none in a retirement. Until this object is closed, other runs of this process wait
     * to publish to the sink.
     */
    private final class StagedTables implements Staged {
        private final LocalDate vintage;
        private final String runId;
        private final Semaphore semaphore = SEMAPHORES.computeIfAbsent(name, sink -> new Semaphore(1, true));

        /** The rows to write, by the table's name. */
        private final Map<String, Dataset<Row>> rows = new TreeMap<>();

        /** The expected number of rows, by the table's name. */
        private final Map<String, Long> counts = new TreeMap<>();

        private final List<Dataset<Row>> persisted = new ArrayList<>();

        /** The vintage's row for the table {@code publications}; null in a retirement. */
        private @Nullable Dataset<Row> publicationsRow;

        StagedTables(LocalDate vintage, String runId) {
            this.vintage = vintage;
            this.runId = runId;
            semaphore.acquireUninterruptibly();
        }

        void add(TableRows tableRows) {
            Table table = tableRows.table();
            Dataset<Row> dataset = tableRows.dataset(session);
            if (tableRows instanceof TableRows.Distributed) {
                // Persisted, because a second computation, for the write, could give other rows than the audited ones.
                dataset = dataset.withColumn(Table.VINTAGE.name(), lit(vintage)).persist(StorageLevel.DISK_ONLY());
                persisted.add(dataset);
            } else {
                dataset = dataset.coalesce(1).withColumn(Table.VINTAGE.name(), lit(vintage));
            }
            QualityRules.require(table, dataset, tableRows.count());
            Column[] key = table.key().stream().map(column -> col(column)).toArray(Column[]::new);
            rows.put(
                    table.name(),
                    tables.withMissingColumns(table.name(), dataset).sortWithinPartitions(key));
            counts.put(table.name(), tableRows.count());
        }

        @Override
        public void makeVisible() {
            String publications = CatalogTables.PUBLICATIONS.name();
            boolean isUnchanged = true;
            try {
                List<String> otherTables = tables.ourTables().stream()
                        .filter(table -> !table.equals(publications))
                        .toList();
                replaceVintage(publications, null);
                isUnchanged = false;
                for (String table : otherTables) {
                    if (!tables.isLog(table)) {
                        replaceVintage(table, rows.get(table));
                    } else if (rows.containsKey(table) && !tables.isLogged(table, vintage, runId)) {
                        CatalogTables.commitWithRetries(() ->
                                rows.get(table).writeTo(tables.qualified(table)).append());
                    }
                }
                requireOnlyRowsOfThisRun(otherTables);
                if (publicationsRow != null) {
                    replaceVintage(publications, publicationsRow);
                }
            } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                throw isUnchanged ? failure(e) : partialFailure(e);
            }
        }

        private UserException partialFailure(Exception cause) {
            String publications = CatalogTables.PUBLICATIONS.name();
            String message = publicationsRow == null
                    ? "retiring the vintage " + vintage + " from " + name
                            + " failed, and some tables may still have its rows: " + publications
                            + " does not list it; publish the vintage again, then retire it: "
                    : "publishing to " + name + " failed, and its tables of the vintage " + vintage
                            + " may mix rows of two runs: " + publications
                            + " does not list it; run it again to list it: ";
            return PublishingFailure.of(message + reason(cause), cause);
        }

        /** Replaces the vintage's rows in a table; null removes them. */
        private void replaceVintage(String table, @Nullable Dataset<Row> newRows) throws NoSuchTableException {
            String qualified = tables.qualified(table);
            Dataset<Row> replacement = newRows == null
                    ? session.createDataFrame(
                            List.of(), session.table(qualified).schema())
                    : newRows;
            CatalogTables.commitWithRetries(
                    () -> replacement.writeTo(qualified).overwrite(SparkTables.isInVintage(vintage)));
        }

        /** Checks the vintage's rows except in logs, because a run of another process may have written rows too. */
        private void requireOnlyRowsOfThisRun(List<String> writtenTables) {
            String countQuery = writtenTables.stream()
                    .filter(table -> !tables.isLog(table))
                    .map(table -> "SELECT " + SparkDdl.literal(table) + " t, count(*) n, collect_set("
                            + Table.RUN_ID.name() + ") runs FROM " + tables.qualified(table) + " WHERE "
                            + Table.VINTAGE.name() + " = DATE '" + vintage + "'")
                    .collect(Collectors.joining(" UNION ALL "));
            if (countQuery.isEmpty()) {
                return;
            }
            for (Row row : session.sql(countQuery).collectAsList()) {
                long expectedRows = counts.getOrDefault(row.getString(0), 0L);
                List<String> runsFound = row.getList(2);
                if (row.getLong(1) != expectedRows || !runsFound.stream().allMatch(runId::equals)) {
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
            semaphore.release();
        }
    }
}
