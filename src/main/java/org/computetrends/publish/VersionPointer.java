package org.computetrends.publish;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says which version of the tables is the current one. While it is open no other publication of the same output can
 * be under way, where the file system can promise that.
 */
interface VersionPointer extends AutoCloseable {

    String CURRENT = "current";

    /** The pointer of an output folder, as its file system allows. */
    static VersionPointer of(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(output)
                ? new LinkPointer(java.nio.file.Path.of(output.toUri().getPath()))
                : new FilePointer(fileSystem, output);
    }

    /**
     * Where readers find the tables, manifest and page of a version while it is the current one: the output, where links lead
     * from there; the version's own folder where file systems have none.
     *
     * @param output as it was given, with or without its file system's scheme
     */
    static Path readersFolder(FileSystem fileSystem, Path output, String version) {
        return hasLinks(fileSystem.makeQualified(output))
                ? output
                : new Path(new Path(output, ParquetPublisher.VERSIONS), version);
    }

    /** What {@link #current()} has, for who reads only and so takes no lock; empty before the first. */
    static Optional<String> current(FileSystem fileSystem, Path output) throws IOException {
        return Optional.ofNullable(
                hasLinks(output)
                        ? LinkPointer.current(
                                java.nio.file.Path.of(output.toUri().getPath()))
                        : FilePointer.current(fileSystem, output));
    }

    private static boolean hasLinks(Path output) {
        return output.toUri().getScheme().equals("file");
    }

    /** Whether a version has links to the files of all others; elsewhere these stay where they are. */
    boolean carriesOver();

    /** The name of the version that the link leads to or the text of the file, or null before the first. */
    @Nullable
    String current() throws IOException;

    /** Brings a folder of the current version into the next one, unchanged. */
    void carryOver(Path from, Path to) throws IOException;

    /** Makes a complete version the current one, in one step. */
    void pointTo(PublishedVersion version) throws IOException;

    @Override
    void close() throws IOException;
}
