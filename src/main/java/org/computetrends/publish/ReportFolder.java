package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/**
 * The folder for the HTML page of published tables, and the tables and manifest from which the page is made.
 *
 * @param fileSystem the file system of all paths
 * @param output the output folder, which contains the version's folder
 * @param version the version's folder, to which the page is written
 * @param tables the folder with one folder per table
 * @param manifest the text of the tables' manifest, JSON
 */
public record ReportFolder(FileSystem fileSystem, Path output, Path version, Path tables, String manifest) {
    private static final String PAGE = "index.html";

    /**
     * Opens the current publication of a Parquet output to replace its page. Tables and manifest stay the same. Until
     * the result is closed, it has the lock on the output: see {@link VersionPointer}.
     *
     * @param output the output folder, on any file system that Hadoop supports
     * @throws UserException when nothing is published there, or the output cannot be read
     */
    public static TableSink.Staged current(Configuration configuration, String output) {
        Path outputFolder = new Path(output);
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = outputFolder.getFileSystem(configuration);
            if (!fileSystem.exists(outputFolder)) {
                throw PublishedFolder.nothingPublished(outputFolder);
            }
            pointer = VersionPointer.of(fileSystem, outputFolder);
            ParquetVersions versions = new ParquetVersions(fileSystem, outputFolder);
            PublishedVersion currentVersion = versions.current();
            if (currentVersion.isNone()) {
                throw PublishedFolder.nothingPublished(outputFolder);
            }
            Path version = versions.versionFolder(currentVersion.version());
            String manifest = TextFiles.read(fileSystem, new Path(version, ParquetPublisher.MANIFEST));
            Path tables = versions.tablesForPage(currentVersion);
            ReportFolder report = new ReportFolder(fileSystem, outputFolder, version, tables, manifest);
            return new StagedVersion(versions, pointer, currentVersion, report);
        } catch (IOException | RuntimeException e) {
            ParquetPublisher.close(pointer);
            throw ParquetPublisher.failed(outputFolder, e);
        }
    }

    /**
     * Writes the HTML page, or replaces it, in one step.
     *
     * @throws UserException when the page cannot be written
     */
    public void put(String page) {
        try {
            fileSystem.setWriteChecksum(false); // no .crc file beside the page
            TextFiles.replace(fileSystem, pageIn(version), page, () -> {});
        } catch (IOException e) {
            throw ParquetPublisher.failed(output, e);
        }
    }

    /** The path at which readers find the page, once its version is the current one. */
    public Path readersPage() {
        return pageIn(readersFolder());
    }

    /** The folder in which readers find manifest, page and tables, once their version is the current one. */
    public Path readersFolder() {
        return VersionPointer.hasLinks(fileSystem) ? output : version;
    }

    private static Path pageIn(Path folder) {
        return new Path(new Path(folder, ParquetPublisher.REPORT), PAGE);
    }
}
