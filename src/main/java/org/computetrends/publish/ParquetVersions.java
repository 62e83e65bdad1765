package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The version folders of a Parquet output, {@code versions/NAME}: finds them, removes unused ones, and carries files
 * over from one to the next. If the output has links ({@code oneFolder}), each version is complete in its folder.
 * Otherwise a version has only the vintage of its own run, and the pointer names the folder of each vintage.
 */
record ParquetVersions(FileSystem fileSystem, Path output) {
    /** A file in a version's folder with the pointer's text of the version before it. */
    static final String PREDECESSOR = "_predecessor";

    /**
     * How long folders of replaced publications are kept in an output without links. The publication before the current
     * one is always kept, with or without links.
     */
    static final Duration GRACE = Duration.ofDays(1);

    static final DateTimeFormatter VERSION_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String MANIFESTS = "manifests";

    /** Names of versions: the start of a run or retirement, and the id of the run. No other folder is ever removed. */
    static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]+");

    /** Names of table files. The group is the version whose run wrote the file. */
    private static final Pattern FILE = Pattern.compile(".*-(" + VERSION + ")(-\\d{5})?\\.parquet");

    private Path folders() {
        return new Path(output, ParquetPublisher.VERSIONS);
    }

    Path folder(String version) {
        return new Path(folders(), version);
    }

    static Path tableFolder(Path version, String table) {
        return new Path(new Path(version, ParquetPublisher.TABLES), table);
    }

    static Path manifestOf(Path version, LocalDate vintage) {
        return new Path(new Path(version, MANIFESTS), vintage + ".json");
    }

    /** Removes unused versions, and creates the folder of the version after the current one. */
    Path begin(String version, @Nullable PublishedVersion currentVersion, boolean oneFolder) throws IOException {
        remove(currentVersion, version, oneFolder);
        if (currentVersion != null) {
            TextFiles.write(
                    fileSystem,
                    new Path(folder(version), PREDECESSOR),
                    oneFolder ? currentVersion.version() : currentVersion.text());
        }
        return folder(version);
    }

    /** The version before the given one; null before the first. */
    private @Nullable PublishedVersion predecessor(PublishedVersion version) throws IOException {
        Path file = new Path(folder(version.version()), PREDECESSOR);
        return fileSystem.exists(file) ? parsePointer(TextFiles.read(fileSystem, file)) : null;
    }

    /**
     * The publications that readers may be reading: the current one, the one before it, and publications replaced within the
     * grace period, if there is one. The age of a publication counts from the start of its run. The search ends at two
     * older publications in a row, so that one run published out of order does not end it.
     *
     * @param graceBegins the begin of the grace period, in the form of a version's name; null for no grace period
     */
    private List<PublishedVersion> inUse(@Nullable PublishedVersion currentVersion, @Nullable String graceBegins)
            throws IOException {
        List<PublishedVersion> inUse = new ArrayList<>();
        int oldVersions = 0;
        for (PublishedVersion version = currentVersion; version != null; version = predecessor(version)) {
            inUse.add(version);
            boolean isOld = graceBegins == null || version.version().compareTo(graceBegins) < 0;
            oldVersions = isOld ? oldVersions + 1 : 0;
            if (oldVersions == 2) {
                break;
            }
        }
        return inUse;
    }

    /**
     * Removes versions that no publication in use refers to. If each version is complete in one folder, only the
     * current one and the one before it remain. Otherwise versions within the grace period remain too, and versions of
     * which only the logs are in use keep only these. Leftovers of dead runs are removed by the same rule.
     *
     * @param newVersion the version that is being published; the start of its run counts as the current time
     */
    void remove(@Nullable PublishedVersion currentVersion, String newVersion, boolean oneFolder) throws IOException {
        if (!fileSystem.exists(folders())) {
            return;
        }
        String graceBegins = VERSION_TIME.format(VERSION_TIME
                .parse(newVersion.substring(0, newVersion.indexOf('-')), Instant::from)
                .minus(GRACE));
        Set<String> foldersInUse = new TreeSet<>();
        Set<String> foldersKeptWhole = new TreeSet<>();
        for (PublishedVersion version : inUse(currentVersion, oneFolder ? null : graceBegins)) {
            foldersInUse.addAll(version.folders());
            foldersKeptWhole.add(version.version());
            version.vintages().values().forEach(location -> foldersKeptWhole.add(location.folder()));
        }
        for (FileStatus status : fileSystem.listStatus(folders())) {
            String name = status.getPath().getName();
            boolean isPastGrace = oneFolder || name.compareTo(graceBegins) < 0;
            if (!VERSION.matcher(name).matches() || !isPastGrace || foldersKeptWhole.contains(name)) {
                continue;
            }
            if (!foldersInUse.contains(name)) {
                fileSystem.delete(status.getPath(), true);
            } else if (!oneFolder) {
                removeAllButLogs(name);
            }
        }
    }

    /** Removes the manifest last: its absence means that the rest is gone. */
    private void removeAllButLogs(String version) throws IOException {
        Path manifest = new Path(folder(version), ParquetPublisher.MANIFEST);
        if (!fileSystem.exists(manifest)) {
            return;
        }
        for (Path partition : partitions(version)) {
            if (ParquetLogs.files(fileSystem, partition).isEmpty()) {
                fileSystem.delete(partition, true);
            }
            Path table = partition.getParent();
            if (fileSystem.listStatus(table).length == 0) {
                fileSystem.delete(table, false);
            }
        }
        for (String leftover : List.of(ParquetPublisher.REPORT, MANIFESTS, PREDECESSOR)) {
            fileSystem.delete(new Path(folder(version), leftover), true);
        }
        fileSystem.delete(manifest, false);
    }

    /**
     * Parses a pointer's text: either the name of a version that is complete in one folder, or JSON with a folder per
     * vintage.
     */
    PublishedVersion parsePointer(String text) throws IOException {
        return text.startsWith("{") ? PublishedVersion.parse(text) : inOneFolder(new Path(text).getName());
    }

    private PublishedVersion inOneFolder(String version) throws IOException {
        SortedMap<LocalDate, PublishedVersion.Location> locations = new TreeMap<>();
        SortedMap<LocalDate, SortedSet<String>> logs = new TreeMap<>();
        for (Path partition : partitions(version)) {
            // Not listFiles: on a local disk it starts a process to read each file's permissions.
            for (Path file : ParquetFiles.in(fileSystem, partition)) {
                Matcher name = FILE.matcher(file.getName());
                if (name.matches()) {
                    locations.merge(
                            vintageOf(file.getParent()),
                            new PublishedVersion.Location(version, name.group(1)),
                            (one, other) -> one.writer().compareTo(other.writer()) < 0 ? other : one);
                } else if (ParquetLogs.isLog(file)) {
                    logs.put(vintageOf(file.getParent()), new TreeSet<>(Set.of(version)));
                }
            }
        }
        return new PublishedVersion(version, locations, logs);
    }

    /** The folders that have the rows of a table and vintage. */
    List<Path> partitions(PublishedVersion version, Table table, LocalDate vintage) {
        Stream<String> folders =
                table.isLog() ? version.logFolders(vintage).stream() : version.tableFolder(vintage).stream();
        return folders.map(
                        name -> new Path(tableFolder(folder(name), table.name()), ParquetPublisher.partition(vintage)))
                .toList();
    }

    /**
     * The folder with the tables of the vintage whose run began last. That is not always the latest version: a
     * retirement writes a version without tables.
     */
    Path tablesOfLast(PublishedVersion version) {
        boolean isOwn = version.vintages().values().stream()
                .anyMatch(location -> location.folder().equals(version.version()));
        if (isOwn) {
            return new Path(folder(version.version()), ParquetPublisher.TABLES);
        }
        List<LocalDate> vintages = version.vintagesByStart();
        String last = vintages.isEmpty()
                ? version.version()
                : version.tableFolder(vintages.get(vintages.size() - 1)).orElseThrow();
        return new Path(folder(last), ParquetPublisher.TABLES);
    }

    PublishedTableReader reader(PublishedVersion version, LocalDate vintage) {
        return new PublishedTableReader(fileSystem.getConf(), table -> partitions(version, table, vintage), vintage);
    }

    private static LocalDate vintageOf(Path partition) {
        return LocalDate.parse(
                partition.getName().substring(Table.VINTAGE.name().length() + 1));
    }

    /** Whether a version's folder has rows of logs. */
    boolean hasLogs(String version) throws IOException {
        for (Path partition : partitions(version)) {
            if (!ParquetLogs.files(fileSystem, partition).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Path> partitions(String version) throws IOException {
        Path tables = new Path(folder(version), ParquetPublisher.TABLES);
        List<Path> partitions = new ArrayList<>();
        if (fileSystem.exists(tables)) {
            for (FileStatus table : fileSystem.listStatus(tables)) {
                for (FileStatus partition : fileSystem.listStatus(table.getPath())) {
                    partitions.add(partition.getPath());
                }
            }
        }
        return partitions;
    }

    /** Links the tables and manifests of all vintages except one into the next version, and the logs of that one. */
    void carryOver(VersionPointer pointer, PublishedVersion from, String to, LocalDate leftOut) throws IOException {
        for (Path partition : partitions(from.version())) {
            String table = partition.getParent().getName();
            Path newPartition = new Path(tableFolder(folder(to), table), partition.getName());
            if (!vintageOf(partition).equals(leftOut)) {
                pointer.carryOver(partition, newPartition);
                continue;
            }
            for (Path logged : ParquetLogs.files(fileSystem, partition)) {
                pointer.carryOver(logged, new Path(newPartition, logged.getName()));
            }
        }
        for (LocalDate vintage : from.vintages().keySet()) {
            Path manifest = manifestFile(from, vintage);
            if (!vintage.equals(leftOut) && fileSystem.exists(manifest)) {
                pointer.carryOver(manifest, manifestOf(folder(to), vintage));
            }
        }
    }

    /** The manifest of a vintage; empty if an earlier version of the program wrote it, which kept only the last one. */
    Optional<String> manifest(PublishedVersion version, LocalDate vintage) throws IOException {
        Path manifest = manifestFile(version, vintage);
        return fileSystem.exists(manifest) ? Optional.of(TextFiles.read(fileSystem, manifest)) : Optional.empty();
    }

    /**
     * The manifest's file. Versions written by an earlier version of the program have no {@code manifests}: each has
     * only the manifest of its own vintage, which exists as long as its folder.
     */
    private Path manifestFile(PublishedVersion version, LocalDate vintage) throws IOException {
        PublishedVersion.Location location = version.vintages()
                .getOrDefault(vintage, new PublishedVersion.Location(version.version(), version.version()));
        Path manifest = manifestOf(folder(location.folder()), vintage);
        return fileSystem.exists(manifest) ? manifest : new Path(folder(location.writer()), ParquetPublisher.MANIFEST);
    }
}
