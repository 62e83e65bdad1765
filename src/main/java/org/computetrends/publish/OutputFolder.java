package org.computetrends.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import org.computetrends.domain.UserException;

/** Checks before a run that its output can be written. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * Checks that a folder can be created and written to. Remote file systems are not checked: only a write shows
     * what they allow.
     *
     * @param output the folder, with its file system's scheme
     * @throws UserException when it cannot be written
     */
    static void requireWritable(org.apache.hadoop.fs.Path output) {
        if (!output.toUri().getScheme().equals("file")) {
            return;
        }
        Path nearestFolder = Path.of(output.toUri().getPath());
        while (!Files.exists(nearestFolder) && nearestFolder.getParent() != null) {
            nearestFolder = nearestFolder.getParent();
        }
        if (!Files.isDirectory(nearestFolder)) {
            throw refused(output, nearestFolder + " is not a folder");
        }
        if (!Files.isWritable(nearestFolder)) {
            throw refused(output, "no permission to write in " + nearestFolder);
        }
    }

    private static UserException refused(org.apache.hadoop.fs.Path output, String why) {
        return UserException.usage(
                "output " + output.toUri().getPath() + " cannot be written, the previous tables are unchanged: " + why);
    }
}
