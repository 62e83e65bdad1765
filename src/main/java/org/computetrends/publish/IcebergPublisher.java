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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes tables of Apache Iceberg, in the catalog of a folder ({@link IcebergLake}) or in a catalog registered by
 * name ({@link NamedCatalog}).
 *
 * <p>Each table is written to a branch, audited there by {@link QualityRules} and tagged {@code run_RUN_VINTAGE}. Then
 * the main branch is fast-forwarded: one snapshot per table and publication, with the run's id in its summary. The
 * table {@code publications} lists the snapshot of every table and vintage. Readers who use those snapshots or a tag
 * ({@code VERSION AS OF}) always see the tables of one run, in every catalog.
 *
 * <p>Readers of the main branches see the tables of one run only if the catalog commits several tables atomically. REST
 * catalogs do, with {@code transactions/commit}, if the server supports it. All other catalogs commit one table after
 * the other, {@code publications} last. During that step readers of main branches may see tables of two runs. If a run
 * dies there, the next run rolls back.
 *
 * <p>Publications to a namespace wait for each other. A main branch moves only forward from the snapshot that the run
 * began with, so no run can undo what another published, even if both believe they have the lease. New tables and added
 * columns exist, empty, as soon as a run is staged. Nobody else should write to a table during a publication. What
 * others write between publications is kept.
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
            restore();
            publication.tables().forEach(rows -> catalog.requireCompatible(rows.table()));
            publication.tables().forEach(rows -> catalog.make(rows.table()));
            return staged(
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
                        (table, wanted) -> catalog.read(
                                table,
                                entry.snapshots().get(table.name()),
                                Table.VINTAGE.name() + " = DATE '" + entry.vintage() + "'",
                                wanted)))
                .toList();
    }

    @Override
    public List<PublishedRow> logged(Table log, Column day, LocalDate lastDay) {
        try {
            catalog.open();
            String condition = SparkDdl.quoted(day.name()) + " <= DATE '" + lastDay + "'";
            return catalog.read(log, publications.last(log), condition, row -> true)
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
     * <p>The last remaining publication gets new snapshots, without the vintage. Other vintages and older tags keep
     * theirs.
     */
    @Override
    public Staged stageWithout(Retirement retirement) {
        IcebergDestination.PublishingLock lock = null;
        try {
            lock = catalog.waitForLock();
            restore();
            List<IcebergPublications.Entry> entries = publications.entries();
            List<PublishedVintage> remaining = retirement.remaining(name(), publishedVintages(entries));
            PublishedVintage lastVintage = remaining.get(remaining.size() - 1);
            IcebergPublications.Entry entry = entries.stream()
                    .filter(each -> each.vintage().equals(lastVintage.vintage()))
                    .findFirst()
                    .orElseThrow();
            Publication emptying =
                    new Publication(retirement.started(), lastVintage.runId(), retirement.vintage(), List.of(), "{}");
            return staged(lock, emptying, "without_" + retirement.vintage(), entry);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(lock);
            throw failure(e);
        }
    }

    /**
     * Writes a publication to branches, audits it there, and stages an entry with the snapshots. Closing it releases
     * the lock.
     */
    private Staged staged(
            IcebergDestination.PublishingLock lock,
            Publication publication,
            String tag,
            IcebergPublications.Entry entry)
            throws Exception {
        IcebergAttempt attempt = new IcebergAttempt(session, catalog, publication);
        SortedMap<String, Long> snapshots = attempt.write();
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
     * Undoes what dead or failed runs left: rolls tables back to their last published snapshots, and drops tables that
     * were never published.
     */
    private void restore() throws Exception {
        publications.clean();
        Map<String, Map<String, Long>> publishedSnapshots = publications.published();
        for (String table : catalog.ourTables()) {
            if (IcebergPublications.isPublications(table)) {
                continue;
            }
            Map<String, Long> snapshotsOfTable = publishedSnapshots.get(table);
            if (snapshotsOfTable == null) {
                catalog.drop(table);
            } else {
                catalog.staging(table).restore(snapshotsOfTable);
            }
        }
    }

    private UserException failure(Exception cause) {
        String state = "the previous tables are unchanged: ";
        // The catalog did not answer a commit.
        if (Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(CommitStateUnknownException.class::isInstance)) {
            state =
                    "and it is unknown whether the new tables are visible, because the catalog did not answer; run again: ";
        } else if (cause instanceof IcebergTables.PartialCommit) {
            state = "and the table publications does not list the run; the next run takes its rows back: ";
        }
        return PublishingFailure.of("publishing to " + name() + " failed, " + state + message(cause), cause);
    }

    private String message(Exception cause) {
        return destination.withoutSecrets(String.valueOf(RootCause.of(cause).getMessage()));
    }

    private static void close(IcebergDestination.@org.jspecify.annotations.Nullable PublishingLock lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (Exception e) {
            LOG.warn("The lock on the namespace could not be released; it ends with this process", e);
        }
    }
}
