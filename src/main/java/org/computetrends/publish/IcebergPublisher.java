package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.SparkDdl;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes tables of Apache Iceberg, in the catalog of a folder ({@link IcebergLake}) or in a catalog registered by
 * name ({@link NamedCatalog}).
 *
 * <p>Each table is written to a branch and audited there by {@link QualityRules}. Then its snapshot is tagged
 * {@code run_RUN_VINTAGE}, and the main branch is fast-forwarded to it. The table {@code publications} lists the
 * snapshot of every table and vintage. Readers who use these snapshots or a tag ({@code VERSION AS OF}) always see the
 * tables of one run, in every catalog.
 *
 * <p>Readers of the main branches see the tables of one run only if the catalog commits several tables atomically. REST
 * catalogs do, with {@code transactions/commit}, if the server supports it. All other catalogs commit one table after
 * the other, {@code publications} last. During that step readers of main branches may see tables of two runs. If a run
 * dies there, the next run rolls back.
 *
 * <p>Publications to a namespace wait for each other. A main branch moves only forward from the snapshot that the run
 * began with. So no run can undo what another published, even if both believe that they have the lease. New tables and
 * added columns exist, empty, as soon as a run is staged. Other programs should not write to a table during a
 * publication; what they write between publications is kept.
 *
 * <p>Snapshots of tags stay until the tags are dropped. Metadata files of a killed commit (some kilobytes) stay, and so
 * do data files of a dead run if the catalog's file system cannot remove folders.
 *
 * <p>The process needs read and write access to the warehouse, and the right to create and alter tables in the
 * namespace. In a catalog's database it needs {@code SELECT, INSERT, UPDATE, DELETE} on the catalog's tables, and the
 * right to create them if they are missing.
 */
final class IcebergPublisher implements TableSink {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergPublisher.class);

    private final SparkSession session;
    private final IcebergDestination destination;
    private final IcebergTables tables;
    private final IcebergPublications publications;

    IcebergPublisher(SparkSession session, IcebergDestination destination) {
        this.session = session;
        this.destination = destination;
        this.tables = new IcebergTables(session, destination);
        this.publications = new IcebergPublications(session, tables);
    }

    @Override
    public String name() {
        return destination.toString();
    }

    @Override
    public void prepare() {
        // An unreachable catalog must fail the run before anything is computed.
        try {
            close(tables.waitForLock());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failure(e);
        }
    }

    @Override
    public Staged stage(Publication publication) {
        IcebergDestination.PublishingLock lock = null;
        try {
            lock = tables.waitForLock();
            publications.prepare();
            IcebergPublications.Published published = publications.published();
            undoFailedRuns(published.snapshots());
            publication.tables().forEach(rows -> tables.requireCompatible(rows.table()));
            publication.tables().forEach(rows -> tables.createOrUpdate(rows.table()));
            IcebergAttempt attempt = IcebergAttempt.of(
                    session, tables, publication.vintage(), publication.runId(), publication.started());
            SortedMap<String, Long> snapshots = attempt.write(publication.tables());
            IcebergPublications.Entry entry = new IcebergPublications.Entry(
                    publication.vintage(),
                    publication.runId(),
                    publication.started(),
                    publication.manifest(),
                    snapshots);
            String tag = "run_" + publication.runId() + "_" + publication.vintage();
            return stageEntry(lock, attempt, published.nextNumber(), entry, tag);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failure(e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        try {
            tables.open();
            return publishedVintages(publications.entries());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private List<PublishedVintage> publishedVintages(List<IcebergPublications.Entry> entries) {
        return entries.stream()
                .map(entry -> new PublishedVintage(
                        entry.vintage(), entry.runId(), (table, isWanted) -> readVintage(table, entry, isWanted)))
                .toList();
    }

    private PublishedTable readVintage(
            Table table, IcebergPublications.Entry entry, Predicate<PublishedCells> isWanted) {
        try {
            String condition = Table.VINTAGE.name() + " = DATE '" + entry.vintage() + "'";
            return tables.read(table, entry.snapshots().get(table.name()), condition, isWanted);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    @Override
    public List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay) {
        try {
            tables.open();
            String condition = SparkDdl.quoted(dateColumn.name()) + " <= DATE '" + lastDay + "'";
            return tables.read(log, publications.lastSnapshot(log), condition, row -> true)
                    .rows();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private UserException unreadable(Exception cause) {
        return PublishingFailure.of(name() + " cannot be read: " + message(cause), cause);
    }

    /**
     * {@inheritDoc}
     *
     * <p>All tables get new snapshots, without the retired vintage. They must be listed under a vintage, because the
     * next run rolls unlisted snapshots back. This is the remaining vintage whose run began last. Other vintages and
     * older tags keep their snapshots.
     */
    @Override
    public Staged stageRetirement(Retirement retirement) {
        IcebergDestination.PublishingLock lock = null;
        try {
            lock = tables.waitForLock();
            List<IcebergPublications.Entry> entries = publications.entries();
            retirement.remaining(name(), publishedVintages(entries)); // throws unless the vintage can be retired
            IcebergPublications.Entry lastEntry = entries.stream()
                    .filter(entry -> !entry.vintage().equals(retirement.vintage()))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            IcebergPublications.Published published = publications.published();
            undoFailedRuns(published.snapshots());
            IcebergAttempt attempt =
                    IcebergAttempt.of(session, tables, retirement.vintage(), lastEntry.runId(), retirement.started());
            SortedMap<String, Long> snapshots = attempt.write(List.of());
            IcebergPublications.Entry entry = new IcebergPublications.Entry(
                    lastEntry.vintage(), lastEntry.runId(), lastEntry.started(), lastEntry.manifest(), snapshots);
            return stageEntry(lock, attempt, published.nextNumber(), entry, "without_" + retirement.vintage());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failure(e);
        }
    }

    /**
     * Stages the entry of an attempt whose tables are staged.
     *
     * @param lock released when the result is closed
     * @param number the number of the publication
     * @param tag the tag for all new snapshots
     */
    private Staged stageEntry(
            IcebergDestination.PublishingLock lock,
            IcebergAttempt attempt,
            long number,
            IcebergPublications.Entry entry,
            String tag)
            throws Exception {
        long publicationsSnapshot = publications.stage(entry, number, tag, attempt.vintage(), attempt.folder());
        return new Staged() {
            @Override
            public void makeVisible() {
                try {
                    List<IcebergStaging.Change> changes = new ArrayList<>();
                    entry.snapshots()
                            .forEach((table, snapshot) ->
                                    changes.add(tables.staging(table).prepareFastForward(tag, snapshot)));
                    // Last, because it makes the publication visible.
                    changes.add(tables.staging(IcebergPublications.NAME).prepareFastForward(tag, publicationsSnapshot));
                    lock.requireHeld();
                    tables.commit(changes);
                } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
                    throw failure(e);
                }
            }

            @Override
            public void close() {
                IcebergPublisher.close(lock);
            }
        };
    }

    /**
     * Removes what dead or failed runs left: rolls tables back to their last published snapshots, and drops tables that
     * were never published.
     *
     * @param publishedSnapshots see {@link IcebergPublications.Published#snapshots}
     */
    private void undoFailedRuns(Map<String, Map<String, Long>> publishedSnapshots) throws Exception {
        tables.staging(IcebergPublications.NAME).removeLeftovers();
        for (String table : tables.ourTables()) {
            if (table.equals(IcebergPublications.NAME)) {
                continue;
            }
            if (publishedSnapshots.containsKey(table)) {
                tables.staging(table).restore(publishedSnapshots.get(table));
            } else {
                tables.drop(table);
            }
        }
    }

    private UserException failure(Exception cause) {
        String state = "the previous tables are unchanged: ";
        if (Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(CommitStateUnknownException.class::isInstance)) {
            state = "and it is unknown whether the new tables are visible, because the catalog did not answer; run"
                    + " again: ";
        } else if (cause instanceof IcebergTables.PartialCommit) {
            state = "and the table publications does not list the run; the next run takes its rows back: ";
        }
        return PublishingFailure.of("publishing to " + name() + " failed, " + state + message(cause), cause);
    }

    private String message(Exception cause) {
        return destination.withoutSecrets(String.valueOf(RootCause.of(cause).getMessage()));
    }

    private static void close(IcebergDestination.@Nullable PublishingLock lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (Exception e) {
            LOG.warn(
                    "A lock could not be released; it ends with this process, or, if it is a lease, after its term", e);
        }
    }
}
