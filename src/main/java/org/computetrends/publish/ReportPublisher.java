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
     * @param configuration Hadoop's
     * @param output the output folder, on any file system that Hadoop supports
     * @throws UserException when nothing is published there, or it cannot be read
     */
    public static TableSink.Staged current(Configuration configuration, String output) {
        Path given = new Path(output);
        VersionPointer pointer = null;
        try {
            FileSystem fileSystem = given.getFileSystem(configuration);
            Path folder = fileSystem.makeQualified(given);
            pointer = fileSystem.exists(folder) ? VersionPointer.of(fileSystem, folder) : null;
            String pointed = pointer == null ? null : pointer.current();
            if (pointer == null || pointed == null) {
                throw PublishedFolder.nothingPublished(given);
            }
            ParquetVersions versions = new ParquetVersions(fileSystem, folder);
            PublishedVersion current = versions.parsePointer(pointed);
            Path version = versions.folder(current.version());
            String manifest = TextFiles.read(fileSystem, new Path(version, ParquetPublisher.MANIFEST));
            Path tables = versions.tablesOfLast(current);
            return new StagedVersion(
                    versions, pointer, current, new ReportFolder(fileSystem, given, version, tables, manifest));
        } catch (IOException | RuntimeException e) {
            ParquetPublisher.close(pointer);
            throw ParquetPublisher.failed(given, e);
        }
    }
}
