package org.computetrends.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Reads and writes text files as a whole, in UTF-8, and renames files over others. */
final class TextFiles {
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
     * Renames a file over another, if there is one. The rename is atomic on local file systems and on HDFS. On an
     * object store it is a copy that becomes visible when it is complete.
     */
    static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        Path source = fileSystem.makeQualified(from);
        Path target = fileSystem.makeQualified(to);
        if (target.toUri().getScheme().equals("file")) {
            // Hadoop's own overwrite deletes first.
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
