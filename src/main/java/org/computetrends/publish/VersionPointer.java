package org.computetrends.publish;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says which version of the tables is the current one. While it is open no other publication of the same output can
 * be under way, where the file system can promise that.
 */
interface VersionPointer extends AutoCloseable {

    /** The name of the link or file that points. */
    String CURRENT = "current";

    /** The pointer of an output folder, as its file system allows. */
    static VersionPointer of(FileSystem fileSystem, Path output) throws IOException {
        return output.toUri().getScheme().equals("file")
                ? new LinkPointer(java.nio.file.Path.of(output.toUri().getPath()))
                : new FilePointer(fileSystem, output);
    }

    /** The current version's name, or null before the first. */
    @Nullable
    String current() throws IOException;

    /** Brings a folder of the current version into the next one, unchanged. */
    void carryOver(Path from, Path to) throws IOException;

    /** Makes a complete version the current one, in one step. */
    void pointTo(String version) throws IOException;

    @Override
    void close() throws IOException;
}
