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
 * The version folders of a Parquet output that no reader can still be using. If the file system has links, the current
 * publication and the one before it are in use. Otherwise publications replaced within the grace period are in use too.
 * Leftovers of dead runs are unused by the same rule.
 *
 * @param graceBegins the beginning of the grace period, in the form of a version's name
 */
record UnusedVersions(ParquetVersions versions, PublishedVersion currentVersion, String graceBegins) {
    /** How long folders of replaced publications are kept in an output without links. */
    static final Duration GRACE = Duration.ofDays(1);

    /** @param newVersion the version that is being published; the start of its run counts as the current time */
    static UnusedVersions of(ParquetVersions versions, PublishedVersion currentVersion, String newVersion) {
        Instant now =
                ParquetVersions.VERSION_TIME.parse(newVersion.substring(0, newVersion.indexOf('-')), Instant::from);
        return new UnusedVersions(versions, currentVersion, ParquetVersions.VERSION_TIME.format(now.minus(GRACE)));
    }

    /** Removes the unused folders. Folders of which only the logs are in use keep only these. */
    void remove() throws IOException {
        FileSystem fileSystem = versions.fileSystem();
        if (!fileSystem.exists(versions.folders())) {
            return;
        }
        Set<String> foldersInUse = new TreeSet<>();
        Set<String> foldersKeptWhole = new TreeSet<>();
        for (PublishedVersion version : inUse()) {
            foldersInUse.addAll(version.folders());
            foldersKeptWhole.add(version.version());
            version.vintages().values().forEach(location -> foldersKeptWhole.add(location.folder()));
        }
        for (FileStatus status : fileSystem.listStatus(versions.folders())) {
            String name = status.getPath().getName();
            if (!ParquetVersions.VERSION.matcher(name).matches()
                    || !isPastGrace(name)
                    || foldersKeptWhole.contains(name)) {
                continue;
            }
            if (foldersInUse.contains(name)) {
                removeAllButLogs(name);
            } else {
                fileSystem.delete(status.getPath(), true);
            }
        }
    }

    /**
     * The publications in use, from the current one backwards. The age of a publication counts from the start of its
     * run. The search ends at two old publications in a row, so that one run published out of order does not end it.
     */
    private List<PublishedVersion> inUse() throws IOException {
        List<PublishedVersion> inUse = new ArrayList<>();
        int oldVersions = 0;
        for (PublishedVersion version = currentVersion; !version.isNone(); version = versions.predecessor(version)) {
            inUse.add(version);
            oldVersions = isPastGrace(version.version()) ? oldVersions + 1 : 0;
            if (oldVersions == 2) {
                break;
            }
        }
        return inUse;
    }

    private boolean isPastGrace(String version) {
        return versions.hasLinks() || version.compareTo(graceBegins) < 0;
    }

    /** Removes the manifest last: its absence means that the rest is gone. */
    private void removeAllButLogs(String version) throws IOException {
        FileSystem fileSystem = versions.fileSystem();
        Path folder = versions.folder(version);
        Path manifest = new Path(folder, ParquetPublisher.MANIFEST);
        if (!fileSystem.exists(manifest)) {
            return;
        }
        for (Path partition : versions.partitions(version)) {
            if (ParquetLogs.files(fileSystem, partition).isEmpty()) {
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
