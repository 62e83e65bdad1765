package org.computetrends.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Replaces a file by a complete one. */
final class Replacement {

    private Replacement() {}

    /**
     * Renames a file over another, if there is one. Atomic on local file systems and on HDFS; on an object store a
     * copy that appears when it is complete.
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
