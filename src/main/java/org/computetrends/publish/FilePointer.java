package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pointer on file systems without links: {@code current} is a file with the text of a {@link PublishedVersion}.
 * Earlier versions of the program wrote only the name of a version's folder. The new file is written last and then
 * renamed over the old one. The rename is atomic on HDFS. On an object store it is a copy that becomes visible when it
 * is complete. A {@link LeaseFile} makes publications to one output wait for each other.
 */
record FilePointer(FileSystem fileSystem, Path output, Lease lease) implements VersionPointer {
    /**
     * Hadoop setting that overrides {@link Lease#TERM}. It must be the same for all runs that publish to the output.
     */
    static final String TERM = "compute-trends.lease-term";

    FilePointer(FileSystem fileSystem, Path output) throws IOException {
        this(fileSystem, output, Lease.of(new LeaseFile(fileSystem, new Path(output, ".lock")), term(fileSystem)));
    }

    private static Duration term(FileSystem fileSystem) {
        return Duration.ofMillis(
                fileSystem.getConf().getTimeDuration(TERM, Lease.TERM.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public @Nullable String current() throws IOException {
        return current(fileSystem, output);
    }

    /** The text of the pointer; null if there is none. */
    static @Nullable String current(FileSystem fileSystem, Path output) throws IOException {
        Path file = new Path(output, CURRENT);
        return fileSystem.exists(file) ? TextFiles.read(fileSystem, file).trim() : null;
    }

    @Override
    public void pointTo(PublishedVersion version) throws IOException {
        Path newPointer = new Path(output, "." + CURRENT);
        TextFiles.write(fileSystem, newPointer, version.text());
        lease.requireHeld();
        TextFiles.rename(fileSystem, newPointer, new Path(output, CURRENT));
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
