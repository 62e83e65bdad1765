package org.computetrends.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project, in Markdown. */
final class Pages {

    private Pages() {}

    /** All of them, in a fixed order, from the project's folder. */
    static List<Path> all() throws IOException {
        try (Stream<Path> found = Stream.of(
                        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data", "docs", "src/bench", "src/faults")
                .map(Path::of)
                .flatMap(Pages::below)) {
            return found.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // flatMap closes the stream
    private static Stream<Path> below(Path path) {
        try {
            return Files.walk(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
