package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePointerTest {

    @TempDir
    private Path output;

    @Test
    void pointsToTheNewestVersionThroughAFile() throws Exception {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(output.toUri());
        try (FilePointer pointer = new FilePointer(FileSystem.get(path.toUri(), new Configuration()), path)) {
            assertThat(pointer.current()).isNull();
            pointer.pointTo("v1");
            pointer.pointTo("v2");
            assertThat(pointer.current()).isEqualTo("v2");
        }
        assertThat(output.resolve("current")).hasContent("versions/v2");
        assertThat(Files.exists(output.resolve(".current"))).isFalse();
    }

    @Test
    void copiesWhatIsCarriedOver() throws Exception {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(output.toUri());
        Files.createDirectories(output.resolve("versions/v1/tables/t/vintage=2024-01-01"));
        Files.writeString(output.resolve("versions/v1/tables/t/vintage=2024-01-01/t.parquet"), "rows");
        try (FilePointer pointer = new FilePointer(FileSystem.get(path.toUri(), new Configuration()), path)) {
            pointer.carryOver(
                    new org.apache.hadoop.fs.Path(path, "versions/v1/tables/t/vintage=2024-01-01"),
                    new org.apache.hadoop.fs.Path(path, "versions/v2/tables/t/vintage=2024-01-01"));
        }
        assertThat(output.resolve("versions/v2/tables/t/vintage=2024-01-01/t.parquet"))
                .hasContent("rows");
    }
}
