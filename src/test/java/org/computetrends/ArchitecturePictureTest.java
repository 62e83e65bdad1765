package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture's picture and texts agree with the packages and types of the code. */
class ArchitecturePictureTest {
    private static final Path DOCS = Path.of("docs");

    @Test
    void thePictureIsGeneratedFromItsText() throws IOException {
        assertThat(ArchitecturePicture.svg(Files.readString(DOCS.resolve("architecture.txt"))))
                .as("made by: java src/test/java/org/computetrends/ArchitecturePicture.java > docs/architecture.svg")
                .isEqualTo(Files.readString(DOCS.resolve("architecture.svg")));
    }

    @Test
    void everyPackageIsARoomOfThePicture() throws IOException {
        List<String> rooms = Files.readAllLines(DOCS.resolve("architecture.txt")).stream()
                .filter(line -> line.startsWith("room "))
                .map(line -> line.split(" +", -1)[1])
                .toList();
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/org/computetrends"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(rooms);
        }
    }

    /** Types named as ROOM/TYPE, in the texts on the architecture and its decisions. */
    @Test
    void everyTypeThatIsNamedExists() throws IOException {
        Pattern type = Pattern.compile("`([a-z]+)/([A-Z]\\w+)`");
        int named = 0;
        for (Path text : texts()) {
            for (String name : type.matcher(Files.readString(text))
                    .results()
                    .map(found -> found.group(1) + "/" + found.group(2))
                    .toList()) {
                assertThat(Path.of("src/main/java/org/computetrends/" + name + ".java"))
                        .as(text + " names it")
                        .exists();
                named++;
            }
        }
        assertThat(named).isGreaterThan(15);
    }

    private static List<Path> texts() throws IOException {
        try (Stream<Path> decisions = Files.list(DOCS.resolve("decisions"))) {
            return Stream.concat(Stream.of(DOCS.resolve("architecture.md")), decisions)
                    .toList();
        }
    }
}
