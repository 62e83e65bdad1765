package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums with random signs: frequencies within binomial error. */
class RademacherSumsTest {

    /** Values are powers of two, so each choice of signs has its own sum. */
    @Test
    void everyChoiceOfSignsIsEquallyLikely() {
        double[] values = new double[10];
        Arrays.setAll(values, k -> 1 << k);
        RademacherSums signs = new RademacherSums(values, new SplittableRandom(2));
        int[] counts = new int[1 << 10];
        int draws = 1_024_000;
        for (int k = 0; k < draws; k++) {
            counts[(int) (signs.draw() + 1023) / 2]++;
        }
        // 1,000 expected of each; six standard deviations.
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 1_000) < 190);
    }

    @Test
    void moreNumbersThanBitsOfAWordAreAllUsed() {
        double[] values = new double[150];
        Arrays.fill(values, 1);
        RademacherSums signs = new RademacherSums(values, new SplittableRandom(3));
        double sum = 0;
        double squares = 0;
        int draws = 100_000;
        for (int k = 0; k < draws; k++) {
            double sign = signs.draw();
            sum += sign;
            squares += sign * sign;
        }
        // Mean 0 and variance 150, within four standard errors.
        assertThat(sum / draws).isCloseTo(0, within(0.155));
        assertThat(squares / draws).isCloseTo(150, within(2.7));
    }
}
