package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.computetrends.TestSession;
import org.computetrends.domain.Blanks;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkIndexReaderIT {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("index.csv");
    }

    private Map<String, Double> read(String text) throws IOException {
        Files.writeString(file(), text);
        return new BenchmarkIndexReader(file().toString(), "Model", "eci", new Blanks(Set.of("N/A"), Set.of()))
                .read(TestSession.get());
    }

    /** What is wrong with a file, after its name. */
    private String fault(String text) {
        Throwable thrown = catchThrowable(() -> read(text));
        assertThat(thrown).isInstanceOf(UserException.class);
        String message = thrown.getMessage();
        assertThat(message).startsWith(file() + ": ");
        return message.substring(file().toString().length() + 2);
    }

    @Test
    void theLargestNumberOfANameCountsAndRowsWithoutNumberAreSkipped() throws IOException {
        assertThat(
                        read(
                                "\uFEFFeci,Other,Model\r\n120.5,x,GPT-4\r\n,y,Grok\r\n121,z, GPT-4 \r\nN/A,,Claude\r\n-3e1,,\"Yi, 34B\"\r\n"))
                .isEqualTo(Map.of("GPT-4", 121.0, "Yi, 34B", -30.0));
    }

    @Test
    void everyFaultNamesItsLineColumnValueAndBound() {
        assertThat(fault("Model,eci\nGPT-4,high\n,12\nGrok\nYi,1e400\nQwen,NaN\n"))
                .isEqualTo("line 2, column 'eci': 'high' must be a number from -1e12 to 1e12, or empty;"
                        + " line 3, column 'Model': '' must be a name, since 'eci' is 12;"
                        + " line 4 does not have 2 cells like the header;"
                        + " line 5, column 'eci': '1e400' must be a number from -1e12 to 1e12, or empty;"
                        + " line 6, column 'eci': 'NaN' must be a number from -1e12 to 1e12, or empty");
    }

    @Test
    void aBlankNameIsShownAsItIs() {
        assertThat(fault("Model,eci\nN/A,12\n"))
                .isEqualTo("line 2, column 'Model': 'N/A' must be a name, since 'eci' is 12");
    }

    /** Time that grows with the square of the number of lines would be minutes. */
    @Test
    @Timeout(60)
    void aQuoteThatIsOpenForManyLinesIsFoundInTime() {
        assertThat(fault("Model,eci\n\"GPT-4,1\n" + "Grok,2\n".repeat(200_000)))
                .isEqualTo("line 2 opens a quote that is never closed");
    }

    @Test
    void columnsMustBeThereOnce() {
        assertThat(fault("name,eci,eci\nGPT-4,1,2\n"))
                .isEqualTo("no column is called 'Model'; 2 columns are called 'eci'");
    }

    @Test
    void aFileWithoutANumberIsAFault() {
        assertThat(fault("Model,eci\nGPT-4,\n")).isEqualTo("column 'eci' has no number in any row");
        assertThat(catchThrowable(() -> read("")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("index.csv is empty: it has no header");
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        try (var sparse = new java.io.RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(16_000_001);
        }
        assertThat(catchThrowable(() -> new BenchmarkIndexReader(
                                file().toString(), "Model", "eci", new Blanks(Set.of(), Set.of()))
                        .read(TestSession.get())))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has 16000001 bytes; a benchmark index may have at most 16000000");
    }

    @Test
    void aFileOfAnotherEncodingIsRefused() throws IOException {
        Files.writeString(file(), "Model,eci\nModèle,1\n", StandardCharsets.ISO_8859_1);
        assertThat(catchThrowable(() -> new BenchmarkIndexReader(
                                file().toString(), "Model", "eci", new Blanks(Set.of(), Set.of()))
                        .read(TestSession.get())))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("is not in UTF-8: byte 14, in line 2, is 0xE8; convert it to UTF-8");
    }
}
