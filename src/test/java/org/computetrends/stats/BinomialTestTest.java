package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTestTest {

    /** R 4: {@code binom.test(successes, trials, share)$p.value}. */
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0.8, 0.0016",
        "2, 6, 0.8, 0.01696",
        "7, 7, 0.8, 0.3577472",
        "3, 7, 0.8, 0.033344",
        "1, 3, 0.8, 0.104",
        "16, 20, 0.8, 1",
        "5, 10, 0.5, 1",
        "0, 1, 0.8, 0.2",
        "12, 13, 0.8, 0.4863219113984"
    })
    void agreesWithR(int successes, int trials, double share, double expected) {
        assertThat(BinomialTest.twoSided(successes, trials, share)).isCloseTo(expected, within(1e-12));
    }
}
