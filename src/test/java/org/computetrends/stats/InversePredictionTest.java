package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.computetrends.stats.InversePrediction.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a line reaches a value, against the line's confidence band. */
class InversePredictionTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void endsAreWhereTheConfidenceBandMeetsTheValue(long seed) {
        LineFit fit = randomFit(seed, 1.0, 0.5);
        InversePrediction when = fit.whenLineReaches(30, 0.95, 1);
        assertThat(when.shape()).isEqualTo(Shape.BOUNDED);
        assertThat(fit.lineInterval(when.low(), 0.95).high()).isCloseTo(30, within(1e-9));
        assertThat(fit.lineInterval(when.high(), 0.95).low()).isCloseTo(30, within(1e-9));
        assertThat(fit.valueAt(when.estimate())).isCloseTo(30, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inflatedErrorsGiveTheIntervalOfAHigherLevel(long seed) {
        LineFit fit = randomFit(seed, 1.0, 0.5);
        // R: qt(.975, 38) / qt(.9, 38) turns the 80% margin into the 95% margin.
        InversePrediction inflated = fit.whenLineReaches(30, 0.80, 2.02439416391197 / 1.3042302038905);
        InversePrediction classical = fit.whenLineReaches(30, 0.95, 1);
        assertThat(inflated.estimate()).isEqualTo(classical.estimate());
        assertThat(inflated.low()).isCloseTo(classical.low(), within(1e-6));
        assertThat(inflated.high()).isCloseTo(classical.high(), within(1e-6));
    }

    @Test
    void anUncertainSlopeExcludesAGapOrNoTime() {
        // The slope is -0.03 with a standard error of 0.14. The confidence band contains a far height at all times
        // outside a gap, and a near height at all times.
        LineFit fit = LeastSquaresLine.fit(
                Cells.ofRows(new double[] {0, 1, 2, 3, 4, 5}, new double[] {0, 0.6, -0.5, 0.5, -0.6, 0.3}));
        assertThat(fit.slopeInterval(0.95).contains(0)).isTrue();
        InversePrediction far = fit.whenLineReaches(50, 0.95, 1);
        assertThat(far.shape()).isEqualTo(Shape.OUTSIDE_A_GAP);
        assertThat(fit.lineInterval(far.high(), 0.95).high()).isCloseTo(50, within(1e-9));
        assertThat(fit.lineInterval(far.low(), 0.95).high()).isCloseTo(50, within(1e-9));
        assertThat(fit.whenLineReaches(0.1, 0.95, 1).shape()).isEqualTo(Shape.UNBOUNDED);
    }

    @Test
    void aLevelLineThatFitsPerfectlySaysNothing() {
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(new double[] {0, 1, 2}, new double[] {5, 5, 5}));
        assertThat(fit.whenLineReaches(6, 0.95, 1).shape()).isEqualTo(Shape.UNBOUNDED);
    }

    private static LineFit randomFit(long seed, double slope, double noise) {
        Random random = new Random(seed);
        double[] time = new double[40];
        double[] value = new double[40];
        for (int i = 0; i < time.length; i++) {
            time[i] = 10 * random.nextDouble();
            value[i] = 10 + slope * time[i] + noise * random.nextGaussian();
        }
        return LeastSquaresLine.fit(Cells.ofRows(time, value));
    }
}
