package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @TempDir
    private java.nio.file.Path folder;

    @Test
    void aFileIsReplacedInOneStepAndLeavesNoOther() throws IOException {
        FileSystem local = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        requireReplacedAndNoOtherFile(local, new Path(folder.toUri()));
        java.nio.file.Path file = folder.resolve("current");
        // An open reader keeps the old text: the file is another one.
        try (InputStream reader = Files.newInputStream(file)) {
            TextFiles.replace(local, new Path(file.toUri()), "third", () -> {});
            assertThat(reader.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("second");
        }
    }

    @Test
    void aFileIsUnchangedIfItsConditionFails() throws IOException {
        FileSystem local = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        Path file = new Path(new Path(folder.toUri()), "current");
        TextFiles.replace(local, file, "first", () -> {});
        assertThatThrownBy(() -> TextFiles.replace(local, file, "second", () -> {
                    throw new IOException("lost");
                }))
                .hasMessage("lost");
        assertThat(TextFiles.read(local, file)).isEqualTo("first");
    }

    /** A rename in a store deletes the old file first, so the file must be overwritten instead. */
    @Test
    void inAnObjectStoreTheFileIsWrittenOver() throws IOException {
        try (FileSystem store = new Store()) {
            store.initialize(URI.create("s3a://host/"), new Configuration());
            requireReplacedAndNoOtherFile(store, new Path("s3a://host" + folder));
        }
    }

    private void requireReplacedAndNoOtherFile(FileSystem fileSystem, Path parent) throws IOException {
        Path file = new Path(parent, "current");
        for (String text : new String[] {"first", "second"}) {
            TextFiles.replace(fileSystem, file, text, () -> {});
            assertThat(TextFiles.read(fileSystem, file)).isEqualTo(text);
            assertThat(folder.toFile().list()).containsExactly("current");
        }
    }

    /** A file system of another scheme that neither renames nor deletes. */
    private static final class Store extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "s3a";
        }

        @Override
        public URI getUri() {
            return URI.create("s3a://host");
        }

        @Override
        public boolean rename(Path from, Path to) {
            throw new AssertionError("renamed " + from);
        }

        @Override
        public boolean delete(Path path, boolean isRecursive) {
            throw new AssertionError("deleted " + path);
        }
    }
}
