package org.computetrends.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes tables of Apache Iceberg, in a catalog kept in a database.
 *
 * <p>Each table is written to a branch, audited there by {@link QualityRules}, tagged {@code run_RUN_VINTAGE}, and then the
 * main branch is set forward to it: one snapshot for each table and publication, with the run's id in its summary. A catalog
 * of this kind commits one table at a time. What a run published as a whole is therefore said by the table
 * {@code publications}, committed last and in one step: it names the snapshot of every table and vintage. Who reads by those
 * snapshots or tags ({@code VERSION AS OF}) sees one run's tables, now and later; who reads the main branches may, for the
 * moments of that step, see the tables of two runs. What a run that died in it left is brought back by the next.
 *
 * <p>Publications in a catalog's namespace wait for each other. Columns of new tables and columns that are added are there,
 * empty, as soon as a run is staged. A table that others write to is theirs to keep at rest meanwhile; what they write
 * between is kept. Tags keep snapshots until somebody drops them; metadata files of a commit that a kill cut short, some
 * kilobytes, stay. The process needs to read and write in the warehouse, and {@code SELECT, INSERT, UPDATE, DELETE} on the
 * catalog's tables, which it makes if it may.
 */
final class IcebergPublisher implements TableSink {
    /** What the summary of a snapshot says. */
    static final String RUN = "compute-trends.run-id";

    static final String PUBLICATION = "compute-trends.publication";

    /** The folder of a publication's data: when the run started, in milliseconds, and its id. */
    static final Pattern PUBLICATION_NAME = Pattern.compile("run-\\d+-[0-9a-f]+");

    private static final Logger LOG = LoggerFactory.getLogger(IcebergPublisher.class);

    private final SparkSession session;
    private final SinkAddress.Iceberg address;
    private final IcebergCatalog catalog;
    private final IcebergPublications publications;

    /**
     * @param session the session that writes; the catalog is made known to it
     * @param address the warehouse and its catalog
     * @param environment where user and password are looked up that the address does not give
     */
    IcebergPublisher(SparkSession session, SinkAddress.Iceberg address, Map<String, String> environment) {
        this.session = session;
        this.address = address;
        this.catalog = new IcebergCatalog(session, address, environment);
        this.publications = new IcebergPublications(session, catalog);
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public void prepare() {
        // Whether the catalog can be reached is known before anything is reckoned.
        AutoCloseable lock = null;
        try {
            catalog.open();
            lock = catalog.lock();
            catalog.makeNamespace();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failed(e);
        } finally {
            close(lock);
        }
    }

    @Override
    public Staged stage(Publication publication) {
        AutoCloseable lock = null;
        try {
            catalog.open();
            lock = catalog.lock();
            catalog.makeNamespace();
            publications.prepare();
            restore();
            publication.tables().forEach(rows -> catalog.requireKept(rows.table()));
            publication.tables().forEach(rows -> catalog.make(rows.table()));
            List<String> tables = new ArrayList<>();
            for (TableRows rows : publication.tables()) {
                tables.add(rows.table().name());
                stage(rows, publication);
            }
            tables.addAll(empty(publication, tables));
            return new StagedBranches(
                    lock,
                    tables,
                    "run_" + publication.runId() + "_" + publication.vintage(),
                    (snapshots, tag) -> publications.commit(publication, snapshots, tag));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failed(e);
        }
    }

    /** Leaves the vintage no rows in the tables that are ours, some left out, nor adds any to logs; returns their names. */
    private List<String> empty(Publication publication, List<String> leftOut) throws Exception {
        List<String> emptied = new ArrayList<>();
        for (String table : catalog.ours()) {
            if (!leftOut.contains(table) && !IcebergPublications.is(table)) {
                emptied.add(table);
                write(table, session.table(catalog.qualified(table)).limit(0), publication);
            }
        }
        return emptied;
    }

    @Override
    public List<StandingVintage> standing() {
        try {
            catalog.open();
            return standing(publications.entries());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private List<StandingVintage> standing(List<IcebergPublications.Entry> entries) {
        return entries.stream()
                .map(entry -> new StandingVintage(
                        entry.vintage(),
                        entry.runId(),
                        (table, wanted) -> catalog.read(
                                table,
                                entry.snapshots().get(table.name()),
                                Table.VINTAGE.name() + " = DATE '" + entry.vintage() + "'",
                                wanted)))
                .toList();
    }

    @Override
    public List<PublishedRow> logged(Table log, org.computetrends.table.Column day, LocalDate last) {
        try {
            catalog.open();
            String condition = SparkDdl.quoted(day.name()) + " <= DATE '" + last + "'";
            return catalog.read(log, publications.last(log), condition, row -> true)
                    .rows();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private UserException unreadable(Exception cause) {
        return PublishingFailure.of(
                name() + " cannot be read: " + RootCause.of(cause).getMessage(), cause);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The last publication that remains is read by the snapshots without the vintage from then on; other vintages, and
     * readers who name an older tag, by the snapshots of before.
     */
    @Override
    public Staged stageWithout(Retirement retirement) {
        AutoCloseable lock = null;
        try {
            catalog.open();
            lock = catalog.lock();
            restore();
            List<IcebergPublications.Entry> entries = publications.entries();
            List<StandingVintage> remaining = retirement.remaining(name(), standing(entries));
            StandingVintage last = remaining.get(remaining.size() - 1);
            IcebergPublications.Entry entry = entries.stream()
                    .filter(each -> each.vintage().equals(last.vintage()))
                    .findFirst()
                    .orElseThrow();
            List<String> tables = empty(
                    new Publication(retirement.started(), last.runId(), retirement.vintage(), List.of(), "{}"),
                    List.of());
            return new StagedBranches(
                    lock,
                    tables,
                    "without_" + retirement.vintage(),
                    (snapshots, tag) -> publications.commit(
                            new IcebergPublications.Entry(
                                    entry.vintage(), entry.runId(), entry.started(), entry.manifest(), snapshots),
                            tag,
                            retirement.vintage()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failed(e);
        }
    }

    private void restore() throws Exception {
        FileSystem fileSystem = new Path(address.warehouse())
                .getFileSystem(session.sparkContext().hadoopConfiguration());
        Map<String, Map<String, Long>> all = publications.published();
        for (String table : catalog.ours()) {
            if (IcebergPublications.is(table)) {
                continue;
            }
            Map<String, Long> published = all.get(table);
            if (published == null) {
                catalog.drop(table);
            } else {
                new IcebergStaging(catalog.load(table)).restore(published, fileSystem);
            }
        }
    }

    private void stage(TableRows rows, Publication publication) throws Exception {
        Table table = rows.table();
        if (table.isLog() && isLogged(table, publication)) {
            write(table.name(), session.table(catalog.qualified(table.name())).limit(0), publication);
            return;
        }
        Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
        Dataset<Row> written = rows instanceof TableRows.Distributed distributed
                ? distributed.rows().sortWithinPartitions(key)
                : session.createDataFrame(((TableRows.Held) rows).rows(), table.schema())
                        .coalesce(1)
                        .sortWithinPartitions(key);
        write(table.name(), written.withColumn(Table.VINTAGE.name(), lit(publication.vintage())), publication);
        List<String> violations = QualityRules.violations(
                table,
                session.table(branch(table.name())).where(table.isLog() ? isRunOf(publication) : isOf(publication)),
                rows.count());
        if (!violations.isEmpty()) {
            throw new IllegalStateException("table " + table.name() + ": " + String.join("; ", violations));
        }
    }

    private void write(String table, Dataset<Row> rows, Publication publication) throws Exception {
        String name = "run-" + publication.started().toEpochMilli() + "-" + publication.runId();
        new IcebergStaging(catalog.load(table)).begin(name);
        DataFrameWriterV2<Row> writer = catalog.filledUp(table, rows)
                .writeTo(branch(table))
                .option("snapshot-property." + RUN, publication.runId())
                .option("snapshot-property." + PUBLICATION, name);
        if (catalog.isLog(table)) {
            writer.append();
        } else {
            writer.overwrite(isOf(publication));
        }
    }

    private boolean isLogged(Table log, Publication publication) {
        return !session.table(catalog.qualified(log.name()))
                .where(isRunOf(publication))
                .isEmpty();
    }

    private String branch(String table) {
        return catalog.qualified(table) + ".branch_" + IcebergStaging.BRANCH;
    }

    private static Column isOf(Publication publication) {
        return col(Table.VINTAGE.name()).equalTo(lit(publication.vintage()));
    }

    private static Column isRunOf(Publication publication) {
        return isOf(publication).and(col(Table.RUN_ID.name()).equalTo(lit(publication.runId())));
    }

    private UserException failed(Exception cause) {
        if (cause instanceof UserException told) {
            return told;
        }
        return PublishingFailure.of(
                "publishing to " + name() + " failed, the previous tables stand: "
                        + RootCause.of(cause).getMessage(),
                cause);
    }

    private static void close(@org.jspecify.annotations.Nullable AutoCloseable lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (Exception e) {
            LOG.warn("A lock could not be given back; it ends with this process", e);
        }
    }

    /** Audited branches, and the lock that keeps other runs away. */
    private final class StagedBranches implements Staged {
        private final AutoCloseable lock;
        private final List<String> tables;
        private final String tag;
        private final BiConsumer<SortedMap<String, Long>, String> commit;

        StagedBranches(
                AutoCloseable lock,
                List<String> tables,
                String tag,
                BiConsumer<SortedMap<String, Long>, String> commit) {
            this.lock = lock;
            this.tables = List.copyOf(tables);
            this.tag = tag;
            this.commit = commit;
        }

        @Override
        public void makeVisible() {
            try {
                SortedMap<String, Long> snapshots = new TreeMap<>();
                for (String table : tables) {
                    IcebergStaging staging = new IcebergStaging(catalog.load(table));
                    snapshots.put(table, staging.snapshot());
                    staging.show(tag);
                }
                commit.accept(snapshots, tag);
            } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                throw failed(e);
            }
        }

        @Override
        public void close() {
            IcebergPublisher.close(lock);
        }
    }
}
