package org.computetrends.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import org.computetrends.domain.UserException;

/** Says before a run what would otherwise be said after it: that its output cannot be written. */
final class OutputFolder {

    private OutputFolder() {}

    /**
     * Looks whether a folder can be made and written to. Other file systems than this machine's are not asked: what they
     * allow is known when it is tried.
     *
     * @param output the folder, with its file system's scheme
     * @throws UserException when it cannot
     */
    static void requireWritable(org.apache.hadoop.fs.Path output) {
        if (!output.toUri().getScheme().equals("file")) {
            return;
        }
        Path nearest = Path.of(output.toUri().getPath());
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw refused(output, nearest + " is not a folder");
        }
        if (!Files.isWritable(nearest)) {
            throw refused(output, "you may not write in " + nearest);
        }
    }

    private static UserException refused(org.apache.hadoop.fs.Path output, String why) {
        return UserException.usage(
                "output " + output.toUri().getPath() + " cannot be written, the previous tables stand: " + why);
    }
}
