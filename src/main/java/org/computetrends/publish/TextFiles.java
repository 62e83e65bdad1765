package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Reads, writes and replaces text files as a whole, in UTF-8. A checksum file is not replaced with its file. */
final class TextFiles {
    /** File systems that rename a file over another in one step. */
    private static final Set<String> RENAMING = Set.of("file", "hdfs", "viewfs");

    private TextFiles() {}

    static String read(FileSystem fileSystem, Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void write(FileSystem fileSystem, Path file, String text) throws IOException {
        try (OutputStream stream = fileSystem.create(file, true)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Replaces a file, or creates it. Readers find the old text or the new one. On local file systems and on HDFS a new
     * file is renamed over the old one. An object store shows a file when its stream is closed; there a rename would
     * delete the old file first.
     */
    static void replace(FileSystem fileSystem, Path file, String text) throws IOException {
        if (RENAMING.contains(fileSystem.makeQualified(file).toUri().getScheme())) {
            Path newFile = new Path(file.getParent(), "." + file.getName());
            write(fileSystem, newFile, text);
            rename(fileSystem, newFile, file);
        } else {
            write(fileSystem, file, text);
        }
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
