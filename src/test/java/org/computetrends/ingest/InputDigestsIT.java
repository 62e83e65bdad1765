package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDigestsIT {
    /** Of {@code abc}, an example of NIST's in FIPS 180-4. */
    private static final String DIGEST_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private List<String> files;

    @BeforeEach
    void write() throws IOException {
        files = List.of(
                Files.writeString(folder.resolve("first"), "abc").toString(),
                Files.writeString(folder.resolve("second"), "de").toString());
    }

    @Test
    void filesThatAreSmallEnoughTogetherHaveDigests() {
        List<InputFiles.InputFile> described = InputFiles.describe(TestSession.get(), files, 5);
        assertThat(described).extracting(InputFiles.InputFile::bytes).containsExactly(3L, 2L);
        assertThat(described.get(0).sha256()).isEqualTo(DIGEST_OF_ABC);
        assertThat(described.get(1).sha256()).matches("[0-9a-f]{64}").isNotEqualTo(DIGEST_OF_ABC);
    }

    @Test
    void largerFilesAreIdentifiedBySizeAndDate() throws IOException {
        List<InputFiles.InputFile> described = InputFiles.describe(TestSession.get(), files, 4);
        assertThat(described).extracting(InputFiles.InputFile::sha256).containsOnlyNulls();
        assertThat(described.get(0).modified())
                .isEqualTo(Files.getLastModifiedTime(Path.of(files.get(0)))
                        .toInstant()
                        .truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void aMissingFileIsNamed() {
        String missing = folder.resolve("third").toString();
        assertThatThrownBy(() -> InputFiles.describe(TestSession.get(), List.of(missing), 5))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(missing);
    }
}
