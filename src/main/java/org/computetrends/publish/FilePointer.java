package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pointer on file systems without links: the file {@code current}, which contains a {@link PublishedVersion} as
 * JSON. An older compute-trends wrote only the name of a version's folder. A {@link LeaseFile} makes publications to
 * one output wait for each other.
 */
record FilePointer(FileSystem fileSystem, Path output, Lease lease) implements VersionPointer {
    /** A Hadoop setting that overrides {@link Lease#TERM}. All runs that publish to an output need the same value. */
    static final String TERM = "compute-trends.lease-term";

    FilePointer(FileSystem fileSystem, Path output) throws IOException {
        this(fileSystem, output, Lease.acquire(new LeaseFile(fileSystem, new Path(output, ".lock")), term(fileSystem)));
    }

    private static Duration term(FileSystem fileSystem) {
        return Duration.ofMillis(
                fileSystem.getConf().getTimeDuration(TERM, Lease.TERM.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The text of the pointer; null if there is no pointer file. */
    static @Nullable String currentText(FileSystem fileSystem, Path output) throws IOException {
        Path file = new Path(output, CURRENT);
        return fileSystem.exists(file) ? TextFiles.read(fileSystem, file).trim() : null;
    }

    @Override
    public void pointTo(PublishedVersion version) throws IOException {
        TextFiles.replace(fileSystem, new Path(output, CURRENT), version.toJson(), lease::requireHeld);
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
