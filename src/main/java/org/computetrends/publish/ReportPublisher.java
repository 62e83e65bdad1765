package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.computetrends.domain.UserException;

/**
 * Makes the page of the current publication anew and puts it in the place of the old one, in one step. Tables and
 * manifest stay as they are; no other publication of the same output can be under way, where the file system can promise
 * that.
 */
public final class ReportPublisher {
    private static final String PAGE = "index.html";

    private final Configuration configuration;
    private final Path output;

    /**
     * @param configuration Hadoop's
     * @param output the folder published in, on any file system that Hadoop knows
     */
    public ReportPublisher(Configuration configuration, String output) {
        this.configuration = configuration;
        this.output = new Path(output);
    }

    /** Where the page of a version lies. */
    static Path page(Path version) {
        return new Path(new Path(version, ParquetPublisher.REPORT), PAGE);
    }

    /**
     * Publishes the page anew.
     *
     * @param report makes it
     * @return where readers find it
     * @throws UserException when nothing is published there, or the page cannot be written; the previous page then stands
     */
    public String publish(ReportSource report) {
        try {
            FileSystem fileSystem = output.getFileSystem(configuration);
            Path folder = fileSystem.makeQualified(output);
            if (!fileSystem.exists(folder)) {
                throw PublishedFolder.nothingPublished(output);
            }
            try (VersionPointer pointer = VersionPointer.of(fileSystem, folder)) {
                ParquetVersions versions = new ParquetVersions(fileSystem, folder);
                String pointed = pointer.current();
                if (pointed == null) {
                    throw PublishedFolder.nothingPublished(output);
                }
                PublishedVersion version = versions.pointed(pointed);
                replace(versions, version, report);
                // A version of before there were pages lacks the link to it.
                pointer.pointTo(version);
                return page(VersionPointer.readersFolder(fileSystem, output, version.version()))
                        .toString();
            }
        } catch (IOException e) {
            throw PublishingFailure.of(
                    "publishing the report to " + output + " failed, the previous one stands: " + e, e);
        }
    }

    private static void replace(ParquetVersions versions, PublishedVersion current, ReportSource report)
            throws IOException {
        FileSystem fileSystem = versions.fileSystem();
        Path version = versions.folder(current.version());
        String page = report.page(
                versions.tablesOfLast(current).toString(),
                read(fileSystem, new Path(version, ParquetPublisher.MANIFEST)));
        Path place = page(version);
        Path next = new Path(place.getParent(), "." + PAGE);
        fileSystem.mkdirs(place.getParent());
        fileSystem.setWriteChecksum(false);
        ParquetPublisher.write(fileSystem, next, page);
        Replacement.rename(fileSystem, next, place);
    }

    private static String read(FileSystem fileSystem, Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
