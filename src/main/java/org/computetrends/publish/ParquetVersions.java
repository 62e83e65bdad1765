package org.computetrends.publish;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
 * from one to the next. On a local file system each version is complete in its folder, with hard links to the files of
 * other vintages. On other file systems a version has only the vintage of its own run. The pointer, the file that names
 * the current version, then also names the folder of each vintage ({@link PublishedVersion}).
 */
record ParquetVersions(FileSystem fileSystem, Path output) {
    /** The file in a version's folder that names the version before it, in the form of the pointer's text. */
    static final String PREDECESSOR = "_predecessor";

    static final String MANIFESTS = "manifests";

    /**
     * The format of the time in the name of a version: when its run, or the removal of a vintage (its retirement),
     * started. Texts in this format sort by time.
     */
    static final DateTimeFormatter VERSION_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * Names of versions: the time, and the id of the run. In a retirement, it is the id of the run that began last
     * among those of the remaining vintages. Only folders with these names are ever removed, because other folders may
     * be other people's.
     */
    static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]+");

    /** Names of files of tables that are not logs. Group 1 is the version whose run wrote the file. */
    private static final Pattern TABLE_FILE = Pattern.compile(".*-(" + VERSION + ")(-\\d{5})?\\.parquet");

    static String versionName(Instant started, String runId) {
        return VERSION_TIME.format(started) + "-" + runId;
    }

    Path versionsFolder() {
        return new Path(output, ParquetPublisher.VERSIONS);
    }

    Path versionFolder(String versionName) {
        return new Path(versionsFolder(), versionName);
    }

    Path tablesFolder(String versionName) {
        return new Path(versionFolder(versionName), ParquetPublisher.TABLES);
    }

    /** The folder with a table's rows of a vintage in one version. */
    Path partition(String versionName, String table, LocalDate vintage) {
        return new Path(new Path(tablesFolder(versionName), table), ParquetPublisher.partition(vintage));
    }

    static Path manifestFile(Path versionFolder, LocalDate vintage) {
        return new Path(new Path(versionFolder, MANIFESTS), vintage + ".json");
    }

    boolean hasLinks() {
        return VersionPointer.hasLinks(fileSystem);
    }

    /** Removes unused versions. Returns the folder of a new version, in which its predecessor, if any, is recorded. */
    Path beginVersion(String newVersionName, PublishedVersion currentVersion) throws IOException {
        UnusedVersions.of(this, currentVersion, newVersionName).remove();
        if (!currentVersion.isNone()) {
            TextFiles.write(
                    fileSystem,
                    new Path(versionFolder(newVersionName), PREDECESSOR),
                    hasLinks() ? currentVersion.name() : currentVersion.toJson());
        }
        return versionFolder(newVersionName);
    }

    /** The current version; {@link PublishedVersion#NONE} before the first. */
    PublishedVersion current() throws IOException {
        return parsePointer(VersionPointer.currentText(fileSystem, output));
    }

    /** The version before the given one; {@link PublishedVersion#NONE} if there was none. */
    PublishedVersion predecessor(PublishedVersion version) throws IOException {
        Path file = new Path(versionFolder(version.name()), PREDECESSOR);
        return parsePointer(fileSystem.exists(file) ? TextFiles.read(fileSystem, file) : null);
    }

    /**
     * Parses a pointer's text: either the name of a version that is complete in one folder, or JSON with a folder per
     * vintage.
     *
     * @param text null if nothing is published
     */
    private PublishedVersion parsePointer(@Nullable String text) throws IOException {
        if (text == null) {
            return PublishedVersion.NONE;
        }
        return text.startsWith("{") ? PublishedVersion.parse(text) : readCompleteVersion(new Path(text).getName());
    }

    /** Finds the contents of a version that is complete in one folder, by the names of its files. */
    private PublishedVersion readCompleteVersion(String versionName) throws IOException {
        SortedMap<LocalDate, PublishedVersion.Location> locations = new TreeMap<>();
        SortedMap<LocalDate, SortedSet<String>> logs = new TreeMap<>();
        for (Path partition : allPartitions(versionName)) {
            // FileSystem.listFiles would start a process on a local disk to read each file's permissions.
            for (Path file : ParquetFiles.list(fileSystem, partition)) {
                Matcher fileName = TABLE_FILE.matcher(file.getName());
                if (fileName.matches()) {
                    // All these files of a vintage are of one run.
                    locations.put(vintageOf(partition), new PublishedVersion.Location(versionName, fileName.group(1)));
                } else if (ParquetLogs.isLogFile(file)) {
                    logs.put(vintageOf(partition), new TreeSet<>(Set.of(versionName)));
                }
            }
        }
        return new PublishedVersion(versionName, locations, logs);
    }

    /** The folders that may have a table's rows of a vintage. Only logs can have several. A folder may be missing. */
    List<Path> tablePartitions(PublishedVersion version, Table table, LocalDate vintage) {
        Stream<String> folders =
                table.isLog() ? version.logFolders(vintage).stream() : version.vintageFolder(vintage).stream();
        return folders.map(folder -> partition(folder, table.name(), vintage)).toList();
    }

    /**
     * The folder with the tables that a version's page shows. These are the version's own tables, except after a
     * retirement on a file system without links, which writes a version without tables. The page then shows the tables
     * of the vintage whose run began last.
     */
    Path tablesForPage(PublishedVersion version) {
        List<LocalDate> vintages = version.vintagesByStart();
        boolean hasOwnTables = hasLinks()
                || version.vintages().values().stream()
                        .anyMatch(location -> location.folder().equals(version.name()));
        return tablesFolder(
                hasOwnTables || vintages.isEmpty()
                        ? version.name()
                        : version.vintageFolder(vintages.get(vintages.size() - 1))
                                .orElseThrow());
    }

    PublishedTableReader reader(PublishedVersion version, LocalDate vintage) {
        return new PublishedTableReader(
                fileSystem.getConf(), table -> tablePartitions(version, table, vintage), vintage);
    }

    private static LocalDate vintageOf(Path partition) {
        return LocalDate.parse(
                partition.getName().substring(Table.VINTAGE.name().length() + 1));
    }

    /** Whether a table is a log that already has the rows of a publication's run. */
    boolean isLogged(PublishedVersion version, Table table, Publication publication) throws IOException {
        if (table.isLog()) {
            for (Path partition : tablePartitions(version, table, publication.vintage())) {
                if (ParquetLogs.hasRowsOfRun(fileSystem, partition, publication.runId())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a version's folder has rows of logs. */
    boolean hasLogs(String versionName) throws IOException {
        for (Path partition : allPartitions(versionName)) {
            if (!ParquetLogs.logFiles(fileSystem, partition).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The folders of all tables and vintages in a version's folder. */
    List<Path> allPartitions(String versionName) throws IOException {
        Path tables = tablesFolder(versionName);
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
     * Links the tables and manifests of the previous version into the new one, except for the vintage that the new one
     * replaces or retires. Of that vintage only the logs are linked, because logs keep all rows. On a file system
     * without links, all files stay where they are, because the pointer names the folder of each vintage.
     */
    void carryOver(PublishedVersion previousVersion, String newVersionName, LocalDate replacedVintage)
            throws IOException {
        if (!hasLinks() || previousVersion.isNone()) {
            return;
        }
        for (Path partition : allPartitions(previousVersion.name())) {
            LocalDate vintage = vintageOf(partition);
            Path newPartition = partition(newVersionName, partition.getParent().getName(), vintage);
            if (!vintage.equals(replacedVintage)) {
                LinkPointer.linkFiles(partition, newPartition);
                continue;
            }
            for (Path logFile : ParquetLogs.logFiles(fileSystem, partition)) {
                LinkPointer.linkFiles(logFile, new Path(newPartition, logFile.getName()));
            }
        }
        for (LocalDate vintage : previousVersion.vintages().keySet()) {
            Path manifest = publishedManifest(previousVersion, vintage);
            if (!vintage.equals(replacedVintage) && fileSystem.exists(manifest)) {
                LinkPointer.linkFiles(manifest, manifestFile(versionFolder(newVersionName), vintage));
            }
        }
    }

    /**
     * The manifest of a published vintage; empty if an older compute-trends wrote the manifest and the run's folder has
     * been removed.
     */
    Optional<String> manifest(PublishedVersion version, LocalDate vintage) throws IOException {
        Path manifest = publishedManifest(version, vintage);
        return fileSystem.exists(manifest) ? Optional.of(TextFiles.read(fileSystem, manifest)) : Optional.empty();
    }

    /**
     * The file with a published vintage's manifest. An older compute-trends had no folder {@code manifests}. Each run
     * wrote only the manifest of its own vintage, into the run's folder. This manifest is lost when the folder is
     * removed.
     */
    private Path publishedManifest(PublishedVersion version, LocalDate vintage) throws IOException {
        PublishedVersion.Location location =
                Objects.requireNonNull(version.vintages().get(vintage));
        Path manifest = manifestFile(versionFolder(location.folder()), vintage);
        return fileSystem.exists(manifest)
                ? manifest
                : new Path(versionFolder(location.writer()), ParquetPublisher.MANIFEST);
    }
}
