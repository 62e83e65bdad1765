package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/**
 * The folder for the page of published tables, with what the page is made from.
 *
 * @param fileSystem the file system of all paths
 * @param version the version's folder, to which the page is written
 * @param tables the folder with one folder per table
 * @param manifest the text of the tables' manifest
 */
public record ReportFolder(FileSystem fileSystem, Path output, Path version, Path tables, String manifest) {
    private static final String PAGE = "index.html";

    /**
     * Writes the HTML page, or replaces it, in one step.
     *
     * @throws UserException when it cannot be written
     */
    public void put(String page) {
        try {
            Path target = page(version);
            Path newPage = new Path(target.getParent(), "." + PAGE);
            fileSystem.setWriteChecksum(false);
            TextFiles.write(fileSystem, newPage, page);
            TextFiles.rename(fileSystem, newPage, target);
        } catch (IOException e) {
            throw ParquetPublisher.failed(output, e);
        }
    }

    /** The path at which readers find the page, once its version is the current one. */
    public Path readersPage() {
        return page(VersionPointer.readersFolder(fileSystem, output, version.getName()));
    }

    private static Path page(Path version) {
        return new Path(new Path(version, ParquetPublisher.REPORT), PAGE);
    }
}
