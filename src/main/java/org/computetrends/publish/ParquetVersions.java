package org.computetrends.publish;

import java.io.IOException;
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
 * The version folders of a Parquet output, {@code versions/NAME}: finds them, begins new ones, and carries files over
 * from one to the next. If the file system has links, each version is complete in its folder, with hard links to the
 * files of other vintages. Otherwise a version has only the vintage of its own run, and the pointer names the folder of
 * each vintage.
 */
record ParquetVersions(FileSystem fileSystem, Path output) {
    /** A file in a version's folder with the pointer's text of the version before it. */
    static final String PREDECESSOR = "_predecessor";

    static final String MANIFESTS = "manifests";

    /** The start of a run or retirement, in the name of its version. */
    static final DateTimeFormatter VERSION_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Names of versions: the start of a run or retirement, and the id of the run. No other folder is ever removed. */
    static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]+");

    /** Names of table files. The group is the version whose run wrote the file. */
    private static final Pattern FILE = Pattern.compile(".*-(" + VERSION + ")(-\\d{5})?\\.parquet");

    static String name(Instant started, String runId) {
        return VERSION_TIME.format(started) + "-" + runId;
    }

    Path folders() {
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

    boolean hasLinks() {
        return VersionPointer.hasLinks(fileSystem);
    }

    /** Removes unused versions, and begins the folder of the next one by recording the current one in it. */
    Path begin(String version, PublishedVersion currentVersion) throws IOException {
        UnusedVersions.of(this, currentVersion, version).remove();
        if (!currentVersion.isNone()) {
            TextFiles.write(
                    fileSystem,
                    new Path(folder(version), PREDECESSOR),
                    hasLinks() ? currentVersion.version() : currentVersion.text());
        }
        return folder(version);
    }

    /** The publication before the given one. */
    PublishedVersion predecessor(PublishedVersion version) throws IOException {
        Path file = new Path(folder(version.version()), PREDECESSOR);
        return parsePointer(fileSystem.exists(file) ? TextFiles.read(fileSystem, file) : null);
    }

    /**
     * Parses a pointer's text: either the name of a version that is complete in one folder, or JSON with a folder per
     * vintage.
     *
     * @param text null if nothing is published
     */
    PublishedVersion parsePointer(@Nullable String text) throws IOException {
        if (text == null) {
            return PublishedVersion.none();
        }
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
     * The folder with the tables that a version's page shows: the version's own, or, if it has none, those of the
     * vintage whose run began last. Without links, a retirement writes a version without tables.
     */
    Path tablesOfPage(PublishedVersion version) {
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

    /** Whether a table is a log that has the rows of a publication's run already. */
    boolean isLogged(PublishedVersion version, Table table, Publication publication) throws IOException {
        if (table.isLog()) {
            for (Path partition : partitions(version, table, publication.vintage())) {
                if (ParquetLogs.hasRun(fileSystem, partition, publication.runId())) {
                    return true;
                }
            }
        }
        return false;
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

    /** The folders of all tables and vintages in a version's folder. */
    List<Path> partitions(String version) throws IOException {
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

    /**
     * Links the tables and manifests of all vintages except one into the next version, and the logs of that one. On a
     * file system without links all stay where they are.
     */
    void carryOver(PublishedVersion from, String to, LocalDate leftOut) throws IOException {
        if (!hasLinks() || from.isNone()) {
            return;
        }
        for (Path partition : partitions(from.version())) {
            String table = partition.getParent().getName();
            Path newPartition = new Path(tableFolder(folder(to), table), partition.getName());
            if (!vintageOf(partition).equals(leftOut)) {
                LinkPointer.linkFiles(partition, newPartition);
                continue;
            }
            for (Path logged : ParquetLogs.files(fileSystem, partition)) {
                LinkPointer.linkFiles(logged, new Path(newPartition, logged.getName()));
            }
        }
        for (LocalDate vintage : from.vintages().keySet()) {
            Path manifest = manifestFile(from, vintage);
            if (!vintage.equals(leftOut) && fileSystem.exists(manifest)) {
                LinkPointer.linkFiles(manifest, manifestOf(folder(to), vintage));
            }
        }
    }

    /**
     * The manifest of a vintage; empty if an earlier version of the program wrote it and the folder of that run is
     * gone.
     */
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
