package org.computetrends.publish;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * The current publication in an output folder, for readers: needs no write access and takes no lock. The publication is
 * resolved once, so that all reads are of the same one. Its files are kept at least until two newer publications.
 */
public final class PublishedFolder {
    private final Path output;
    private final ParquetVersions versions;
    private final PublishedVersion version;

    /**
     * @param output the output folder, on any file system that Hadoop knows
     * @throws UserException when nothing is published there, or it cannot be read
     */
    public PublishedFolder(Configuration configuration, String output) {
        this.output = new Path(output);
        try {
            FileSystem fileSystem = this.output.getFileSystem(configuration);
            this.versions = new ParquetVersions(fileSystem, this.output);
            this.version = versions.parsePointer(VersionPointer.current(fileSystem, this.output));
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
     * The vintage to read.
     *
     * @param askedVintage the vintage; null for the newest
     * @throws UserException when it is not published
     */
    public LocalDate vintage(@Nullable LocalDate askedVintage) {
        SortedSet<LocalDate> vintages = vintages();
        if (askedVintage != null && !vintages.contains(askedVintage)) {
            throw UserException.usage("no vintage " + askedVintage + " is published; there are "
                    + vintages.stream().map(LocalDate::toString).collect(Collectors.joining(", "))
                    + "; 'compute-trends run --vintage " + askedVintage + "' publishes it");
        }
        return askedVintage == null ? vintages.last() : askedVintage;
    }

    /** Reads the tables of a vintage. */
    public PublishedTableReader reader(LocalDate vintage) {
        return versions.reader(version, vintage);
    }

    /**
     * The folder with a table's rows of a vintage.
     *
     * @param folder the folder of Parquet files, with its file system's scheme
     */
    public record RowsFolder(String table, LocalDate vintage, String folder) {}

    /**
     * The folders of each table and vintage, for readers that cannot follow the pointer; by table, then by vintage.
     */
    public List<RowsFolder> folders(List<Table> tables) {
        try {
            List<RowsFolder> folders = new ArrayList<>();
            for (Table table : tables) {
                for (LocalDate vintage : table.isLog()
                        ? version.logs().keySet()
                        : version.vintages().keySet()) {
                    for (Path folder : versions.partitions(version, table, vintage)) {
                        if (versions.fileSystem().exists(folder)) {
                            folders.add(new RowsFolder(
                                    table.name(),
                                    vintage,
                                    versions.fileSystem().makeQualified(folder).toString()));
                        }
                    }
                }
            }
            return folders;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The manifest of a vintage. Empty if an earlier version of the program wrote the vintage and the folder of that
     * run is gone.
     */
    public Optional<String> manifest(LocalDate vintage) {
        try {
            return versions.manifest(version, vintage);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
