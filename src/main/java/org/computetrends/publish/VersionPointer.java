package org.computetrends.publish;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pointer to the current version of a Parquet output, and the lock on that output. While a pointer is open, no
 * other publication to the output can be under way, if the file system guarantees that. Readers use {@link
 * #current(FileSystem, Path)}, which takes no lock.
 */
interface VersionPointer extends AutoCloseable {
    String CURRENT = "current";

    /** The pointer of an output folder, of the kind that its file system supports. */
    static VersionPointer of(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(output)
                ? new LinkPointer(java.nio.file.Path.of(output.toUri().getPath()))
                : new FilePointer(fileSystem, output);
    }

    /**
     * The folder in which readers find the tables, manifest and page of the current version: the output, or, without
     * links, the version's own folder.
     *
     * @param output the output as given, with or without its file system's scheme
     */
    static Path readersFolder(FileSystem fileSystem, Path output, String version) {
        return hasLinks(fileSystem.makeQualified(output))
                ? output
                : new Path(new Path(output, ParquetPublisher.VERSIONS), version);
    }

    /** {@link #current()} without a lock, for readers; empty before the first version. */
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

    /**
     * Whether a new version gets links to the files of the other vintages. Otherwise these stay in their own folders.
     */
    boolean carriesOver();

    /**
     * The name of the version that the link points to, or the text of the pointer file; null before the first version.
     */
    @Nullable
    String current() throws IOException;

    /** Links a folder or file of the current version into the next one. */
    void carryOver(Path from, Path to) throws IOException;

    /** Makes a complete version the current one, in one step. */
    void pointTo(PublishedVersion version) throws IOException;

    @Override
    void close() throws IOException;
}
