package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means and standard deviations in a moving window, against Hipparchus on the rows. */
class RollingMomentsTest {

    @Test
    void bothEndsOfTheWindowAreIncluded() {
        RollingMoments moments = new RollingMoments(
                new long[] {0, 364, 728, 729}, new long[] {1, 1, 1, 1}, new double[] {1, 3, 5, 100}, new double[4]);
        RollingMoments.Window window = moments.windows(364)[1];
        assertThat(window.mean()).isEqualTo(3);
        assertThat(window.sd()).isCloseTo(Math.sqrt(8.0 / 3), within(1e-15));
    }

    @Test
    void oneObservationHasNoSpread() {
        RollingMoments moments =
                new RollingMoments(new long[] {0, 1000}, new long[] {1, 1}, new double[] {1, 3}, new double[2]);
        assertThat(moments.windows(364)[0].sd()).isNaN();
    }

    @Test
    void equalObservationsHaveNoSpread() {
        RollingMoments moments =
                new RollingMoments(new long[] {0, 1}, new long[] {2, 1}, new double[] {1, 1}, new double[2]);
        assertThat(moments.windows(364)[0].sd()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void windowsEqualThoseOfTheRows(long seed) {
        Random random = new Random(seed);
        int days = 60;
        long[] day = new long[days];
        long[] count = new long[days];
        double[] mean = new double[days];
        double[] squares = new double[days];
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            day[i] = (i == 0 ? 0 : day[i - 1]) + 1L + random.nextInt(40);
            DescriptiveStatistics ofDay = new DescriptiveStatistics();
            count[i] = 1L + random.nextInt(4);
            for (int k = 0; k < count[i]; k++) {
                double value = 20 + random.nextGaussian();
                ofDay.addValue(value);
                rows.add(new double[] {day[i], value});
            }
            mean[i] = ofDay.getMean();
            squares[i] = ofDay.getPopulationVariance() * count[i];
        }
        RollingMoments.Window[] windows = new RollingMoments(day, count, mean, squares).windows(100);
        for (int i = 0; i < days; i++) {
            DescriptiveStatistics around = new DescriptiveStatistics();
            for (double[] row : rows) {
                if (Math.abs(row[0] - day[i]) <= 100) {
                    around.addValue(row[1]);
                }
            }
            assertThat(windows[i].mean()).isCloseTo(around.getMean(), within(1e-12));
            if (around.getN() > 1) {
                assertThat(windows[i].sd()).isCloseTo(Math.sqrt(around.getPopulationVariance()), within(1e-12));
            }
        }
    }
}
