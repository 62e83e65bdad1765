package org.computetrends.publish;

import java.io.IOException;
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

    /** Whether the pointer is a link, as on a local file system. Otherwise it is a file. */
    static boolean hasLinks(FileSystem fileSystem) {
        return fileSystem.getUri().getScheme().equals("file");
    }

    /** The pointer of an output folder, of the kind that its file system supports. */
    static VersionPointer of(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(fileSystem)
                ? new LinkPointer(local(fileSystem, output))
                : new FilePointer(fileSystem, fileSystem.makeQualified(output));
    }

    /** {@link #current()} without a lock, for readers. */
    static @Nullable String current(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(fileSystem)
                ? LinkPointer.current(local(fileSystem, output))
                : FilePointer.current(fileSystem, output);
    }

    private static java.nio.file.Path local(FileSystem fileSystem, Path output) {
        return java.nio.file.Path.of(fileSystem.makeQualified(output).toUri().getPath());
    }

    /**
     * The name of the version that the link points to, or the text of the pointer file; null before the first version.
     */
    @Nullable
    String current() throws IOException;

    /** Makes a complete version the current one, in one step. */
    void pointTo(PublishedVersion version) throws IOException;

    @Override
    void close() throws IOException;
}
