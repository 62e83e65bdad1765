package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The versions in an output: their folders, which run each vintage in one is of, and what goes from one to the next. Beside its
 * tables a version has the manifest of each vintage, {@code manifests/DATE.json}.
 */
final class ParquetVersions {
    /** In a version's folder: which version was current before it. */
    static final String PREDECESSOR = "_predecessor";

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

    /** The run that wrote a version. */
    static String runOf(String version) {
        return version.substring(version.indexOf('-') + 1);
    }

    /** Removes what runs that died left, and begins a version after the current one. */
    Path begin(String version, @Nullable String current) throws IOException {
        removeExcept(withPredecessor(current));
        if (current != null) {
            ParquetPublisher.write(fileSystem, new Path(folder(version), PREDECESSOR), current);
        }
        return folder(version);
    }

    /**
     * The current version and the one before it, which readers that began before the current one was there may still be
     * reading: it goes when the next one is there, and not when that begins.
     */
    private List<String> withPredecessor(@Nullable String current) throws IOException {
        if (current == null) {
            return List.of();
        }
        Path file = new Path(folder(current), PREDECESSOR);
        return fileSystem.exists(file) ? List.of(current, text(file)) : List.of(current);
    }

    void removeExcept(List<String> kept) throws IOException {
        if (!fileSystem.exists(versions)) {
            return;
        }
        for (FileStatus version : fileSystem.listStatus(versions)) {
            String name = version.getPath().getName();
            if (VERSION.matcher(name).matches() && !kept.contains(name)) {
                fileSystem.delete(version.getPath(), true);
            }
        }
    }

    /** The vintages of a version, each with the version that its run wrote. */
    SortedMap<LocalDate, String> publications(String version) throws IOException {
        SortedMap<LocalDate, String> publications = new TreeMap<>();
        Path tables = new Path(folder(version), ParquetPublisher.TABLES);
        if (fileSystem.exists(tables)) {
            RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(tables, true);
            while (files.hasNext()) {
                Path file = files.next().getPath();
                Matcher name = FILE.matcher(file.getName());
                if (name.matches()) {
                    publications.merge(
                            vintageOf(file.getParent()),
                            name.group(1),
                            (one, other) -> one.compareTo(other) < 0 ? other : one);
                }
            }
        }
        return publications;
    }

    /** The vintages that a table has a folder for in a version, those retired too where it is a log. */
    SortedSet<LocalDate> vintagesOf(String version, Table table) throws IOException {
        SortedSet<LocalDate> vintages = new TreeSet<>();
        Path folder = tableFolder(folder(version), table.name());
        if (fileSystem.exists(folder)) {
            for (FileStatus partition : fileSystem.listStatus(folder)) {
                vintages.add(vintageOf(partition.getPath()));
            }
        }
        return vintages;
    }

    private static LocalDate vintageOf(Path partition) {
        return LocalDate.parse(
                partition.getName().substring(Table.VINTAGE.name().length() + 1));
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
    void carryOver(VersionPointer pointer, String from, String to, LocalDate leftOut) throws IOException {
        for (FileStatus partition : partitions(from)) {
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
        for (Map.Entry<LocalDate, String> each : publications(from).entrySet()) {
            Path manifest = manifest(from, each.getKey(), each.getValue());
            if (!each.getKey().equals(leftOut) && fileSystem.exists(manifest)) {
                pointer.carryOver(manifest, manifestOf(folder(to), each.getKey()));
            }
        }
    }

    /** The manifest of a vintage of a version; empty where a program that kept that of the last alone wrote it. */
    Optional<String> manifest(String version, LocalDate vintage) throws IOException {
        Path manifest = manifest(version, vintage, publications(version).getOrDefault(vintage, version));
        return fileSystem.exists(manifest) ? Optional.of(text(manifest)) : Optional.empty();
    }

    /** Where it is: a version of before manifests were kept has that of its own vintage, as long as it is there itself. */
    private Path manifest(String version, LocalDate vintage, String written) throws IOException {
        Path kept = manifestOf(folder(version), vintage);
        return fileSystem.exists(kept) ? kept : new Path(folder(written), ParquetPublisher.MANIFEST);
    }

    private String text(Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
