package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.computetrends.ingest.DefaultSettings.CONFIG;
import static org.computetrends.ingest.DefaultSettings.MAPPING;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingIT {
    private static final String TEXT = "Model,Publication date,Organization\nModèle Ünï “9”,2024-05-01,École\n";

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("releases.csv"), bytes);
    }

    private CsvReleaseReader.Result read(Path file, String encoding) {
        return new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.of(encoding))
                .read(TestSession.get(), file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "windows-1252",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "x-UTF-16LE-BOM",
                "X-UTF-32LE-BOM",
                "GB18030"
            })
    void aFileIsReadInTheGivenEncoding(String encoding) throws IOException {
        Row row = read(file(TEXT.getBytes(Charset.forName(encoding))), encoding)
                .releases()
                .head();
        assertThat(row.<String>getAs("model")).isEqualTo("Modèle Ünï “9”");
        assertThat(row.<Object>getList(row.fieldIndex("organizations"))).containsExactly("École");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, 'byte 40, in line 2, is 0xE8'",
        "GB18030, 'byte 40, in line 2, is 0xA8'",
        "IBM850, 'byte 40, in line 2, is 0x8A'",
        "x-MacRoman, 'byte 40, in line 2, is 0x8F'"
    })
    void anotherEncodingIsRefusedWithThePositionOfTheByte(String encoding, String place) throws IOException {
        byte[] bytes = TEXT.replace('“', 'x').replace('”', 'x').getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> read(file(bytes), "UTF-8"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is not in UTF-8: " + place)
                .hasMessageContaining("--encoding");
    }

    @Test
    void aByteFarIntoTheFileHasItsPosition() throws IOException {
        byte[] bytes = "Model,Publication date\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        bytes[300_000] = (byte) 0xFF;
        assertThatThrownBy(() -> read(file(bytes), "UTF-8"))
                .hasMessageContaining("byte 300001, in line " + (300_000 / 23 + 1) + ", is 0xFF");
    }

    @Test
    void aTruncatedCharacterIsInvalid() throws IOException {
        byte[] bytes = "Model,Publication date\né".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(file(Arrays.copyOf(bytes, bytes.length - 1)), "UTF-8"))
                .hasMessageContaining("byte 24, in line 2, is 0xC3");
    }

    @ParameterizedTest
    @CsvSource({
        "504B030414000600, a zip file",
        "1F8B0800000000000003, compressed with gzip",
        "D0CF11E0A1B11AE1, an old spreadsheet workbook",
        "50415231150415, Parquet",
        "28B52FFD0458, compressed with zstd"
    })
    void aBinaryFileIsRefusedByItsKind(String hex, String words) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> read(file(bytes), "UTF-8"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is not a text file: it is " + words)
                .message()
                .matches("[ -~]*");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, UTF-16",
        "UTF-16LE, UTF-16LE",
        "UTF-16BE, UTF-16BE",
        "UTF-32, UTF-32BE",
        "UTF-32LE, UTF-32LE",
        "X-UTF-32LE-BOM, UTF-32"
    })
    void wideEncodingsAreRecognized(String encoding, String namedText) throws IOException {
        byte[] bytes = TEXT.getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> read(file(bytes), "UTF-8"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is in " + namedText + ", not in UTF-8: use --encoding " + namedText)
                .message()
                .matches("[ -~]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-9", "", "é"})
    void anUnknownEncodingIsRefused(String name) {
        assertThatThrownBy(() -> TextEncoding.of(name))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--encoding " + name + " is not an encoding that Java supports");
    }
}
