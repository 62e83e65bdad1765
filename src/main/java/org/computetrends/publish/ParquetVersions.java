package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The versions in an output: their folders, which run each vintage in one is of, and what goes from one to the next. Beside its
 * tables a version has the manifest of each vintage, {@code manifests/DATE.json}.
 */
final class ParquetVersions {
    /** In a version's folder: which version was current before it. */
    static final String PREDECESSOR = "_predecessor";

    /** How long readers find the folders of a publication after it was replaced; those of the one before the current one stay. */
    static final Duration GRACE = Duration.ofDays(1);

    static final DateTimeFormatter VERSION_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String MANIFESTS = "manifests";

    /** Names of versions: when a run started, and its id. Nothing else is ever removed. */
    static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]+");

    /** Files of tables are named for the version that wrote them. */
    private static final Pattern FILE = Pattern.compile(".*-(" + VERSION + ")(-\\d{5})?\\.parquet");

    private final FileSystem fileSystem;
    private final Path versions;

    ParquetVersions(FileSystem fileSystem, Path output) {
        this.fileSystem = fileSystem;
        this.versions = new Path(output, ParquetPublisher.VERSIONS);
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Path folder(String version) {
        return new Path(versions, version);
    }

    static Path tableFolder(Path version, String table) {
        return new Path(new Path(version, ParquetPublisher.TABLES), table);
    }

    static Path manifestOf(Path version, LocalDate vintage) {
        return new Path(new Path(version, MANIFESTS), vintage + ".json");
    }

    static String runOf(String version) {
        return version.substring(version.indexOf('-') + 1);
    }

    /** Removes what nobody needs any more, and begins a version after the current one. */
    Path begin(String version, @Nullable PublishedVersion current, boolean oneFolder) throws IOException {
        remove(current, version, oneFolder);
        if (current != null) {
            ParquetPublisher.write(
                    fileSystem, new Path(folder(version), PREDECESSOR), oneFolder ? current.version() : current.text());
        }
        return folder(version);
    }

    /** The version before another; null where that is the first. */
    private @Nullable PublishedVersion predecessor(PublishedVersion version) throws IOException {
        Path file = new Path(folder(version.version()), PREDECESSOR);
        return fileSystem.exists(file) ? pointed(text(file)) : null;
    }

    /**
     * The publications that readers may be reading: the current one and that before it, which goes when the next one is there and
     * not when that begins; and, where there is a grace period, those that were replaced since it began. A
     * publication's time is taken to be when its run started; two in a row that are older end the search, so that a single run
     * that was published out of order does not.
     *
     * @param graceBegins the name of a version of that moment; null for no grace
     */
    private List<PublishedVersion> inUse(@Nullable PublishedVersion current, @Nullable String graceBegins)
            throws IOException {
        List<PublishedVersion> inUse = new ArrayList<>();
        int old = 0;
        for (PublishedVersion each = current; each != null; each = predecessor(each)) {
            inUse.add(each);
            boolean isOld = graceBegins == null || each.version().compareTo(graceBegins) < 0;
            old = isOld ? old + 1 : 0;
            if (old == 2) {
                break;
            }
        }
        return inUse;
    }

    /**
     * Removes versions that no publication in use names: where each has all in its own folder, all but the current and the one
     * before it; otherwise those in whose place another came before the grace period. What a run that died left goes when its
     * name is as old. Of a version that is named for its logs alone the rest goes.
     *
     * @param latest the version whose name has the present time
     */
    void remove(@Nullable PublishedVersion current, String latest, boolean oneFolder) throws IOException {
        if (!fileSystem.exists(versions)) {
            return;
        }
        String graceBegins = VERSION_TIME.format(VERSION_TIME
                .parse(latest.substring(0, latest.indexOf('-')), Instant::from)
                .minus(GRACE));
        Set<String> named = new TreeSet<>();
        Set<String> whole = new TreeSet<>();
        for (PublishedVersion version : inUse(current, oneFolder ? null : graceBegins)) {
            named.addAll(version.folders());
            whole.add(version.version());
            version.vintages().values().forEach(holding -> whole.add(holding.folder()));
        }
        for (FileStatus status : fileSystem.listStatus(versions)) {
            String name = status.getPath().getName();
            boolean old = oneFolder || name.compareTo(graceBegins) < 0;
            if (!VERSION.matcher(name).matches() || !old || whole.contains(name)) {
                continue;
            }
            if (!named.contains(name)) {
                fileSystem.delete(status.getPath(), true);
            } else if (!oneFolder) {
                removeAllButLogs(name);
            }
        }
    }

    /** Removes the manifest last, whose absence says that the rest is gone. */
    private void removeAllButLogs(String version) throws IOException {
        Path manifest = new Path(folder(version), ParquetPublisher.MANIFEST);
        if (!fileSystem.exists(manifest)) {
            return;
        }
        for (FileStatus partition : partitions(version)) {
            if (ParquetLogs.files(fileSystem, partition.getPath()).isEmpty()) {
                fileSystem.delete(partition.getPath(), true);
            }
            Path table = partition.getPath().getParent();
            if (fileSystem.listStatus(table).length == 0) {
                fileSystem.delete(table, false);
            }
        }
        for (String other : List.of(ParquetPublisher.REPORT, MANIFESTS, PREDECESSOR)) {
            fileSystem.delete(new Path(folder(version), other), true);
        }
        fileSystem.delete(manifest, false);
    }

    /** What a pointer's text names: a version by its name, all of which is in one folder, or folders by vintage. */
    PublishedVersion pointed(String text) throws IOException {
        return text.startsWith("{") ? PublishedVersion.parse(text) : inOneFolder(new Path(text).getName());
    }

    private PublishedVersion inOneFolder(String version) throws IOException {
        SortedMap<LocalDate, PublishedVersion.Holding> holdings = new TreeMap<>();
        SortedMap<LocalDate, SortedSet<String>> logs = new TreeMap<>();
        for (FileStatus partition : partitions(version)) {
            // Not listFiles: it has the rights of each file on a local disk told by a process.
            for (FileStatus status : fileSystem.listStatus(partition.getPath())) {
                Path file = status.getPath();
                Matcher name = FILE.matcher(file.getName());
                if (name.matches()) {
                    holdings.merge(
                            vintageOf(file.getParent()),
                            new PublishedVersion.Holding(version, name.group(1)),
                            (one, other) -> one.writer().compareTo(other.writer()) < 0 ? other : one);
                } else if (ParquetLogs.isLog(file)) {
                    logs.put(vintageOf(file.getParent()), new TreeSet<>(Set.of(version)));
                }
            }
        }
        return new PublishedVersion(version, holdings, logs);
    }

    /** The folders that have the rows of a table and vintage. */
    List<Path> partitions(PublishedVersion version, Table table, LocalDate vintage) {
        return version.foldersOf(vintage, table.isLog()).stream()
                .map(name -> new Path(tableFolder(folder(name), table.name()), ParquetPublisher.partition(vintage)))
                .toList();
    }

    /** The tables of the vintage whose run began last; the last run of all may have retired one. */
    Path tablesOfLast(PublishedVersion version) {
        boolean isOwn = version.vintages().values().stream()
                .anyMatch(holding -> holding.folder().equals(version.version()));
        if (isOwn) {
            return new Path(folder(version.version()), ParquetPublisher.TABLES);
        }
        String holding = version.lastVintage()
                .map(vintage -> version.foldersOf(vintage, false).get(0))
                .orElse(version.version());
        return new Path(folder(holding), ParquetPublisher.TABLES);
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
        for (FileStatus partition : partitions(version)) {
            if (!ParquetLogs.files(fileSystem, partition.getPath()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<FileStatus> partitions(String version) throws IOException {
        Path tables = new Path(folder(version), ParquetPublisher.TABLES);
        List<FileStatus> partitions = new ArrayList<>();
        if (fileSystem.exists(tables)) {
            for (FileStatus table : fileSystem.listStatus(tables)) {
                partitions.addAll(List.of(fileSystem.listStatus(table.getPath())));
            }
        }
        return partitions;
    }

    /** Takes the tables and manifests of all vintages but one from a version into another, and of that one its logs. */
    void carryOver(VersionPointer pointer, PublishedVersion from, String to, LocalDate leftOut) throws IOException {
        for (FileStatus partition : partitions(from.version())) {
            String table = partition.getPath().getParent().getName();
            Path next =
                    new Path(tableFolder(folder(to), table), partition.getPath().getName());
            if (!vintageOf(partition.getPath()).equals(leftOut)) {
                pointer.carryOver(partition.getPath(), next);
                continue;
            }
            for (Path logged : ParquetLogs.files(fileSystem, partition.getPath())) {
                pointer.carryOver(logged, new Path(next, logged.getName()));
            }
        }
        for (LocalDate vintage : from.vintages().keySet()) {
            Path manifest = manifestFile(from, vintage);
            if (!vintage.equals(leftOut) && fileSystem.exists(manifest)) {
                pointer.carryOver(manifest, manifestOf(folder(to), vintage));
            }
        }
    }

    /** The manifest of a vintage of a version; empty where a program that kept that of the last alone wrote it. */
    Optional<String> manifest(PublishedVersion version, LocalDate vintage) throws IOException {
        Path manifest = manifestFile(version, vintage);
        return fileSystem.exists(manifest) ? Optional.of(text(manifest)) : Optional.empty();
    }

    /** Where it is: a version of before manifests were kept has that of its own vintage, as long as it is there itself. */
    private Path manifestFile(PublishedVersion version, LocalDate vintage) throws IOException {
        PublishedVersion.Holding holding = version.vintages()
                .getOrDefault(vintage, new PublishedVersion.Holding(version.version(), version.version()));
        Path kept = manifestOf(folder(holding.folder()), vintage);
        return fileSystem.exists(kept) ? kept : new Path(folder(holding.writer()), ParquetPublisher.MANIFEST);
    }

    String text(Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
