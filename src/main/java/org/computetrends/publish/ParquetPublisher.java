package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.computetrends.domain.IsoDate;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.RootCause;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the tables of a run as Parquet files in an output folder. Readers see all tables of one publication or all
 * of the next.
 *
 * <p>Each publication writes a version folder, {@code versions/NAME}, with {@code tables/TABLE/vintage=DATE/*.parquet},
 * {@code report}, {@code manifest.json} and {@code manifests/DATE.json}. File names include the version, so that a
 * reader that listed one version never opens files of another. When the version is complete, the pointer
 * {@code current} is set to it in one step. A run that dies before that step leaves the previous tables unchanged. The
 * publication before the current one is kept for active readers.
 *
 * <p>Pointer, contents of a version and lock depend on the file system:
 *
 * <ul>
 *   <li>Local: {@code current} is a symbolic link, replaced by an atomic rename. {@code tables}, {@code report} and
 *       {@code manifest.json} are links through it. A version has the new vintage, hard links to the files of all other
 *       vintages, and all logs ({@link ParquetLogs}). A lock of the operating system makes publications to one output
 *       wait for each other. The next run removes the files of a dead run.
 *   <li>HDFS: {@code current} is a file that names the folder of each vintage ({@link PublishedVersion}), replaced by
 *       an atomic rename. A version has the run's own vintage only. A lease file makes publications wait; the lease of
 *       a dead run is taken over after {@link Lease#TERM}. The first run a day later removes the files of a dead run.
 *   <li>Object stores: as HDFS, but {@code current} is overwritten by an upload that becomes visible when complete. On
 *       stores without such uploads, such as Azure's, readers may find no {@code current} for a moment. The lease is
 *       exclusive only if the store creates objects conditionally, so schedule runs to one output one after the other.
 * </ul>
 *
 * <p>The process needs read and write access to the output. Keys are not enforced, because Parquet has no keys.
 */
public final class ParquetPublisher implements TableSink {
    static final String VERSIONS = "versions";
    static final String TABLES = "tables";
    static final String MANIFEST = "manifest.json";
    static final String REPORT = "report";

    private static final Logger LOG = LoggerFactory.getLogger(ParquetPublisher.class);

    private final @Nullable SparkSession session;
    private final LocalRowsFile.Settings settings;
    private final Path output;
    private final long rowsPerFile;

    /** Publishes in the folder {@code output}, on any file system that Hadoop knows. */
    public ParquetPublisher(SparkSession session, String output, long rowsPerFile) {
        this(session, LocalRowsFile.Settings.of(session), output, rowsPerFile);
    }

    /** Overload for tests: rows in the driver's memory need no session. */
    ParquetPublisher(@Nullable SparkSession session, LocalRowsFile.Settings settings, String output, long rowsPerFile) {
        this.session = session;
        this.settings = settings;
        this.output = new Path(output);
        this.rowsPerFile = rowsPerFile;
    }

    /** Requires that the output is outside the input and can be written; otherwise throws a {@link UserException}. */
    public void requireUsable(String input) {
        Path inputPath = qualified(new Path(input));
        for (Path folder = qualified(output); folder != null; folder = folder.getParent()) {
            if (folder.equals(inputPath)) {
                throw UserException.usage(
                        "output " + output + " is, or is inside, the input " + input + ": choose a folder outside it");
            }
        }
        OutputFolder.requireWritable(qualified(output));
    }

    @Override
    public String name() {
        return output.toString();
    }

    @Override
    public void prepare() {
        fileSystem(output); // fails if the file system is unknown or unreachable
    }

    @Override
    public Staged stage(Publication publication) {
        String versionName = ParquetVersions.versionName(publication.started(), publication.runId());
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = output.getFileSystem(settings.hadoop());
            fileSystem.mkdirs(output);
            pointer = VersionPointer.openLocked(fileSystem, output);
            ParquetVersions versions = new ParquetVersions(fileSystem, output);
            PublishedVersion previousVersion = versions.current();
            Path folder = versions.beginVersion(versionName, previousVersion);
            new ParquetEvolution(versions, previousVersion, name()).requireCompatible(publication);
            new ParquetTableWriter(session, settings, rowsPerFile)
                    .write(versions, previousVersion, versionName, publication);
            TextFiles.write(fileSystem, new Path(folder, MANIFEST), publication.manifest());
            TextFiles.write(
                    fileSystem, ParquetVersions.manifestFile(folder, publication.vintage()), publication.manifest());
            versions.carryOver(previousVersion, versionName, publication.vintage());
            return new StagedVersion(
                    versions,
                    pointer,
                    previousVersion.afterRun(versionName, publication.vintage(), versions.hasLogs(versionName)),
                    new ReportFolder(
                            fileSystem, output, folder, versions.tablesFolder(versionName), publication.manifest()));
        } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
            close(pointer);
            throw failure(output, e);
        }
    }

    @Override
    public List<PublishedVintage> publishedVintages() {
        return readCurrent(this::publishedVintages);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The output stays locked during the read, so that no other publication removes a file meanwhile.
     */
    @Override
    public List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay) {
        return readCurrent((versions, version) -> {
            List<PublishedRow> rows = new ArrayList<>();
            List<RowCondition> days = List.of(RowCondition.between(dateColumn.name(), IsoDate.FIRST, lastDay));
            for (LocalDate vintage : version.logs().keySet()) {
                rows.addAll(versions.reader(version, vintage).rows(log, days));
            }
            return rows;
        });
    }

    /** Reads the current version under the lock; empty if the output does not exist. */
    @SuppressWarnings("try") // the pointer is opened only for its lock
    private <T> List<T> readCurrent(BiFunction<ParquetVersions, PublishedVersion, List<T>> reader) {
        FileSystem fileSystem = fileSystem(output);
        try {
            if (!fileSystem.exists(output)) {
                return List.of();
            }
            try (VersionPointer pointer = VersionPointer.openLocked(fileSystem, output)) {
                ParquetVersions versions = new ParquetVersions(fileSystem, output);
                return reader.apply(versions, versions.current());
            }
        } catch (IOException e) {
            throw PublishingFailure.of(output + " cannot be read: " + describe(e), e);
        }
    }

    private List<PublishedVintage> publishedVintages(ParquetVersions versions, PublishedVersion version) {
        return version.vintagesByStart().stream()
                .map(vintage -> new PublishedVintage(
                        vintage,
                        version.runId(vintage),
                        (table, isWanted) -> versions.reader(version, vintage).read(table, isWanted)))
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Of the remaining vintages, the one whose run began last gives the manifest and the page of the new version.
     */
    @Override
    public Staged stageRetirement(Retirement retirement) {
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = output.getFileSystem(settings.hadoop());
            ParquetVersions versions = new ParquetVersions(fileSystem, output);
            pointer = VersionPointer.openLocked(fileSystem, output);
            PublishedVersion previousVersion = versions.current();
            List<PublishedVintage> remaining =
                    retirement.remaining(name(), publishedVintages(versions, previousVersion));
            PublishedVintage lastVintage = remaining.get(remaining.size() - 1);
            String versionName = ParquetVersions.versionName(retirement.started(), lastVintage.runId());
            PublishedVersion nextVersion = previousVersion.afterRetirement(versionName, retirement.vintage());
            Path folder = versions.beginVersion(versionName, previousVersion);
            versions.carryOver(previousVersion, versionName, retirement.vintage());
            String manifest = versions.manifest(previousVersion, lastVintage.vintage())
                    .orElseThrow(() -> UserException.usage(output + " has no manifest of the vintage "
                            + lastVintage.vintage() + ", which becomes the last one: publish it again first"));
            TextFiles.write(fileSystem, new Path(folder, MANIFEST), manifest);
            Path tables = versions.tablesForPage(nextVersion);
            return new StagedVersion(
                    versions, pointer, nextVersion, new ReportFolder(fileSystem, output, folder, tables, manifest));
        } catch (IOException | RuntimeException e) {
            close(pointer);
            throw failure(output, e);
        }
    }

    static void close(@Nullable VersionPointer pointer) {
        try {
            if (pointer != null) {
                pointer.close();
            }
        } catch (IOException e) {
            LOG.warn(
                    "A lock could not be released; it ends with this process, or, if it is a lease, after its term", e);
        }
    }

    static String partition(LocalDate vintage) {
        return Table.VINTAGE.name() + "=" + vintage;
    }

    private Path qualified(Path path) {
        return fileSystem(path).makeQualified(path);
    }

    private FileSystem fileSystem(Path path) {
        try {
            return path.getFileSystem(settings.hadoop());
        } catch (IOException e) {
            throw failure(output, e);
        }
    }

    static UserException failure(Path output, Exception cause) {
        return PublishingFailure.of(
                "publishing to " + output + " failed, the previous tables are unchanged: "
                        + describe(RootCause.of(cause)),
                cause);
    }

    /** An exception's message. A file system exception's class is added, because its message may be only a path. */
    private static String describe(Throwable thrown) {
        return thrown instanceof FileSystemException ? thrown.toString() : String.valueOf(thrown.getMessage());
    }
}
