package org.computetrends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.computetrends.stats.Points;

/** Training compute of notable releases since 2010, without measurement noise. {@code quantiles.R} wrote the file. */
public final class ReferencePoints {

    private ReferencePoints() {}

    public static Points points() {
        try {
            List<String> lines = Files.readAllLines(Path.of("src/test/resources/reference/points.csv"));
            double[] time = column(lines, 0);
            return new Points(time, column(lines, 1), new double[time.length]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] column(List<String> lines, int column) {
        return lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
                .toArray();
    }
}
