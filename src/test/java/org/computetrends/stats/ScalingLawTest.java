package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ScalingLawTest {
    /** Besiroglu et al. 2024, arXiv 2404.10102. */
    private static final ScalingLaw LAW = new ScalingLaw(1.8172, 482.01, 2085.43, 0.3478, 0.3658);

    /** R 4.2.2's uniroot: see scaling.R. */
    @ParameterizedTest
    @CsvFileSource(resources = "/reference/scaling.csv", numLinesToSkip = 1)
    void theOptimumAgreesWithANumericalOne(double compute, double parameters, double loss) {
        assertThat(LAW.optimalParameters(compute)).isCloseTo(parameters, within(1e-6 * parameters));
        assertThat(LAW.loss(compute)).isCloseTo(loss, within(1e-9));
        assertThat(6 * LAW.optimalParameters(compute) * LAW.optimalTokens(compute))
                .isCloseTo(compute, within(1e-12 * compute));
    }

    @Test
    void constantsMustBePositive() {
        assertThatThrownBy(() -> new ScalingLaw(1, 0, 1, 1, 1)).hasMessageContaining("positive constants, got 0.0");
    }
}
