package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a Parquet output, and the pointer to its current version, which only the holder of the lock changes.
 * While a pointer is open, no other publication to the output can be under way, except on object stores that cannot
 * guarantee it. Readers use {@link #currentText}, which takes no lock.
 */
interface VersionPointer extends AutoCloseable {
    String CURRENT = "current";

    /** Whether the pointer is a symbolic link, as on the local file system. On all others the pointer is a file. */
    static boolean hasLinks(FileSystem fileSystem) {
        return fileSystem.getUri().getScheme().equals("file");
    }

    /** Waits for the lock on an existing output folder, and opens the folder's pointer. */
    static VersionPointer openLocked(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(fileSystem)
                ? new LinkPointer(localPath(fileSystem, output))
                : new FilePointer(fileSystem, fileSystem.makeQualified(output));
    }

    /**
     * The name of the version that the link points to, or the text of the pointer file; null before the first version.
     */
    static @Nullable String currentText(FileSystem fileSystem, Path output) throws IOException {
        return hasLinks(fileSystem)
                ? LinkPointer.currentVersionName(localPath(fileSystem, output))
                : FilePointer.currentText(fileSystem, output);
    }

    private static java.nio.file.Path localPath(FileSystem fileSystem, Path output) {
        return java.nio.file.Path.of(fileSystem.makeQualified(output).toUri().getPath());
    }

    /** Makes a complete version the current one, in one step. */
    void pointTo(PublishedVersion version) throws IOException;

    @Override
    void close() throws IOException;
}
