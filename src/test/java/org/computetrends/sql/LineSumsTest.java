package org.computetrends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums of a least-squares line, merged and serialized, against the fit of all rows. */
class LineSumsTest {

    /** Log10 values of the whole range of doubles, and days before and after 2000, so sums carry and change sign. */
    @ParameterizedTest
    @CsvSource({"10000, 0, 25", "10000, -323, 308", "3, -1, 1", "100000, 307, 308.2", "100000, -1e-9, 1e-9"})
    void theLineIsThatOfTheRows(int rows, double from, double to) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        double[] time = new double[rows];
        double[] value = new double[rows];
        LineSums wholeSums = new LineSums();
        LineSums[] parts = {new LineSums(), new LineSums(), new LineSums()};
        for (int i = 0; i < rows; i++) {
            int day = random.nextInt(-700_000, 40_000);
            time[i] = JULIAN.yearsSince2000(day);
            // Rounded as in LineSums, so both fits have the same values. A small slope, in proportion to the scatter.
            value[i] =
                    ExactSum.OF_VALUES.rounded(random.nextDouble(from, to) + time[i] * 1e-4 * Math.min(1, to - from));
            wholeSums.add(day, value[i]);
            parts[i % 3].add(day, value[i]);
        }
        LineFit expected = LeastSquaresLine.fit(Cells.ofRows(time, value));
        LineFit line = wholeSums.line(JULIAN);
        assertThat(line.n()).isEqualTo(rows);
        assertThat(line.meanTime()).isCloseTo(expected.meanTime(), within(1e-9));
        assertThat(line.meanValue()).isCloseTo(expected.meanValue(), within(1e-11 * (1 + Math.abs(to))));
        assertThat(line.slopeSe() / expected.slopeSe()).isCloseTo(1, within(1e-10));
        assertThat(line.slope()).isCloseTo(expected.slope(), within(1e-10 * expected.slopeSe()));
        assertThat(line.rSquared()).isCloseTo(expected.rSquared(), within(1e-10));
        LineSums mergedSums = new LineSums();
        for (LineSums part : List.of(parts[2], parts[0], parts[1])) {
            mergedSums.merge(read(written(part)));
        }
        assertThat(written(mergedSums)).isEqualTo(written(wholeSums));
        assertThat(mergedSums.line(JULIAN)).isEqualTo(line);
    }

    @Test
    void theSumsOfASmallGroupTakeSixtyBytes() throws IOException {
        LineSums sums = new LineSums();
        for (int i = 0; i < 1000; i++) {
            sums.add((int) LocalDate.of(2020, 1, 1).toEpochDay() + i, 24.3 + i * 0.001);
        }
        assertThat(written(sums)).hasSizeBetween(50, 64);
    }

    @Test
    void observationsOfOneDateAreNoLine() {
        LineSums sums = new LineSums();
        for (int i = 0; i < 100; i++) {
            sums.add(18_262, 20 + i * 0.1);
        }
        assertThat(sums.isEstimable()).isFalse();
        sums.add(18_263, 20);
        assertThat(sums.isEstimable()).isTrue();
    }

    private static byte[] written(LineSums sums) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sums.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static LineSums read(byte[] bytes) throws IOException {
        return LineSums.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
