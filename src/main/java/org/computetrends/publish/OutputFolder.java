package org.computetrends.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import org.computetrends.domain.UserException;

/** Checks, before a run computes anything, that its output folder can be written. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * Checks that a local folder can be created and written to. Remote folders are not checked, because only a write
     * shows what their file system allows.
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
            throw unwritable(output, nearestFolder + " is not a folder");
        }
        if (!Files.isWritable(nearestFolder)) {
            throw unwritable(output, "no permission to write in " + nearestFolder);
        }
    }

    private static UserException unwritable(org.apache.hadoop.fs.Path output, String reason) {
        return UserException.usage("output " + output.toUri().getPath()
                + " cannot be written, the previous tables are unchanged: " + reason);
    }
}
