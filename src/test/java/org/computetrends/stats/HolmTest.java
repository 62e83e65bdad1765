package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {

    /** R's p.adjust: see holm.R. */
    @ParameterizedTest
    @ValueSource(strings = {"ties", "one", "none", "small"})
    void familiesAreCorrectedAsByR(String family) throws IOException {
        List<String[]> rows =
                rows().stream().filter(row -> row[0].equals(family)).toList();
        double[] pValues =
                rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
        double[] expected =
                rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray();
        assertThat(expected).isNotEmpty();
        assertThat(Holm.adjusted(pValues)).containsExactly(expected, within(1e-15));
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream file = Objects.requireNonNull(HolmTest.class.getResourceAsStream("/reference/holm.csv"))) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
