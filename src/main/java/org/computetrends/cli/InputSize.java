package org.computetrends.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.computetrends.config.TrendConfig;

/** The size of the input, by which the launcher chooses Java's options. These options affect only speed. */
enum InputSize {
    /** The input is local, and the files of all its vintages together are small enough for the driver. */
    SMALL,
    /** The input is larger, remote, missing or unreadable. */
    LARGE;

    static InputSize of(TrendConfig config) {
        try {
            String name = config.input();
            Path input = name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
            try (Stream<Path> files = Files.walk(input, FileVisitOption.FOLLOW_LINKS)) {
                return config.sizes()
                                .isForDriver(files.mapToLong(InputSize::bytes).sum())
                        ? SMALL
                        : LARGE;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return LARGE;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
