package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianDecayTest {

    /** R 4.2.2: {@code integrate(function(u) exp(-u^2 / (2 * r^2)), 0, years, rel.tol = 1e-12)}. */
    @ParameterizedTest
    @CsvSource({
        "0, 8, 0",
        "3, 8, 2.931146160305",
        "8, 8, 6.844995135137",
        "58, 8, 10.026513098520",
        "18, 12, 13.030239811992"
    })
    void integralAgreesWithR(double years, double spread, double integral) {
        assertThat(GaussianDecay.integral(years, spread)).isCloseTo(integral, within(1e-9));
    }
}
