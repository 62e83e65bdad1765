package org.computetrends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The output of a program in {@code src/test/resources/reference}. */
public final class ReferenceRows {

    private ReferenceRows() {}

    /** The rows of a file, by the columns of its header. No cell has a comma. */
    public static List<Map<String, String>> of(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of("src/test/resources/reference", file));
            List<String> names = List.of(lines.get(0).split(",", -1));
            return lines.stream()
                    .skip(1)
                    .map(line -> {
                        Map<String, String> row = new HashMap<>();
                        List<String> cells = List.of(line.split(",", -1));
                        names.forEach(name -> row.put(name, cells.get(names.indexOf(name))));
                        return row;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
