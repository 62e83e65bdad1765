package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Removes the version folders of a Parquet output that no reader can still be using, and the leftovers of dead runs. If
 * the file system has links, the current publication and the one before it are in use. Otherwise publications of the
 * last day, the grace period ({@link #GRACE}), are in use too.
 *
 * @param graceStart the beginning of the grace period, in the format of {@link ParquetVersions#VERSION_TIME}
 */
record UnusedVersions(ParquetVersions versions, PublishedVersion currentVersion, String graceStart) {
    /** How long folders of replaced publications are kept in an output without links. */
    static final Duration GRACE = Duration.ofDays(1);

    /** @param newVersionName the version being published; the start of its run counts as the current time */
    static UnusedVersions of(ParquetVersions versions, PublishedVersion currentVersion, String newVersionName) {
        Instant now = ParquetVersions.VERSION_TIME.parse(
                newVersionName.substring(0, newVersionName.indexOf('-')), Instant::from);
        return new UnusedVersions(versions, currentVersion, ParquetVersions.VERSION_TIME.format(now.minus(GRACE)));
    }

    /** Removes the unused folders. If only the logs of a folder are in use, everything else in it is removed. */
    void remove() throws IOException {
        FileSystem fileSystem = versions.fileSystem();
        if (!fileSystem.exists(versions.versionsFolder())) {
            return;
        }
        Set<String> foldersInUse = new TreeSet<>();
        Set<String> foldersKeptWhole = new TreeSet<>();
        for (PublishedVersion version : publicationsInUse()) {
            foldersInUse.addAll(version.referencedFolders());
            foldersKeptWhole.add(version.name());
            version.vintages().values().forEach(location -> foldersKeptWhole.add(location.folder()));
        }
        for (FileStatus status : fileSystem.listStatus(versions.versionsFolder())) {
            String versionName = status.getPath().getName();
            if (!ParquetVersions.VERSION.matcher(versionName).matches()
                    || !isPastGrace(versionName)
                    || foldersKeptWhole.contains(versionName)) {
                continue;
            }
            if (foldersInUse.contains(versionName)) {
                removeAllButLogs(versionName);
            } else {
                fileSystem.delete(status.getPath(), true);
            }
        }
    }

    /**
     * The publications in use, from the current one backwards. A run that started before the grace period may have
     * published within it. Its predecessor was current until then, and is in use too. The search ends at the second of
     * two successive publications whose runs started before the grace period. With links, these are the current
     * publication and the one before it.
     */
    private List<PublishedVersion> publicationsInUse() throws IOException {
        List<PublishedVersion> inUse = new ArrayList<>();
        int oldVersions = 0;
        for (PublishedVersion version = currentVersion; !version.isNone(); version = versions.predecessor(version)) {
            inUse.add(version);
            oldVersions = isPastGrace(version.name()) ? oldVersions + 1 : 0;
            if (oldVersions == 2) {
                break;
            }
        }
        return inUse;
    }

    /** Whether a version's run started before the grace period. Always true with links, which need no such period. */
    private boolean isPastGrace(String versionName) {
        return versions.hasLinks() || versionName.compareTo(graceStart) < 0;
    }

    /** Removes the manifest last, because a folder without a manifest counts as done: only its logs are left. */
    private void removeAllButLogs(String versionName) throws IOException {
        FileSystem fileSystem = versions.fileSystem();
        Path folder = versions.versionFolder(versionName);
        Path manifest = new Path(folder, ParquetPublisher.MANIFEST);
        if (!fileSystem.exists(manifest)) {
            return;
        }
        for (Path partition : versions.allPartitions(versionName)) {
            if (ParquetLogs.logFiles(fileSystem, partition).isEmpty()) {
                fileSystem.delete(partition, true);
            }
            Path table = partition.getParent();
            if (fileSystem.listStatus(table).length == 0) {
                fileSystem.delete(table, false);
            }
        }
        for (String leftover :
                List.of(ParquetPublisher.REPORT, ParquetVersions.MANIFESTS, ParquetVersions.PREDECESSOR)) {
            fileSystem.delete(new Path(folder, leftover), true);
        }
        fileSystem.delete(manifest, false);
    }
}
