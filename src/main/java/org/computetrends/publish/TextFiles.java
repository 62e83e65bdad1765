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

/** Reads, writes and replaces text files as a whole, in UTF-8. A checksum file is not replaced with its file. */
final class TextFiles {
    /** Object stores that show a file when its stream is closed, and whose rename deletes the other file first. */
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
     * Replaces a file, or creates it. On local file systems, on HDFS and on most object stores readers find the old text
     * or the new one: the first two rename a new file over the old one, and stores such as S3 show a file when its
     * stream is closed. On other stores, such as Azure's, readers may find no file for a moment.
     *
     * @param condition the last thing done before readers can find the new text; if it throws, the file is unchanged
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

    /** What must be true when a file is replaced. */
    @FunctionalInterface
    interface Condition {
        void require() throws IOException;
    }

    /**
     * Renames a file over another, if there is one. The rename is atomic on local file systems and on HDFS. On an
     * object store the other file is deleted first, so readers may find none for a moment.
     */
    static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        Path source = fileSystem.makeQualified(from);
        Path target = fileSystem.makeQualified(to);
        if (target.toUri().getScheme().equals("file")) {
            // On a local file system Hadoop's overwrite deletes the target first.
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
