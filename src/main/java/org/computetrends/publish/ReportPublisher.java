package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/** Opens the current publication of a Parquet output to replace its page. */
public final class ReportPublisher {
    private ReportPublisher() {}

    /**
     * The current publication. Its tables and manifest are not changed. While it is open, no other publication to the
     * output can be under way, if the file system guarantees that.
     *
     * @param output the output folder, on any file system that Hadoop supports
     * @throws UserException when nothing is published there, or it cannot be read
     */
    public static TableSink.Staged current(Configuration configuration, String output) {
        Path outputFolder = new Path(output);
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = outputFolder.getFileSystem(configuration);
            Path folder = fileSystem.makeQualified(outputFolder);
            pointer = fileSystem.exists(folder) ? VersionPointer.of(fileSystem, folder) : null;
            String pointed = pointer == null ? null : pointer.current();
            if (pointer == null || pointed == null) {
                throw PublishedFolder.nothingPublished(outputFolder);
            }
            ParquetVersions versions = new ParquetVersions(fileSystem, folder);
            PublishedVersion currentVersion = versions.parsePointer(pointed);
            Path version = versions.folder(currentVersion.version());
            String manifest = TextFiles.read(fileSystem, new Path(version, ParquetPublisher.MANIFEST));
            Path tables = versions.tablesOfLast(currentVersion);
            return new StagedVersion(
                    versions,
                    pointer,
                    currentVersion,
                    new ReportFolder(fileSystem, outputFolder, version, tables, manifest));
        } catch (IOException | RuntimeException e) {
            ParquetPublisher.close(pointer);
            throw ParquetPublisher.failed(outputFolder, e);
        }
    }
}
