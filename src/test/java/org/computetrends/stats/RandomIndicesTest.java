package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random indices are uniform: frequencies within binomial and chi-squared error. */
class RandomIndicesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000, 1 << 16, 200_000, Integer.MAX_VALUE})
    void indicesAreBelowTheBound(int bound) {
        RandomIndices random = new RandomIndices(bound, 50, new SplittableRandom(bound));
        for (int k = 0; k < 100; k++) {
            int[] drawn = random.draw();
            assertThat(drawn).hasSizeGreaterThanOrEqualTo(50);
            assertThat(Arrays.stream(drawn)).allMatch(index -> index >= 0 && index < bound);
        }
    }

    /** Pearson's statistic over all runs of three indices from one word is below its 99.9% quantile. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 11})
    void allRunsOfThreeIndicesAreEquallyLikely(int bound) {
        RandomIndices random = new RandomIndices(bound, 6, new SplittableRandom(5));
        int[] counts = new int[bound * bound * bound];
        int draws = 400_000;
        for (int k = 0; k < draws; k++) {
            int[] drawn = random.draw();
            // Every second index is from the same word.
            counts[(drawn[0] * bound + drawn[2]) * bound + drawn[4]]++;
        }
        double expected = draws / (double) counts.length;
        double statistic = 0;
        for (int count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        assertThat(statistic)
                .isLessThan(ChiSquaredDistribution.of(counts.length - 1.0).inverseCumulativeProbability(0.999));
    }

    /** Without rejection, every third index would come from six of the 2^33 words, and each other index from five. */
    @Test
    void wordsThatWouldFavourSomeIndicesAreDrawnAgain() {
        RandomIndices random = new RandomIndices(3 << 29, 1_000, new SplittableRandom(8));
        int[] counts = new int[3];
        for (int k = 0; k < 100; k++) {
            int[] drawn = random.draw();
            for (int i = 0; i < 1_000; i++) {
                counts[drawn[i] % 3]++;
            }
        }
        // A third of 100,000 draws, within four binomial standard deviations.
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 33_333) < 597);
    }
}
