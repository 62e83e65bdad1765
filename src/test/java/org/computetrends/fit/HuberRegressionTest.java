package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.computetrends.TestSession;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.junit.jupiter.api.Test;

class HuberRegressionTest {

    /** scikit-learn 1.2.1: see reference/huber.py. */
    private static final double SCIKIT_LEARN = 0.6401809427087429;

    @Test
    void agreesWithScikitLearn() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/reference/points.csv"));
        double[] time = column(lines, 0);
        double[] value = column(lines, 1);
        LineFit leastSquares = LeastSquaresLine.fit(Cells.ofRows(time, value));
        double slope = HuberRegression.slope(
                TestSession.get(), new Points(time, value, new double[time.length]), leastSquares);
        assertThat(slope).isCloseTo(SCIKIT_LEARN, within(1e-5));
        assertThat(slope).isNotCloseTo(leastSquares.slope(), within(1e-3));
    }

    private static double[] column(List<String> lines, int column) {
        return lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
                .toArray();
    }
}
