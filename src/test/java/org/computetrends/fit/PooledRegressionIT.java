package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.computetrends.TestSession;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LinePoints;
import org.junit.jupiter.api.Test;

/** Each year's cells are fitted as two points: MLlib gives the same fit to both. */
class PooledRegressionIT {
    private static final double DAYS_PER_YEAR = 365.25;

    private final Random random = new Random(20);

    @Test
    void aFitToTwoPointsAYearIsTheFitToAllCells() {
        List<Cells> trends = new ArrayList<>();
        for (int trend = 0; trend < 15; trend++) {
            int from = random.nextInt(20_000) - 18_000;
            int days = 3 + random.nextInt(9_000);
            double slope = 2 * random.nextDouble() - 1;
            trends.add(cells(
                    IntStream.generate(() -> from + random.nextInt(days))
                            .limit(3 + random.nextInt(800))
                            .toArray(),
                    day -> slope * day / DAYS_PER_YEAR + 20 + random.nextGaussian()));
        }
        assertEqualFits(trends);
    }

    @Test
    void neitherRepeatedDaysNorYearsOfOneDayNorEqualValuesChangeTheFit() {
        IntToDoubleFunction any = day -> 20 + random.nextGaussian();
        assertEqualFits(List.of(
                cells(new int[] {100, 100, 600}, any),
                cells(new int[] {-5000, -5000, -4999, 3000, 3000, 3001, 3002}, any),
                cells(new int[] {-800, 100, 500, 900, 1300}, any),
                cells(new int[] {0, 1, 2, 2, 364, 365, 366, 8000}, any),
                cells(new int[] {10, 20, 30, 40}, any),
                cells(new int[] {10, 11, 12, 400, 401, 402}, day -> 22.5),
                cells(new int[] {10, 11, 12, 400, 401, 402}, day -> day < 100 ? 22 : 25),
                cells(new int[] {1, 2, 3, 20_000, 20_001, 20_002}, day -> 10 + day / DAYS_PER_YEAR)));
    }

    /** MLlib on the two points a year of each trend, and on its cells. */
    private static void assertEqualFits(List<Cells> trends) {
        List<PooledRegression.Coefficients> fitted = PooledRegression.fit(TestSession.get(), trends);
        List<PooledRegression.Coefficients> toCells = PooledRegression.fit(
                TestSession.get(),
                trends.stream()
                        .map(cells -> new LinePoints(
                                cells.time(),
                                IntStream.range(0, cells.size())
                                        .mapToDouble(i -> cells.count()[i])
                                        .toArray(),
                                cells.mean()))
                        .toList(),
                trends.stream().mapToDouble(Cells::meanTime).toArray());
        assertThat(fitted).hasSameSizeAs(trends);
        for (int trend = 0; trend < trends.size(); trend++) {
            double slope = toCells.get(trend).slopeOomPerYear();
            double value = toCells.get(trend).valueAtMeanTime();
            assertThat(fitted.get(trend).valueAtMeanTime()).isCloseTo(value, within(1e-12 * Math.abs(value)));
            // The error of a slope is relative to the rounding of its values, not to the slope.
            Cells cells = trends.get(trend);
            double span = cells.time()[cells.size() - 1] - cells.time()[0];
            assertThat(fitted.get(trend).slopeOomPerYear())
                    .isCloseTo(slope, within(1e-12 * Math.abs(slope) + 4 * Math.ulp(value) / span));
        }
    }

    private static Cells cells(int[] days, IntToDoubleFunction value) {
        return Cells.ofRows(
                IntStream.of(days).mapToDouble(day -> day / DAYS_PER_YEAR).toArray(),
                IntStream.of(days).mapToDouble(value).toArray());
    }
}
