package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** Reads, writes and replaces text files as a whole, in UTF-8. */
final class TextFiles {
    /** Schemes of object stores that show a file only when its stream is closed. Their renames are not atomic. */
    private static final Set<String> SHOWN_WHEN_CLOSED = Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

    private TextFiles() {}

    static String read(FileSystem fileSystem, Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void write(FileSystem fileSystem, Path file, String text) throws IOException {
        try (FSDataOutputStream stream = fileSystem.create(file, true)) {
            try {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                    stream.abort(); // closing would show a part of the text
                }
                throw e;
            }
        }
    }

    /**
     * Replaces a file, or creates it. Readers find the old text or the new one. Stores such as S3 show a file only when
     * its stream is closed, so there the file is overwritten. Elsewhere a new file is renamed over the old one. On
     * other object stores, such as Azure's, readers may then find no file for a moment.
     *
     * @param condition checked immediately before the new text becomes visible, for example that a run still has its
     *     lease; if it throws, readers keep the old text
     */
    static void replace(FileSystem fileSystem, Path file, String text, Condition condition) throws IOException {
        if (SHOWN_WHEN_CLOSED.contains(fileSystem.makeQualified(file).toUri().getScheme())) {
            condition.require();
            write(fileSystem, file, text);
        } else {
            Path newFile = new Path(file.getParent(), "." + file.getName());
            write(fileSystem, newFile, text);
            condition.require();
            rename(fileSystem, newFile, file);
        }
    }

    /** A check that throws if a file must not be replaced. */
    @FunctionalInterface
    interface Condition {
        void require() throws IOException;
    }

    /**
     * Renames a file over another, if there is one. The rename is atomic on local file systems and on HDFS. On an
     * object store the old file is deleted first, so readers may find no file for a moment.
     */
    static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        Path source = fileSystem.makeQualified(from);
        Path target = fileSystem.makeQualified(to);
        if (target.toUri().getScheme().equals("file")) {
            // Hadoop's own overwrite would delete a local target first, so readers could find no file.
            Files.move(
                    java.nio.file.Path.of(source.toUri().getPath()),
                    java.nio.file.Path.of(target.toUri().getPath()),
                    StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileContext.getFileContext(target.toUri(), fileSystem.getConf())
                    .rename(source, target, Options.Rename.OVERWRITE);
        }
    }
}
