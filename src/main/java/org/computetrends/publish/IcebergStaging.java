package org.computetrends.publish;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * The staging branch of an Iceberg table: creates it, fast-forwards the main branch to it, and removes what dead runs
 * left. A publication is written to the branch and audited there before it becomes visible. Each attempt at a
 * publication has its own folder for data files, so that the files of a dead run can be found.
 */
record IcebergStaging(Table table) {
    static final String BRANCH = "compute_trends_staging";

    /** The key of the run's id in the summary of a snapshot. */
    static final String RUN = "compute-trends.run-id";

    /** The key of the attempt's folder, without its path, in the summary of a snapshot. */
    static final String FOLDER = "compute-trends.publication";

    /** Names of attempts' folders: the start of the run in milliseconds, the run's id, and a random id. */
    private static final Pattern FOLDER_NAME = Pattern.compile("run-\\d+-[0-9a-f]+-[0-9a-f]{8}");

    /** The table's property with the folder of new data files. */
    private static final String DATA_PATH = "write.data.path";

    /**
     * Creates the staging branch, which must not exist, at the main branch's snapshot. Sets the folder for new data
     * files of all branches. The setting stays, so that {@link #removeUnreferenced} finds the last attempt's folder.
     *
     * @param folder the name of the attempt's folder
     */
    void createBranch(String folder) {
        Snapshot currentSnapshot = table.currentSnapshot();
        Transaction transaction = table.newTransaction();
        transaction
                .updateProperties()
                .set(DATA_PATH, dataLocation() + "/" + folder)
                .commit();
        if (currentSnapshot != null) {
            transaction
                    .manageSnapshots()
                    .createBranch(BRANCH, currentSnapshot.snapshotId())
                    .commit();
        }
        transaction.commitTransaction();
        if (currentSnapshot == null) {
            // An empty table has no snapshot to branch from. Iceberg makes an empty one, in a commit of its own.
            table.manageSnapshots().createBranch(BRANCH).commit();
        }
    }

    /** The newest snapshot of the staging branch. */
    long branchSnapshot() {
        table.refresh();
        return Objects.requireNonNull(table.refs().get(BRANCH), BRANCH).snapshotId();
    }

    /**
     * The change that fast-forwards the main branch to a snapshot, tags the snapshot and removes the staging branch.
     * The commit fails unless the main branch is an ancestor of the snapshot, so that the commit cannot undo what
     * another run published meanwhile.
     *
     * @param tag the tag for the snapshot; an existing tag is moved
     * @param snapshot the snapshot written to the staging branch
     */
    Change prepareFastForward(String tag, long snapshot) {
        Transaction transaction = table.newTransaction();
        ManageSnapshots manage = transaction.manageSnapshots();
        // Iceberg fast-forwards a branch to another branch or a tag, here to the new tag.
        manage = table.refs().containsKey(tag) ? manage.replaceTag(tag, snapshot) : manage.createTag(tag, snapshot);
        manage = table.currentSnapshot() == null
                ? manage.createBranch(SnapshotRef.MAIN_BRANCH, snapshot)
                : manage.fastForwardBranch(SnapshotRef.MAIN_BRANCH, tag);
        manage.removeBranch(BRANCH).commit();
        return new Change(table.name().substring(table.name().lastIndexOf('.') + 1), transaction);
    }

    /**
     * A change of a table that is prepared but not committed.
     *
     * @param table the table's name without its namespace
     */
    record Change(String table, Transaction transaction) {

        void commit() {
            transaction.commitTransaction();
        }

        /** This change as part of a commit of several tables. */
        TableCommit tableCommit(TableIdentifier identifier) {
            BaseTransaction baseTransaction = (BaseTransaction) transaction;
            return TableCommit.create(identifier, baseTransaction.startMetadata(), baseTransaction.currentMetadata());
        }
    }

    /**
     * Rolls the table back to the last published snapshot if a run that died or failed wrote a later one. Removes the
     * leftovers of that run. A later snapshot of another program, which has no run's id, stays.
     *
     * @param publishedSnapshots the published snapshots by tag, oldest first; at least one
     */
    void restore(Map<String, Long> publishedSnapshots) throws IOException {
        removeBranch();
        long lastSnapshot = List.copyOf(publishedSnapshots.values()).get(publishedSnapshots.size() - 1);
        Snapshot currentSnapshot = table.currentSnapshot();
        if (currentSnapshot != null
                && currentSnapshot.snapshotId() != lastSnapshot
                && currentSnapshot.summary().containsKey(RUN)) {
            rollBack(currentSnapshot.snapshotId(), lastSnapshot, publishedSnapshots);
        }
        removeUnreferenced();
    }

    /** Removes the leftovers of a dead run: the branch, its snapshots, and the data folder. */
    void removeLeftovers() throws IOException {
        removeBranch();
        removeUnreferenced();
    }

    private void removeBranch() {
        table.refresh();
        if (table.refs().containsKey(BRANCH)) {
            table.manageSnapshots().removeBranch(BRANCH).commit();
        }
    }

    /**
     * Rolls back to the last published snapshot. A tag of the unpublished snapshot returns to the snapshot that was
     * published with the tag, or is removed if there is none.
     */
    private void rollBack(long unpublishedSnapshot, long lastSnapshot, Map<String, Long> publishedSnapshots) {
        ManageSnapshots manage = table.manageSnapshots().setCurrentSnapshot(lastSnapshot);
        for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
            if (ref.getValue().isTag() && ref.getValue().snapshotId() == unpublishedSnapshot) {
                Long publishedSnapshot = publishedSnapshots.get(ref.getKey());
                manage = publishedSnapshot == null
                        ? manage.removeTag(ref.getKey())
                        : manage.replaceTag(ref.getKey(), publishedSnapshot);
            }
        }
        manage.commit();
    }

    /**
     * Removes the data folder and the snapshots of the last attempt, if no branch or tag refers to a file in the
     * folder. Older attempts left no unused folders, because each publication begins with this check. The folder's name
     * is random, so that runs of other catalogs never write to it.
     */
    private void removeUnreferenced() throws IOException {
        String folder = table.properties().getOrDefault(DATA_PATH, "");
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        if (!folder.equals(dataLocation() + "/" + name)
                || !FOLDER_NAME.matcher(name).matches()
                || isUsed(name)) {
            return;
        }
        for (Snapshot snapshot : table.snapshots()) {
            if (name.equals(snapshot.summary().get(FOLDER))) {
                table.expireSnapshots()
                        .expireOlderThan(0) // expires no snapshot by age, whatever the table's maximum age
                        .expireSnapshotId(snapshot.snapshotId())
                        .commit();
            }
        }
        if (table.io() instanceof SupportsPrefixOperations files) {
            files.deletePrefix(folder + "/");
        }
    }

    /** Whether a branch or tag has a snapshot of the attempt, or, slower to find, a file in the attempt's folder. */
    private boolean isUsed(String attemptFolder) throws IOException {
        for (SnapshotRef ref : table.refs().values()) {
            Snapshot snapshot = table.snapshot(ref.snapshotId());
            if (attemptFolder.equals(snapshot.summary().get(FOLDER))) {
                return true;
            }
        }
        for (SnapshotRef ref : table.refs().values()) {
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().useSnapshot(ref.snapshotId()).planFiles()) {
                for (FileScanTask task : tasks) {
                    if (task.file().location().contains("/" + attemptFolder + "/")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private String dataLocation() {
        return table.location() + "/data";
    }
}
