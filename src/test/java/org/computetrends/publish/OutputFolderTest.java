package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an output folder can be written, before a run starts. */
class OutputFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderThatCanBeCreatedIsNotCreatedYet() {
        require(folder.resolve("new/out"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), "in the way");
        assertThatThrownBy(() -> require(file.resolve("a/out")))
                .isInstanceOf(UserException.class)
                .hasMessage("output " + file + "/a/out cannot be written, the previous tables are unchanged: " + file
                        + " is not a folder");
    }

    @Test
    void aRemoteFolderIsNotCheckedBeforehand() {
        OutputFolder.requireWritable(new org.apache.hadoop.fs.Path("hdfs://host/out"));
    }

    private static void require(Path output) {
        OutputFolder.requireWritable(new org.apache.hadoop.fs.Path("file://" + output));
    }
}
