package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Quantiles by selection, against sorting. */
class QuantilesTest {

    /** Type 7 by its definition: the values at 1 + p (n - 1), counted from one, in order 1, 2, 4, 8, 16. */
    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        double[] values = {8, 1, 16, 4, 2};
        double[] quantiles = Quantiles.of(values, 0.9, 0, 0.5, 1, 0.1);
        double[] expected = {12.8, 1, 4, 16, 1.4};
        for (int i = 0; i < expected.length; i++) {
            assertThat(quantiles[i]).isCloseTo(expected[i], within(1e-14));
        }
        assertThat(values).containsExactly(8, 1, 16, 4, 2);
    }

    @Test
    void selectionAgreesWithSorting() {
        double[] values = new SplittableRandom(4).doubles(10_007).toArray();
        double[] sorted = Arrays.stream(values).sorted().toArray();
        for (double probability : new double[] {0.001, 0.025, 0.5, 0.975, 0.9999}) {
            double position = probability * 10_006;
            int below = (int) position;
            double expected = sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
            assertThat(Quantiles.of(values, 0.3, probability)[1]).isEqualTo(expected);
        }
    }

    /** Two in five values are equal. One value grows: nearly all others share a bin, then bins have infinite width. */
    @Test
    void crowdedAndDistantValuesAreFoundByTheirRank() {
        double[] near = new SplittableRandom(5)
                .doubles(5_001)
                .map(value -> value < 0.4 ? -1 : value)
                .toArray();
        for (double far : new double[] {2, 1e9, 1e300, Double.POSITIVE_INFINITY}) {
            near[17] = far;
            double[] sorted = Arrays.stream(near).sorted().toArray();
            assertThat(Quantiles.of(near, 0, 0.2, 0.5, 0.9, 0.95))
                    .containsExactly(sorted[0], sorted[1000], sorted[2500], sorted[4500], sorted[4750]);
            assertThat(Quantiles.of(near, 1)).containsExactly(Double.isInfinite(far) ? Double.NaN : far);
        }
    }

    @Test
    void oneValueIsEveryQuantile() {
        assertThat(Quantiles.of(new double[] {3}, 0, 0.5, 1)).containsExactly(3, 3, 3);
    }

    @Test
    void aQuantileBesideAnInfiniteValueIsInfiniteOrNan() {
        double[] halfInfinite = {1, Double.POSITIVE_INFINITY, 2, Double.POSITIVE_INFINITY};
        assertThat(Quantiles.of(halfInfinite, 0.2)[0]).isCloseTo(1.6, within(1e-14));
        assertThat(Quantiles.of(halfInfinite, 0.5)[0]).isInfinite(); // between 2 and infinity
        assertThat(Quantiles.of(halfInfinite, 0.9)[0]).isNaN(); // between two infinite values
    }
}
