package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.computetrends.ReferencePoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantile regression against R's quantreg and all pairs of observations, and Theil-Sen slopes. */
class RobustLinesTest {

    /** {@code reference/quantiles.csv} is R's quantreg on {@code reference/points.csv}: see quantiles.R. */
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/quantiles.csv", numLinesToSkip = 1)
    void quantileSlopesAreAsGoodAsThoseOfQuantreg(double probability, double slope, double loss) {
        Points points = ReferencePoints.points();
        double ours = RobustLines.quantileSlope(points, probability);
        assertThat(lossOf(points, probability, ours)).isCloseTo(loss, within(1e-9 * loss));
        assertThat(ours).isCloseTo(slope, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.5", "3, 0.9", "4, 0.9", "5, 0.25", "6, 0.75"})
    void noLineThroughTwoObservationsHasLessLoss(long seed, double probability) {
        Random random = new Random(seed);
        int n = 30;
        Points points = points(
                random.ints(n, 0, 12).asDoubleStream().toArray(),
                random.ints(n, 0, 9).asDoubleStream().toArray());
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double run = points.time()[i] - points.time()[j];
                if (run != 0) {
                    least = Math.min(least, lossOf(points, probability, (points.value()[i] - points.value()[j]) / run));
                }
            }
        }
        double slope = RobustLines.quantileSlope(points, probability);
        assertThat(lossOf(points, probability, slope)).isCloseTo(least, within(1e-9));
    }

    @Test
    void theSlopeOfManyObservationsIsALocalMinimumOfTheLoss() {
        Random random = new Random(5);
        Points points = points(
                random.doubles(2000, 10, 26).toArray(),
                random.doubles(2000, 18, 27).toArray());
        double slope = RobustLines.quantileSlope(points, 0.5);
        assertThat(lossOf(points, 0.5, slope)).isLessThanOrEqualTo(lossOf(points, 0.5, slope + 1e-4));
        assertThat(lossOf(points, 0.5, slope)).isLessThanOrEqualTo(lossOf(points, 0.5, slope - 1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void aPerfectLineIsItsOwnQuantile(double probability) {
        Points points = points(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 5, 7, 9});
        assertThat(RobustLines.quantileSlope(points, probability)).isCloseTo(2, within(1e-12));
        assertThat(RobustLines.theilSen(points)).isEqualTo(2);
    }

    @Test
    void theilSenIsTheMedianOfPairwiseSlopes() {
        // Slopes to the outlier at (3, 10) are 10/3, 4.5 and 8. The six others are 1. The pair of equal times has none.
        Points points = points(new double[] {0, 1, 2, 3, 3}, new double[] {0, 1, 2, 10, 3});
        double[] slopes = {1, 1, 1, 10.0 / 3, 4.5, 8, 1, 1, 1};
        Arrays.sort(slopes);
        assertThat(RobustLines.theilSen(points)).isEqualTo(slopes[4]);
    }

    @Test
    void oneDateHasNoSlope() {
        Points points = points(new double[] {1, 1, 1}, new double[] {1, 2, 3});
        assertThat(RobustLines.theilSen(points)).isNaN();
        assertThat(RobustLines.quantileSlope(points, 0.5)).isNaN();
    }

    /** Sum of the check function at the best height for a slope. */
    private static double lossOf(Points points, double probability, double slope) {
        double[] residuals = new double[points.size()];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = points.value()[i] - slope * points.time()[i];
        }
        double least = Double.POSITIVE_INFINITY;
        for (double height : residuals) {
            double loss = 0;
            for (double residual : residuals) {
                double above = residual - height;
                loss += above > 0 ? probability * above : (probability - 1) * above;
            }
            least = Math.min(least, loss);
        }
        return least;
    }

    /** Points in order of time, then of value. */
    static Points points(double[] time, double[] value) {
        Integer[] order = new Integer[time.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> time[i]).thenComparingDouble(i -> value[i]));
        double[] sortedTime = Arrays.stream(order).mapToDouble(i -> time[i]).toArray();
        double[] sortedValue = Arrays.stream(order).mapToDouble(i -> value[i]).toArray();
        return new Points(sortedTime, sortedValue, new double[time.length]);
    }
}
