package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
 * Publishes tables of Apache Iceberg, in the catalog of a folder ({@link IcebergLake}) or one known by name ({@link
 * NamedCatalog}).
 *
 * <p>Each table is written to a branch, audited there by {@link QualityRules}, tagged {@code run_RUN_VINTAGE}, and then the
 * main branch is set forward to it: one snapshot for each table and publication, with the run's id in its summary. The table
 * {@code publications} names the snapshot of every table and vintage. Who reads by those snapshots or by a tag ({@code VERSION
 * AS OF}) sees one run's tables, now and later, in every catalog.
 *
 * <p>Who reads the main branches sees one run's tables as well where the catalog commits several tables in one step: a REST
 * catalog that has {@code transactions/commit}, and as far as its server keeps that promise. All other catalogs commit one
 * table after the other, {@code publications} last: readers of main branches may, for the moments of that step, see the tables
 * of two runs. What a run that died in it left is brought back by the next.
 *
 * <p>Publications in a catalog's namespace wait for each other. A main branch goes forward from the snapshot that the run began
 * with or not at all, so that no run can undo what another published, even if both believe that it is their turn. Columns of
 * new tables and columns that are added are there, empty, as soon as a run is staged. A table that others write to is theirs
 * to keep at rest meanwhile; what they write between is kept. Tags keep snapshots until somebody drops them; metadata files of
 * a commit that a kill cut short, some kilobytes, stay. So do data files of a run that died where the catalog's file system
 * cannot remove a folder. The process needs to read and write in the warehouse, and to make and change tables of the namespace;
 * in a database it needs {@code SELECT, INSERT, UPDATE, DELETE} on the catalog's tables, which it makes if it may.
 */
final class IcebergPublisher implements TableSink {
    /** What the summary of a snapshot says. */
    static final String RUN = "compute-trends.run-id";

    static final String PUBLICATION = "compute-trends.publication";

    /** The folder of a publication's data: when the run started, in milliseconds, its id, and that of the attempt. */
    static final Pattern PUBLICATION_NAME = Pattern.compile("run-\\d+-[0-9a-f]+-[0-9a-f]{8}");

    private static final Logger LOG = LoggerFactory.getLogger(IcebergPublisher.class);

    private final SparkSession session;
    private final IcebergHome home;
    private final IcebergCatalog catalog;
    private final IcebergPublications publications;

    IcebergPublisher(SparkSession session, IcebergHome home) {
        this.session = session;
        this.home = home;
        this.catalog = new IcebergCatalog(session, home);
        this.publications = new IcebergPublications(session, catalog);
    }

    @Override
    public String name() {
        return home.toString();
    }

    @Override
    public void prepare() {
        // Whether the catalog can be reached is known before anything is computed.
        IcebergHome.Turn turn = null;
        try {
            turn = catalog.waitForTurn();
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failed(e);
        } finally {
            close(turn);
        }
    }

    @Override
    public Staged stage(Publication publication) {
        IcebergHome.Turn turn = null;
        try {
            turn = catalog.waitForTurn();
            publications.prepare();
            restore();
            publication.tables().forEach(rows -> catalog.requireKept(rows.table()));
            publication.tables().forEach(rows -> catalog.make(rows.table()));
            return staged(
                    turn,
                    publication,
                    "run_" + publication.runId() + "_" + publication.vintage(),
                    new IcebergPublications.Entry(
                            publication.vintage(),
                            publication.runId(),
                            publication.started(),
                            publication.manifest(),
                            Map.of()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(turn);
            throw failed(e);
        }
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
    public List<PublishedRow> logged(Table log, Column day, LocalDate last) {
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
        return PublishingFailure.of(name() + " cannot be read: " + message(cause), cause);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The last publication that remains is read by the snapshots without the vintage from then on; other vintages, and
     * readers who name an older tag, by the snapshots of before.
     */
    @Override
    public Staged stageWithout(Retirement retirement) {
        IcebergHome.Turn turn = null;
        try {
            turn = catalog.waitForTurn();
            restore();
            List<IcebergPublications.Entry> entries = publications.entries();
            List<StandingVintage> remaining = retirement.remaining(name(), standing(entries));
            StandingVintage last = remaining.get(remaining.size() - 1);
            IcebergPublications.Entry entry = entries.stream()
                    .filter(each -> each.vintage().equals(last.vintage()))
                    .findFirst()
                    .orElseThrow();
            Publication emptying =
                    new Publication(retirement.started(), last.runId(), retirement.vintage(), List.of(), "{}");
            return staged(turn, emptying, "without_" + retirement.vintage(), entry);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(turn);
            throw failed(e);
        }
    }

    /** Writes a publication, whose snapshots an entry will name. */
    private Staged staged(IcebergHome.Turn turn, Publication publication, String tag, IcebergPublications.Entry entry)
            throws Exception {
        IcebergAttempt attempt = new IcebergAttempt(session, catalog, publication);
        SortedMap<String, Long> snapshots = attempt.write();
        IcebergPublications.Entry named = new IcebergPublications.Entry(
                entry.vintage(), entry.runId(), entry.started(), entry.manifest(), snapshots);
        return new StagedBranches(
                this,
                turn,
                snapshots,
                tag,
                () -> publications.stage(named, tag, publication.vintage(), attempt.folder()));
    }

    private void restore() throws Exception {
        publications.clean();
        Map<String, Map<String, Long>> all = publications.published();
        for (String table : catalog.ours()) {
            if (IcebergPublications.is(table)) {
                continue;
            }
            Map<String, Long> published = all.get(table);
            if (published == null) {
                catalog.drop(table);
            } else {
                new IcebergStaging(catalog.load(table)).restore(published);
            }
        }
    }

    private UserException failed(Exception cause) {
        return PublishingFailure.of(
                "publishing to " + name() + " failed, "
                        + (isUnknown(cause)
                                ? "and whether the new tables stand is unknown until it answers again; run again: "
                                : "the previous tables stand: ")
                        + message(cause),
                cause);
    }

    /** Whether a catalog was asked to commit and did not answer. */
    private static boolean isUnknown(Throwable cause) {
        return cause instanceof CommitStateUnknownException
                || (cause.getCause() != null && isUnknown(cause.getCause()));
    }

    private String message(Exception cause) {
        return home.withoutSecrets(String.valueOf(RootCause.of(cause).getMessage()));
    }

    private static void close(IcebergHome.@org.jspecify.annotations.Nullable Turn turn) {
        try {
            if (turn != null) {
                turn.close();
            }
        } catch (Exception e) {
            LOG.warn("A turn to publish could not be given back; it ends with this process", e);
        }
    }

    /** Audited branches, and the turn that keeps other runs away. */
    private record StagedBranches(
            IcebergPublisher publisher,
            IcebergHome.Turn turn,
            SortedMap<String, Long> snapshots,
            String tag,
            Supplier<IcebergStaging.Change> naming)
            implements Staged {
        @Override
        public void makeVisible() {
            publisher.makeVisible(this);
        }

        @Override
        public void close() {
            IcebergPublisher.close(turn);
        }
    }

    private void makeVisible(StagedBranches staged) {
        try {
            IcebergStaging.Change last = staged.naming().get();
            List<IcebergStaging.Change> changes = new ArrayList<>();
            staged.snapshots()
                    .forEach((table, snapshot) ->
                            changes.add(new IcebergStaging(catalog.load(table)).showing(staged.tag(), snapshot)));
            changes.add(last);
            staged.turn().requireHeld();
            catalog.commit(changes);
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            throw failed(e);
        }
    }
}
