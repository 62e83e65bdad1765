package org.computetrends.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.computetrends.domain.PublishedCells;
import org.computetrends.domain.PublishedTable;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This program's tables in a namespace of an Iceberg catalog: stages rows on branches, commits and reads them. */
final class IcebergTables extends SparkTables {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergTables.class);

    private final IcebergDestination destination;

    /** The catalog's name in the session, set by {@link #open}. */
    private String catalogName = "";

    IcebergTables(SparkSession session, IcebergDestination destination) {
        super(
                session,
                destination.namespace(),
                destination.toString(),
                Optional.of("iceberg"),
                // Iceberg's default mode would write all rows of a vintage, and so of a run, in one task.
                Map.of("format-version", "2", "write.distribution-mode", "none"));
        this.destination = destination;
    }

    /** Registers the catalog in the session. Must be called before other methods, unless {@link #waitForLock} is. */
    void open() throws Exception {
        catalogName = destination.open();
    }

    /** Registers the catalog, creates the namespace if missing, and waits for the lock on publications to it. */
    IcebergDestination.PublishingLock waitForLock() throws Exception {
        open();
        IcebergDestination.PublishingLock lock = destination.waitForLock();
        try {
            // While this run waited, another may have created the lake, or adopted one of several catalogs.
            open();
            return lock;
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    @Override
    String catalogName() {
        return catalogName;
    }

    /** The SQL name of a table's staging branch. */
    String branch(String table) {
        return qualified(table) + ".branch_" + IcebergStaging.BRANCH;
    }

    IcebergStaging staging(String table) {
        return new IcebergStaging(load(table));
    }

    /**
     * Writes rows to a new staging branch of a table.
     *
     * @param replaced which existing rows are replaced; empty to keep all
     * @param runId the run's id, for the snapshot's summary
     * @param folder the name of the folder of the attempt's data files
     * @return the branch's snapshot
     */
    long stage(String table, Dataset<Row> rows, Optional<Column> replaced, String runId, String folder)
            throws NoSuchTableException {
        staging(table).createBranch(folder);
        DataFrameWriterV2<Row> writer = rows.writeTo(branch(table))
                .option("snapshot-property." + IcebergStaging.RUN, runId)
                .option("snapshot-property." + IcebergStaging.FOLDER, folder);
        if (replaced.isPresent()) {
            writer.overwrite(replaced.get());
        } else {
            writer.append();
        }
        return staging(table).branchSnapshot();
    }

    org.apache.iceberg.Table load(String table) {
        return catalog().loadTable(identifier(table));
    }

    @Override
    List<String> ourTables() {
        return catalog().listTables(Namespace.of(destination.namespace())).stream()
                .map(TableIdentifier::name)
                .filter(this::isOurs)
                .toList();
    }

    @Override
    boolean exists(String table) {
        return catalog().tableExists(identifier(table));
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(session, catalogName);
    }

    private TableIdentifier identifier(String table) {
        return TableIdentifier.of(destination.namespace(), table);
    }

    @Override
    Map<String, String> properties(String table) {
        return load(table).properties();
    }

    /**
     * Reads the rows of a table at a snapshot that meet a SQL condition and are wanted.
     *
     * @param snapshot null for no rows
     */
    PublishedTable read(Table table, @Nullable Long snapshot, String condition, Predicate<PublishedCells> isWanted) {
        if (snapshot == null) {
            return new PublishedTable(table.heading(), List.of(), 0);
        }
        String query =
                "SELECT * FROM " + qualified(table.name()) + " VERSION AS OF " + snapshot + " WHERE " + condition;
        return read(table, session.sql(query), isWanted);
    }

    /** Removes a table that was never published, with its files if the catalog allows that. */
    void drop(String table) {
        try {
            session.sql("DROP TABLE " + qualified(table) + " PURGE");
        } catch (ForbiddenException | UnsupportedOperationException e) {
            LOG.info("Files of {}, which was never published, could not be removed: {}", table, e.getMessage());
            catalog().dropTable(identifier(table), false);
        }
    }

    /** Commits changes of tables: atomically if a REST catalog supports it, otherwise one after the other. */
    void commit(List<IcebergStaging.Change> changes) {
        if (catalog() instanceof RESTCatalog restCatalog) {
            try {
                restCatalog.commitTransaction(changes.stream()
                        .map(change -> change.tableCommit(identifier(change.table())))
                        .toList());
                return;
            } catch (UnsupportedOperationException e) {
                LOG.info(
                        "{} does not commit several tables at once; they change one after the other: {}",
                        destination,
                        e.getMessage());
            }
        }
        for (int i = 0; i < changes.size(); i++) {
            try {
                changes.get(i).commit();
            } catch (RuntimeException e) {
                // If the first fails, nothing has changed.
                throw i == 0 ? e : new PartialCommit(i, changes.size(), e);
            }
        }
    }

    /** A commit of several tables, one after the other, that failed after some of them. */
    static final class PartialCommit extends RuntimeException {
        PartialCommit(int committed, int tables, RuntimeException cause) {
            super(committed + " of " + tables + " tables have new rows: " + cause.getMessage(), cause);
        }
    }
}
