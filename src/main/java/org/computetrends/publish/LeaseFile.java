package org.computetrends.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A lease in a file that exists while somebody publishes, made only where it is not. Where a file system makes files only
 * where they are not in one step, as HDFS does, one has the lease at a time; where it does not, as on object stores, two that
 * begin in the same moment may both think so.
 *
 * @param fileSystem where the file is
 * @param file the file
 */
record LeaseFile(FileSystem fileSystem, Path file) implements Lease.Place {

    @Override
    public @Nullable String read() throws IOException {
        try (InputStream in = fileSystem.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    @Override
    public boolean replace(@Nullable String seen, @Nullable String text) throws IOException {
        if (seen != null && !seen.equals(read())) {
            return false;
        }
        if (text == null) {
            return fileSystem.delete(file, false);
        }
        try (OutputStream out = fileSystem.create(file, seen != null)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            if (seen == null && fileSystem.exists(file)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
