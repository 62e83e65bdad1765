package org.computetrends.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stores a {@link Lease} in a file, which exists while a run publishes. A free lease is taken atomically if the file
 * system creates a file only if it is missing, as HDFS does. Elsewhere two runs that begin at the same moment may both
 * get the lease. Renewing or removing a lease is not atomic, because the file is read first. A waiting run that removes a dead
 * run's lease may remove the one that another run has just taken; {@link Lease#requireHeld} then fails.
 */
record LeaseFile(FileSystem fileSystem, Path file) implements Lease.Store {
    @Override
    public @Nullable String read() throws IOException {
        try {
            return TextFiles.read(fileSystem, file);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    @Override
    public boolean replace(@Nullable String expectedText, @Nullable String text) throws IOException {
        if (expectedText != null && !expectedText.equals(read())) {
            return false;
        }
        if (text == null) {
            return fileSystem.delete(file, false);
        }
        OutputStream stream;
        try {
            stream = fileSystem.create(file, expectedText != null);
        } catch (IOException e) {
            if (expectedText == null && fileSystem.exists(file)) {
                return false;
            }
            throw e;
        }
        try (OutputStream out = stream) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            if (expectedText == null) {
                // The file is removed, so that the next run need not wait until the lease expires.
                fileSystem.delete(file, false);
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
