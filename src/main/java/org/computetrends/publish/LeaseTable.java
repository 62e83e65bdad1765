package org.computetrends.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a {@link Lease} in an Iceberg catalog of any kind, as a table without rows. The summary of the table's newest
 * snapshot contains the text of the lease. To replace the text, a run reads the newest snapshot and appends another.
 *
 * <p>Every catalog rejects the new snapshot if another was added meanwhile. In a REST catalog the request asserts the
 * branch's snapshot. Other catalogs compare and swap the table's metadata. Iceberg reloads the table before it commits,
 * so {@link #replace} requires that the newest snapshot is still the one that was read.
 */
final class LeaseTable implements Lease.Store {
    static final String NAME = "compute_trends_lease";

    /** The key of the lease's text in a snapshot's summary. */
    private static final String TEXT = "compute-trends.lease";

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);

    private static final Schema NO_ROWS = new Schema(
            Types.NestedField.optional(1, "holder", Types.StringType.get(), "Nothing: this table has no rows."));

    /** The table's properties: one attempt per commit, and no files of past leases. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "comment", "No rows: runs of compute-trends that publish here take turns by this table's snapshots.",
            "commit.retry.num-retries", "0",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "1");

    private final Catalog catalog;
    private final TableIdentifier identifier;

    /** @param identifier the table, created if missing */
    LeaseTable(Catalog catalog, TableIdentifier identifier) {
        this.catalog = catalog;
        this.identifier = identifier;
        if (!catalog.tableExists(identifier)) {
            try {
                catalog.createTable(identifier, NO_ROWS, PartitionSpec.unpartitioned(), new HashMap<>(PROPERTIES));
            } catch (AlreadyExistsException e) {
                LOG.debug("Another run created {} meanwhile", identifier, e);
            }
        }
    }

    @Override
    public @Nullable String read() {
        return text(catalog.loadTable(identifier).currentSnapshot());
    }

    @Override
    public boolean replace(@Nullable String expectedText, @Nullable String text) {
        Table table = catalog.loadTable(identifier);
        Snapshot currentSnapshot = table.currentSnapshot();
        if (!Objects.equals(text(currentSnapshot), expectedText)) {
            return false;
        }
        Long parent = id(currentSnapshot);
        try {
            table.newFastAppend()
                    .set(TEXT, text == null ? "" : text)
                    .validateWith(ancestors -> Objects.equals(newestId(ancestors), parent))
                    .commit();
        } catch (CommitFailedException | ValidationException e) {
            return false;
        } catch (CommitStateUnknownException e) {
            return Objects.equals(read(), text);
        }
        if (text == null) {
            removeOldSnapshots(table);
        }
        return true;
    }

    private static @Nullable String text(@Nullable Snapshot snapshot) {
        String text = snapshot == null ? null : snapshot.summary().get(TEXT);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Long newestId(Iterable<Snapshot> ancestors) {
        return ancestors.iterator().hasNext() ? id(ancestors.iterator().next()) : null;
    }

    private static @Nullable Long id(@Nullable Snapshot snapshot) {
        return snapshot == null ? null : (Long) snapshot.snapshotId();
    }

    /** Removes the snapshots of an ended lease. If that fails, the end of the next lease removes them. */
    private static void removeOldSnapshots(Table table) {
        try {
            table.expireSnapshots()
                    .expireOlderThan(table.currentSnapshot().timestampMillis())
                    .retainLast(1)
                    .commit();
        } catch (RuntimeException e) {
            LOG.debug("Snapshots of {} stay until the next publication", table, e);
        }
    }

    @Override
    public String toString() {
        return identifier.toString();
    }
}
