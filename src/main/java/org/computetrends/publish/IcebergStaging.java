package org.computetrends.publish;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * The branch of a table that a publication is written to and audited on, before the main branch is set forward to it. Data
 * files of a publication lie in a folder of its own, so that those of a run that died can be told and removed.
 */
record IcebergStaging(Table table) {
    static final String BRANCH = "compute_trends_staging";

    private static final String DATA_PATH = "write.data.path";

    /** Makes the branch at the newest snapshot, and the folder for what is written to it. */
    void begin(String publication) {
        Snapshot current = table.currentSnapshot();
        Transaction transaction = table.newTransaction();
        transaction
                .updateProperties()
                .set(DATA_PATH, data() + "/" + publication)
                .commit();
        if (current != null) {
            transaction
                    .manageSnapshots()
                    .createBranch(BRANCH, current.snapshotId())
                    .commit();
        }
        transaction.commitTransaction();
        if (current == null) {
            table.manageSnapshots().createBranch(BRANCH).commit();
        }
    }

    long snapshot() {
        table.refresh();
        return Objects.requireNonNull(table.refs().get(BRANCH), BRANCH).snapshotId();
    }

    /**
     * What sets the main branch forward to a snapshot, tags that, and ends the staging branch. The main branch goes forward
     * from an ancestor of the snapshot or not at all, so that what another run published meanwhile stays.
     *
     * @param snapshot that which was written to the branch
     */
    Change showing(String tag, long snapshot) {
        Transaction transaction = table.newTransaction();
        ManageSnapshots manage = transaction.manageSnapshots();
        manage = table.refs().containsKey(tag) ? manage.replaceTag(tag, snapshot) : manage.createTag(tag, snapshot);
        manage = table.currentSnapshot() == null
                ? manage.createBranch(SnapshotRef.MAIN_BRANCH, snapshot)
                : manage.fastForwardBranch(SnapshotRef.MAIN_BRANCH, tag);
        manage.removeBranch(BRANCH).commit();
        return new Change(table.name().substring(table.name().lastIndexOf('.') + 1), transaction);
    }

    record Change(String table, Transaction transaction) {
        /** Commits it alone. */
        void commit() {
            transaction.commitTransaction();
        }

        /** Its part of a commit of several tables. */
        TableCommit part(TableIdentifier identifier) {
            BaseTransaction made = (BaseTransaction) transaction;
            return TableCommit.create(identifier, made.startMetadata(), made.currentMetadata());
        }
    }

    /**
     * Brings the table back to what was published last, if a run died or failed after that, and removes what that left.
     *
     * @param published the snapshots published, by tag, in the order of their publication
     */
    void restore(Map<String, Long> published) throws IOException {
        endBranch();
        long last = List.copyOf(published.values()).get(published.size() - 1);
        Snapshot current = table.currentSnapshot();
        if (current != null && current.snapshotId() != last && current.summary().containsKey(IcebergPublisher.RUN)) {
            giveUp(current.snapshotId(), last, published);
        }
        removeUnreferenced();
    }

    /** Removes what a run that died left: the branch, its snapshots, and a folder of data that nothing refers to. */
    void clean() throws IOException {
        endBranch();
        removeUnreferenced();
    }

    private void endBranch() {
        table.refresh();
        if (table.refs().containsKey(BRANCH)) {
            table.manageSnapshots().removeBranch(BRANCH).commit();
        }
    }

    /** Takes back a snapshot that became the table's, but never a part of a whole run, and its tag. */
    private void giveUp(long snapshot, long last, Map<String, Long> published) {
        ManageSnapshots manage = table.manageSnapshots().setCurrentSnapshot(last);
        for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
            if (ref.getValue().isTag() && ref.getValue().snapshotId() == snapshot) {
                Long before = published.get(ref.getKey());
                manage = before == null ? manage.removeTag(ref.getKey()) : manage.replaceTag(ref.getKey(), before);
            }
        }
        manage.commit();
    }

    /**
     * The folder of the publication that began last: it alone can have been left, since each begins with this. No run of
     * another lake writes to a folder of this name.
     */
    private void removeUnreferenced() throws IOException {
        String folder = table.properties().getOrDefault(DATA_PATH, "");
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        if (!folder.equals(data() + "/" + name)
                || !IcebergPublisher.PUBLICATION_NAME.matcher(name).matches()
                || isUsed(name)) {
            return;
        }
        for (Snapshot snapshot : table.snapshots()) {
            if (name.equals(snapshot.summary().get(IcebergPublisher.PUBLICATION))) {
                table.expireSnapshots()
                        .expireOlderThan(0)
                        .expireSnapshotId(snapshot.snapshotId())
                        .commit();
            }
        }
        if (table.io() instanceof SupportsPrefixOperations files) {
            files.deletePrefix(folder + "/");
        }
    }

    /** Whether a branch or tag leads to a file of a publication's folder. */
    private boolean isUsed(String publication) throws IOException {
        for (SnapshotRef ref : table.refs().values()) {
            Snapshot snapshot = table.snapshot(ref.snapshotId());
            if (publication.equals(snapshot.summary().get(IcebergPublisher.PUBLICATION))) {
                return true;
            }
        }
        for (SnapshotRef ref : table.refs().values()) {
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().useSnapshot(ref.snapshotId()).planFiles()) {
                for (FileScanTask task : tasks) {
                    if (task.file().location().contains("/" + publication + "/")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private String data() {
        return table.location() + "/data";
    }
}
