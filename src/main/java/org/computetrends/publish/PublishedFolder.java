package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The current publication in an output folder, for readers. Reading needs no write access and takes no lock. The
 * pointer is read once, so that all reads see the same publication, even if a run replaces it meanwhile. The files of a
 * publication are kept at least until two newer ones are visible.
 */
public final class PublishedFolder {
    private final Path output;
    private final ParquetVersions versions;
    private final PublishedVersion version;

    /**
     * @param output the output folder, on any file system that Hadoop knows
     * @throws UserException when nothing is published there, or the output cannot be read
     */
    public PublishedFolder(Configuration configuration, String output) {
        this.output = new Path(output);
        try {
            this.versions = new ParquetVersions(this.output.getFileSystem(configuration), this.output);
            this.version = versions.current();
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (version.vintages().isEmpty()) {
            throw nothingPublished(this.output);
        }
    }

    static UserException nothingPublished(Path output) {
        return UserException.input(
                "output " + output + " has no published tables: 'compute-trends run' publishes them");
    }

    private UserException unreadable(IOException cause) {
        return UserException.input(output + " cannot be read: " + cause.getMessage(), cause);
    }

    /** The published vintages; at least one. */
    public SortedSet<LocalDate> vintages() {
        return new TreeSet<>(version.vintages().keySet());
    }

    /**
     * The vintage to read: the requested one, or the newest if none is requested.
     *
     * @throws UserException when the requested vintage is not published
     */
    public LocalDate vintageToRead(@Nullable LocalDate requestedVintage) {
        SortedSet<LocalDate> vintages = vintages();
        if (requestedVintage != null && !vintages.contains(requestedVintage)) {
            throw UserException.usage("no vintage " + requestedVintage + " is published; there are "
                    + vintages.stream().map(LocalDate::toString).collect(Collectors.joining(", "))
                    + "; 'compute-trends run --vintage " + requestedVintage + "' publishes it");
        }
        return requestedVintage == null ? vintages.last() : requestedVintage;
    }

    public PublishedTableReader reader(LocalDate vintage) {
        return versions.reader(version, vintage);
    }

    /**
     * A folder with a table's rows of a vintage.
     *
     * @param folder the folder of Parquet files, with its file system's scheme
     */
    public record RowsFolder(String table, LocalDate vintage, String folder) {}

    /** The folders with the tables' rows, for readers that cannot follow the pointer; by table, then by vintage. */
    public List<RowsFolder> rowsFolders(List<Table> tables) {
        FileSystem fileSystem = versions.fileSystem();
        List<RowsFolder> folders = new ArrayList<>();
        try {
            for (Table table : tables) {
                SortedMap<LocalDate, ?> vintages = table.isLog() ? version.logs() : version.vintages();
                for (LocalDate vintage : vintages.keySet()) {
                    for (Path folder : versions.tablePartitions(version, table, vintage)) {
                        if (fileSystem.exists(folder)) {
                            String qualifiedFolder =
                                    fileSystem.makeQualified(folder).toString();
                            folders.add(new RowsFolder(table.name(), vintage, qualifiedFolder));
                        }
                    }
                }
            }
            return folders;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The manifest of a vintage, JSON; empty in the rare case that {@link ParquetVersions#manifest} describes. */
    public Optional<String> manifest(LocalDate vintage) {
        try {
            return versions.manifest(version, vintage);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
