package org.computetrends.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pointer on file systems without links: {@code current} is a file with the text of a {@link PublishedVersion}.
 * Earlier versions of the program wrote only the name of a version's folder. It is {@linkplain TextFiles#replace
 * replaced} last. A {@link LeaseFile} makes publications to one output wait for each other.
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
        TextFiles.replace(fileSystem, new Path(output, CURRENT), version.text(), lease::requireHeld);
    }

    @Override
    public void close() throws IOException {
        lease.close();
    }
}
