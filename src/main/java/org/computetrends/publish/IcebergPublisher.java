package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.PublishedRow;
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
 * <p>Each table is written to a branch and audited there by {@link QualityRules}. Then its snapshot is tagged {@code
 * run_RUN_VINTAGE}, and the main branch is fast-forwarded to it. The table {@code publications} lists the snapshot of
 * every table and vintage. Readers who use these snapshots or a tag ({@code VERSION AS OF}) always see the tables of
 * one run, in every catalog.
 *
 * <p>Readers of the main branches see the tables of one run only if the catalog commits several tables atomically. REST
 * catalogs do, with {@code transactions/commit}, if the server supports it. All other catalogs commit one table after
 * the other, {@code publications} last. During that step readers of main branches may see tables of two runs. If a run
 * dies there, the next run rolls back.
 *
 * <p>Publications to a namespace wait for each other. A main branch moves only forward from the snapshot that the run
 * began with, so no run can undo what another published, even if both believe that they have the lease. New tables and
 * added columns exist, empty, as soon as a run is staged. Other programs should not write to a table during a
 * publication; what they write between publications is kept.
 *
 * <p>Some files and snapshots stay: the snapshots of tags until the tags are dropped, metadata files of a killed commit
 * (some kilobytes), and data files of a dead run if the catalog's file system cannot remove folders.
 *
 * <p>The process needs read and write access to the warehouse, and the right to create and alter tables in the
 * namespace. In a catalog's database it needs {@code SELECT, INSERT, UPDATE, DELETE} on the catalog's tables, and the
 * right to create them if they are missing.
 */
final class IcebergPublisher implements TableSink {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergPublisher.class);

    private final SparkSession session;
    private final IcebergDestination destination;
    private final IcebergTables catalog;
    private final IcebergPublications publications;

    IcebergPublisher(SparkSession session, IcebergDestination destination) {
        this.session = session;
        this.destination = destination;
        this.catalog = new IcebergTables(session, destination);
        this.publications = new IcebergPublications(session, catalog);
    }

    @Override
    public String name() {
        return destination.toString();
    }

    @Override
    public void prepare() {
        // An unreachable catalog must fail the run before anything is computed.
        try {
            close(catalog.waitForLock());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failure(e);
        }
    }

    @Override
    public Staged stage(Publication publication) {
        IcebergDestination.PublishingLock lock = null;
        try {
            lock = catalog.waitForLock();
            publications.prepare();
            undoFailedRuns();
            publication.tables().forEach(rows -> catalog.requireCompatible(rows.table()));
            publication.tables().forEach(rows -> catalog.createOrUpdate(rows.table()));
            return stage(
                    lock,
                    publication,
                    "run_" + publication.runId() + "_" + publication.vintage(),
                    new IcebergPublications.Entry(
                            publication.vintage(),
                            publication.runId(),
                            publication.started(),
                            publication.manifest(),
                            Map.of()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failure(e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        try {
            catalog.open();
            return publishedVintages(publications.entries());
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw unreadable(e);
        }
    }

    private List<PublishedVintage> publishedVintages(List<IcebergPublications.Entry> entries) {
        return entries.stream()
                .map(entry -> new PublishedVintage(
                        entry.vintage(),
                        entry.runId(),
                        (table, isWanted) -> catalog.read(
                                table,
                                entry.snapshots().get(table.name()),
                                Table.VINTAGE.name() + " = DATE '" + entry.vintage() + "'",
                                isWanted)))
                .toList();
    }

    @Override
    public List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay) {
        try {
            catalog.open();
            String condition = SparkDdl.quoted(dateColumn.name()) + " <= DATE '" + lastDay + "'";
            return catalog.read(log, publications.lastSnapshot(log), condition, row -> true)
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
     * <p>Of the remaining vintages, the one whose run began last gets new snapshots, without the retired vintage. Other
     * vintages and older tags keep their snapshots.
     */
    @Override
    public Staged stageRetirement(Retirement retirement) {
        IcebergDestination.PublishingLock lock = null;
        try {
            lock = catalog.waitForLock();
            undoFailedRuns();
            List<IcebergPublications.Entry> entries = publications.entries();
            List<PublishedVintage> remaining = retirement.remaining(name(), publishedVintages(entries));
            PublishedVintage lastVintage = remaining.get(remaining.size() - 1);
            IcebergPublications.Entry lastEntry = entries.stream()
                    .filter(entry -> entry.vintage().equals(lastVintage.vintage()))
                    .findFirst()
                    .orElseThrow();
            Publication withoutTables =
                    new Publication(retirement.started(), lastVintage.runId(), retirement.vintage(), List.of(), "{}");
            return stage(lock, withoutTables, "without_" + retirement.vintage(), lastEntry);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failure(e);
        }
    }

    /**
     * Writes and audits a publication on branches.
     *
     * @param lock released when the result is closed
     * @param entry the entry to publish, except its snapshots, which the new ones replace
     */
    private Staged stage(
            IcebergDestination.PublishingLock lock,
            Publication publication,
            String tag,
            IcebergPublications.Entry entry)
            throws Exception {
        IcebergAttempt attempt = IcebergAttempt.of(session, catalog, publication);
        SortedMap<String, Long> snapshots = attempt.writeTables();
        IcebergPublications.Entry newEntry = new IcebergPublications.Entry(
                entry.vintage(), entry.runId(), entry.started(), entry.manifest(), snapshots);
        return new Staged() {
            @Override
            public void makeVisible() {
                try {
                    List<IcebergStaging.Change> changes = new ArrayList<>();
                    IcebergStaging.Change publicationsChange =
                            publications.stage(newEntry, tag, publication.vintage(), attempt.folder());
                    snapshots.forEach((table, snapshot) ->
                            changes.add(catalog.staging(table).prepareFastForward(tag, snapshot)));
                    changes.add(publicationsChange);
                    lock.requireHeld();
                    catalog.commit(changes);
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
     */
    private void undoFailedRuns() throws Exception {
        publications.removeLeftovers();
        Map<String, Map<String, Long>> publishedSnapshots = publications.publishedSnapshots();
        for (String table : catalog.ourTables()) {
            if (IcebergPublications.isPublications(table)) {
                continue;
            }
            if (publishedSnapshots.containsKey(table)) {
                catalog.staging(table).restore(publishedSnapshots.get(table));
            } else {
                catalog.drop(table);
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
            LOG.warn("The lock on the namespace could not be released; it ends with this process", e);
        }
    }
}
