package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/**
 * What a page of published tables is made of, and where it goes.
 *
 * @param fileSystem holds it all
 * @param output the folder published in
 * @param version the folder of the version whose page it is
 * @param tables the folder that has a folder for each table
 * @param manifest the text of their manifest
 */
public record ReportFolder(FileSystem fileSystem, Path output, Path version, Path tables, String manifest) {
    private static final String PAGE = "index.html";

    /**
     * Puts a page, HTML, in its place, in one step; one that is there is replaced.
     *
     * @throws UserException when it cannot be written
     */
    public void put(String page) {
        try {
            Path place = page(version);
            Path next = new Path(place.getParent(), "." + PAGE);
            fileSystem.setWriteChecksum(false);
            ParquetPublisher.write(fileSystem, next, page);
            Replacement.rename(fileSystem, next, place);
        } catch (IOException e) {
            throw ParquetPublisher.failed(output, e);
        }
    }

    /** Where readers find the page, once its version is the current one. */
    public Path readersPage() {
        return page(VersionPointer.readersFolder(fileSystem, output, version.getName()));
    }

    private static Path page(Path version) {
        return new Path(new Path(version, ParquetPublisher.REPORT), PAGE);
    }
}
