package org.computetrends.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;

/** How large an input is, by which the launcher sets Java's options: a run is right with either, but not as fast. */
enum InputSize {
    /** On this machine, and all vintages together so small that the driver works on each. */
    SMALL,
    /** Larger, elsewhere, or not there. */
    LARGE;

    static InputSize of(TrendConfig config) {
        try {
            Path input = path(config.input());
            try (Stream<Path> files = Files.walk(input)) {
                return config.sizes()
                                .isForDriver(files.mapToLong(InputSize::bytes).sum())
                        ? SMALL
                        : LARGE;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return LARGE;
        }
    }

    private static Path path(String input) {
        return input.startsWith("file:") ? Path.of(URI.create(input)) : Path.of(input);
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
