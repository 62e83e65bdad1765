package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A sample as a distribution, against numpy. */
class SampledPredictionTest {
    private static final double[] PROBABILITIES = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
    private static final SampledPrediction FIVE = new SampledPrediction(new double[] {0.3, 2, 1, 4, 1.5});
    private static final SampledPrediction TIED = new SampledPrediction(new double[] {24, 24, 24, 25, 26.5});

    /** {@code numpy.quantile(x, p, method='hazen')}: type 5 of Hyndman and Fan. */
    @Test
    void quantilesAreThoseOfNumpysHazen() {
        double[] five = {0.3, 0.3, 0.825, 1.5, 2.5, 4, 4};
        double[] tied = {24, 24, 24, 24, 25.375, 26.5, 26.5};
        for (int i = 0; i < PROBABILITIES.length; i++) {
            assertThat(FIVE.quantile(PROBABILITIES[i])).isCloseTo(five[i], within(1e-12));
            assertThat(TIED.quantile(PROBABILITIES[i])).isCloseTo(tied[i], within(1e-12));
        }
    }

    /** numpy: {@code abs(x - y).mean() - abs(x[:, None] - x[None]).mean() / 2}. */
    @Test
    void theScoreEqualsNumpysMeanOfDifferences() {
        assertThat(FIVE.crps(1.2)).isCloseTo(0.328, within(1e-12));
        assertThat(FIVE.crps(-1)).isCloseTo(2.088, within(1e-12));
        assertThat(FIVE.crps(6)).isCloseTo(3.568, within(1e-12));
        assertThat(FIVE.crps(2)).isCloseTo(0.368, within(1e-12));
        assertThat(TIED.crps(24)).isCloseTo(0.22, within(1e-12));
        assertThat(TIED.crps(23.5)).isCloseTo(0.72, within(1e-12));
        assertThat(TIED.crps(25.2)).isCloseTo(0.54, within(1e-12));
    }

    @Test
    void theShareAtOrBelowAValueCountsTies() {
        assertThat(TIED.cumulative(23.9)).isZero();
        assertThat(TIED.cumulative(24)).isEqualTo(0.6);
        assertThat(TIED.cumulative(25.5)).isEqualTo(0.8);
        assertThat(TIED.cumulative(26.5)).isEqualTo(1);
    }

    @Test
    void aSampleThatIsEmptyOrNotFiniteIsRefused() {
        assertThatThrownBy(() -> new SampledPrediction(new double[0])).hasMessageContaining("got 0 from none");
        assertThatThrownBy(() -> new SampledPrediction(new double[] {1, Double.NEGATIVE_INFINITY}))
                .hasMessageContaining("got 2 from -Infinity to 1.0");
    }
}
