package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file that names the current folder of each vintage. */
class FilePointerTest {

    @TempDir
    private Path output;

    @Test
    void namesTheFoldersOfEachVintageInAFile() throws Exception {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(output.toUri());
        LocalDate january = LocalDate.of(2024, 1, 1);
        LocalDate february = LocalDate.of(2024, 2, 1);
        PublishedVersion second =
                PublishedVersion.NONE.afterRun("v1", january, true).afterRun("v2", february, true);
        FileSystem fileSystem = FileSystem.get(path.toUri(), new Configuration());
        try (FilePointer pointer = new FilePointer(fileSystem, path)) {
            assertThat(FilePointer.currentText(fileSystem, path)).isNull();
            pointer.pointTo(second);
            assertThat(PublishedVersion.parse(FilePointer.currentText(fileSystem, path)))
                    .isEqualTo(second);
        }
        assertThat(output.resolve("current"))
                .hasContent("{\"format\":1,\"version\":\"v2\",\"vintages\":{\"2024-01-01\":{\"folder\":\"v1\"},"
                        + "\"2024-02-01\":{\"folder\":\"v2\"}},"
                        + "\"logs\":{\"2024-01-01\":[\"v1\"],\"2024-02-01\":[\"v2\"]}}");
        // The new pointer is written to .current and renamed.
        assertThat(output.resolve(".current")).doesNotExist();
    }

    @Test
    @Timeout(30)
    void aFailedRenewalDoesNotEndTheLease() throws Exception {
        FullDisk disk = new FullDisk();
        disk.initialize(URI.create("file:///"), new Configuration());
        Path file = output.resolve("lease");
        Lease lease =
                Lease.acquire(new LeaseFile(disk, new org.apache.hadoop.fs.Path(file.toUri())), Duration.ofMillis(600));
        disk.isFull = true;
        while (disk.isFull) {
            Thread.sleep(10);
        }
        lease.requireHeld();
        while (Files.size(file) == 0) {
            Thread.sleep(10); // until the next renewal
        }
        lease.requireHeld();
        lease.close();
        assertThat(file).doesNotExist();
    }

    /** A file system that empties a file to replace it, and then cannot write to it, once. */
    private static final class FullDisk extends RawLocalFileSystem {
        private volatile boolean isFull;

        @Override
        public FSDataOutputStream create(org.apache.hadoop.fs.Path file, boolean overwrite) throws IOException {
            FSDataOutputStream stream = super.create(file, overwrite);
            if (!isFull) {
                return stream;
            }
            stream.close();
            return new FSDataOutputStream(
                    new OutputStream() {
                        @Override
                        public void write(int value) throws IOException {
                            isFull = false;
                            throw new IOException("no space left on device");
                        }
                    },
                    null);
        }
    }

    @Test
    void aLaterFormatIsRefused() {
        assertThatThrownBy(() -> PublishedVersion.parse("{\"format\": 2}"))
                .hasMessage("the pointer has format 2, and this program reads format 1");
    }

    @Test
    void aVintageThatIsNotADateIsAnError() {
        assertThatThrownBy(() -> PublishedVersion.parse("{\"format\": 1, \"vintages\": {\"2024-13-01\": {}}}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the pointer has the vintage '2024-13-01', which is not a date");
    }
}
