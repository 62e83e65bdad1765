package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UmaskFileSystemTest {

    @TempDir
    private java.nio.file.Path folder;

    /** Writes to a folder as tables are written, in a process with its own umask. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Configuration configuration = new Configuration();
            // Another user of Hadoop, such as Spark, opens the file system first.
            FileSystem.get(FsConstants.LOCAL_FS_URI, configuration);
            UmaskFileSystem.useIn(configuration);
            write(new Path(arguments[0]), configuration);
        }
    }

    private static void write(Path folder, Configuration configuration) throws IOException {
        FileSystem fileSystem = folder.getFileSystem(configuration);
        fileSystem.mkdirs(new Path(folder, "a"));
        fileSystem.mkdirs(new Path(folder, "a/b"), FsPermission.getDirDefault());
        try (OutputStream stream = fileSystem.create(new Path(folder, "a/b/file"))) {
            stream.write("text".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({"077, rwx------, rw-------", "002, rwxrwxr-x, rw-rw-r--", "027, rwxr-x---, rw-r-----"})
    void filesHaveTheProcesssUmask(String umask, String folders, String files) throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "umask " + umask + " && exec \"$0\" \"$@\"",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx100m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        for (String name : new String[] {"a", "a/b"}) {
            assertThat(rights(name)).as(name).isEqualTo(folders);
        }
        for (String name : new String[] {"a/b/file", "a/b/.file.crc"}) {
            assertThat(rights(name)).as(name).isEqualTo(files);
        }
        assertThat(folder.resolve("a/b/file")).hasContent("text");
    }

    @Test
    void foldersInheritTheSetGroupIdBit() throws Exception {
        java.nio.file.Path shared = Files.createDirectory(folder.resolve("shared"));
        assertThat(new ProcessBuilder("chmod", "2775", shared.toString())
                        .start()
                        .waitFor())
                .isZero();
        write(new Path(shared.toString()), configuration());
        int setGroup = 02000;
        for (String name : new String[] {"a", "a/b"}) {
            assertThat((int) Files.getAttribute(shared.resolve(name), "unix:mode") & setGroup)
                    .as(name)
                    .isEqualTo(setGroup);
        }
    }

    @Test
    void aFileIsReplacedAsAWhole() throws Exception {
        Path file = new Path(folder.toString(), "a/b/file");
        write(new Path(folder.toString()), configuration());
        FileSystem fileSystem = file.getFileSystem(configuration());
        try (OutputStream stream = fileSystem.create(file, true)) {
            stream.write('x');
        }
        assertThat(folder.resolve("a/b/file")).hasContent("x");
        assertThat(fileSystem.getFileStatus(file).getLen()).isEqualTo(1);
    }

    @Test
    void aConfiguredFileSystemIsKept() {
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", LocalFileSystem.class.getName());
        UmaskFileSystem.useIn(configuration);
        assertThat(configuration.get("fs.file.impl")).isEqualTo(LocalFileSystem.class.getName());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        UmaskFileSystem.useIn(configuration);
        return configuration;
    }

    private String rights(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }
}
