package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.computetrends.ingest.DefaultSettings.LOCAL_BYTES;
import static org.computetrends.ingest.DefaultSettings.MAPPING;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unusable files beside usable ones. */
class BadFilesIT {
    @TempDir
    private Path folder;

    private Path vintage;

    @BeforeEach
    void writeTwoGoodFiles() throws IOException {
        vintage = Files.createDirectories(folder.resolve("vintage=2025-01-01"));
        file("a.parquet", "select 'A' model, date'2024-01-01' published_on");
        file("b.parquet", "select 'B' model, date'2024-02-01' published_on, 7.0D parameters");
    }

    @Test
    void oneOfEachKindIsSkippedWithItsReason() throws IOException {
        writeBadFiles();
        ReleaseReader.Result result = read(BadFiles.SKIP);
        assertThat(result.releases().select("model").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("A", "B");
        assertThat(result.files()).hasSize(2).allMatch(file -> file.matches(".*/[ab]\\.parquet"));
        assertThat(result.skipped())
                .extracting(UnusableFile::file, UnusableFile::reason)
                .containsExactly(
                        tuple("cut.parquet", RejectReason.UNREADABLE_FILE),
                        tuple("empty.parquet", RejectReason.UNREADABLE_FILE),
                        tuple("footer.parquet", RejectReason.UNREADABLE_FILE),
                        tuple("lacking.parquet", RejectReason.FOREIGN_SCHEMA),
                        tuple("text.parquet", RejectReason.UNREADABLE_FILE),
                        tuple("types.parquet", RejectReason.FOREIGN_SCHEMA));
        assertThat(result.skipped())
                .extracting(UnusableFile::message)
                .anySatisfy(message -> assertThat(message)
                        .isEqualTo("file empty.parquet cannot be read as Parquet: it has 0 bytes, fewer than any"
                                + " Parquet file"))
                .anySatisfy(message -> assertThat(message)
                        .isEqualTo("file types.parquet: column 'parameters' should be DOUBLE and is STRING"))
                .anySatisfy(
                        message -> assertThat(message).startsWith("file lacking.parquet: no column for published_on"));
        assertThat(Objects.requireNonNull(result.earlyRejects()).collectAsList())
                .extracting(
                        row -> row.<String>getAs("source_file"),
                        row -> row.<Long>getAs("source_row"),
                        row -> row.<String>getAs("column_name"))
                .hasSize(6)
                .contains(tuple("cut.parquet", -1L, "*"));
    }

    @Test
    void badFilesEndTheRunByDefault() throws IOException {
        writeBadFiles();
        assertThatThrownBy(() -> read(BadFiles.FAIL))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("input file:" + vintage + ": file cut.parquet cannot be read as Parquet")
                .hasMessageContaining("file footer.parquet")
                .hasMessageContaining("file text.parquet")
                .hasMessageEndingWith("; and 1 more (ingest.bad-files = skip leaves such files out)");
    }

    @Test
    void aDatasetWithoutUsableFilesIsRefusedEitherWay() throws IOException {
        for (String name : new String[] {"a.parquet", "b.parquet"}) {
            Files.writeString(vintage.resolve(name), "nothing of the kind");
        }
        assertThatThrownBy(() -> read(BadFiles.SKIP))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no usable file: file a.parquet cannot be read as Parquet");
        // Without these files the dataset has none, so the message does not suggest to skip them.
        assertThatThrownBy(() -> read(BadFiles.FAIL))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("file a.parquet cannot be read as Parquet")
                .hasMessageNotContaining("bad-files");
    }

    /** The rows of a file without permission are unknown: without the file, an unknown number of rows would be lost. */
    @ParameterizedTest
    @EnumSource(BadFiles.class)
    void aFileWithoutPermissionEndsTheRunEitherWay(BadFiles badFiles) {
        TestSession.get().sparkContext().hadoopConfiguration().set("fs.denied.impl", Denied.class.getName());
        ReleaseReader reader = new ReleaseReader(
                "denied://host" + folder, Optional.empty(), Optional.empty(), MAPPING, badFiles, LOCAL_BYTES);
        assertThatThrownBy(() -> reader.read(TestSession.get()))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "input denied://host" + vintage + "/b.parquet cannot be read: Permission denied: b.parquet");
    }

    /** The local file system, but it refuses to open files whose names begin with b. */
    static final class Denied extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "denied";
        }

        @Override
        public URI getUri() {
            return URI.create("denied://host");
        }

        @Override
        public java.io.File pathToFile(org.apache.hadoop.fs.Path path) {
            return new java.io.File(path.toUri().getPath());
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
            if (path.getName().startsWith("b")) {
                throw new AccessControlException("Permission denied: " + path.getName());
            }
            return super.open(path, bufferSize);
        }
    }

    private void writeBadFiles() throws IOException {
        byte[] goodBytes = Files.readAllBytes(vintage.resolve("b.parquet"));
        Files.write(vintage.resolve("cut.parquet"), Arrays.copyOf(goodBytes, goodBytes.length / 2));
        Files.write(vintage.resolve("empty.parquet"), new byte[0]);
        byte[] footer = goodBytes.clone();
        Arrays.fill(footer, goodBytes.length - 200, goodBytes.length - 8, (byte) 0xFF);
        Files.write(vintage.resolve("footer.parquet"), footer);
        Files.writeString(vintage.resolve("text.parquet"), "model,published_on\nA,2024-01-01\n");
        file("lacking.parquet", "select 'C' model, 1.0D height");
        file("types.parquet", "select 'D' model, date'2024-01-01' published_on, 'many' parameters");
    }

    private void file(String name, String query) throws IOException {
        Path writtenPath = folder.resolve("_" + name);
        TestSession.get().sql(query).coalesce(1).write().parquet(writtenPath.toString());
        try (var files = Files.list(writtenPath)) {
            Path part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, vintage.resolve(name));
        }
    }

    private ReleaseReader.Result read(BadFiles badFiles) {
        return new ReleaseReader(folder.toString(), Optional.empty(), Optional.empty(), MAPPING, badFiles, LOCAL_BYTES)
                .read(TestSession.get());
    }
}
