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
 * @param versionFolder the version's folder, to which the page is written
 * @param tables the folder with one folder per table
 * @param manifest the text of the tables' manifest, JSON
 */
public record ReportFolder(FileSystem fileSystem, Path output, Path versionFolder, Path tables, String manifest) {
    private static final String PAGE = "index.html";

    /**
     * Opens the current publication of a Parquet output to replace its page. Tables and manifest stay the same. Until
     * the result is closed, it has the lock on the output: see {@link VersionPointer}.
     *
     * @param output the output folder, on any file system that Hadoop supports
     * @throws UserException when nothing is published there, or the output cannot be read
     */
    public static TableSink.Staged openCurrent(Configuration configuration, String output) {
        Path outputFolder = new Path(output);
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = outputFolder.getFileSystem(configuration);
            if (!fileSystem.exists(outputFolder)) {
                throw PublishedFolder.nothingPublished(outputFolder);
            }
            pointer = VersionPointer.openLocked(fileSystem, outputFolder);
            ParquetVersions versions = new ParquetVersions(fileSystem, outputFolder);
            PublishedVersion currentVersion = versions.current();
            if (currentVersion.isNone()) {
                throw PublishedFolder.nothingPublished(outputFolder);
            }
            Path versionFolder = versions.versionFolder(currentVersion.name());
            String manifest = TextFiles.read(fileSystem, new Path(versionFolder, ParquetPublisher.MANIFEST));
            Path tables = versions.tablesForPage(currentVersion);
            ReportFolder report = new ReportFolder(fileSystem, outputFolder, versionFolder, tables, manifest);
            return new StagedVersion(versions, pointer, currentVersion, report);
        } catch (IOException | RuntimeException e) {
            ParquetPublisher.close(pointer);
            throw ParquetPublisher.failure(outputFolder, e);
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
            TextFiles.replace(fileSystem, pageIn(versionFolder), page, () -> {});
        } catch (IOException e) {
            throw ParquetPublisher.failure(output, e);
        }
    }

    /** The path at which readers find the page, once its version is the current one. */
    public Path readersPage() {
        return pageIn(readersFolder());
    }

    /** The folder in which readers find manifest, page and tables, once their version is the current one. */
    public Path readersFolder() {
        return VersionPointer.hasLinks(fileSystem) ? output : versionFolder;
    }

    private static Path pageIn(Path folder) {
        return new Path(new Path(folder, ParquetPublisher.REPORT), PAGE);
    }
}
