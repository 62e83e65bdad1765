package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapleyValuesTest {

    /** One left glove (bit 0) and two right ones: a pair is worth 1. The textbook's shares are 2/3, 1/6 and 1/6. */
    @Test
    void theGloveGameIsSplitAsInTheTextbook() {
        double[] values = {0, 0, 0, 1, 0, 1, 0, 1};
        double[] shares = ShapleyValues.of(values);
        assertThat(shares[0]).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(shares[1]).isCloseTo(1.0 / 6, within(1e-15));
        assertThat(shares[2]).isCloseTo(1.0 / 6, within(1e-15));
    }

    @Test
    void sharesAddUpToTheChangeAndEqualTheMeanOverAllOrders() {
        SplittableRandom random = new SplittableRandom(7);
        for (int parts = 1; parts <= 5; parts++) {
            double[] values = random.doubles(1L << parts, -3, 3).toArray();
            double[] shares = ShapleyValues.of(values);
            assertThat(Arrays.stream(shares).sum()).isCloseTo(values[values.length - 1] - values[0], within(1e-12));
            double[] means = new double[parts];
            int orders = addOrders(values, 0, means);
            for (int part = 0; part < parts; part++) {
                assertThat(shares[part]).isCloseTo(means[part] / orders, within(1e-12));
            }
        }
    }

    /** Adds each part's contributions, in all orders of the parts outside the coalition. Returns how many orders. */
    private static int addOrders(double[] values, int coalition, double[] sums) {
        if (coalition == values.length - 1) {
            return 1;
        }
        int orders = 0;
        for (int part = 0; part < sums.length; part++) {
            if ((coalition >> part & 1) == 0) {
                int rest = addOrders(values, coalition | 1 << part, sums);
                sums[part] += rest * (values[coalition | 1 << part] - values[coalition]);
                orders += rest;
            }
        }
        return orders;
    }

    @Test
    void partsThatDoTheSameShareAlikeAndOneThatDoesNothingGetsNothing() {
        double[] values = new double[8];
        for (int coalition = 0; coalition < 8; coalition++) {
            values[coalition] = Math.pow(Integer.bitCount(coalition & 3), 2) / 3;
        }
        double[] shares = ShapleyValues.of(values);
        assertThat(shares[0]).isEqualTo(shares[1]);
        assertThat(shares[2]).isZero();
    }

    @Test
    void aValueThatIsMissingLeavesNoShares() {
        assertThat(ShapleyValues.of(new double[] {0, 1, Double.NaN, 2})).containsOnly(Double.NaN);
    }

    @Test
    void everyCoalitionNeedsAValue() {
        assertThatThrownBy(() -> ShapleyValues.of(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2^k values for k from 1 to 20, got 3");
        assertThatThrownBy(() -> ShapleyValues.of(new double[1])).isInstanceOf(IllegalArgumentException.class);
    }
}
