package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A distribution with a floor. Expected scores: SciPy's numerical integration. */
class FlooredPredictionTest {
    private static final StudentPrediction STUDENT = new StudentPrediction(1, 2, 5);

    /**
     * SciPy: {@code integrate.quad} of the squared difference between the cumulative probability and the step at the
     * outcome. The probability is zero below the floor, and {@code stats.t.cdf(x, 5, 1, 2)} above it.
     */
    @Test
    void scoresAreSciPysIntegrals() {
        assertThat(new FlooredPrediction(STUDENT, 0.5).crps(2)).isCloseTo(0.545165606311, within(1e-8));
        assertThat(new FlooredPrediction(STUDENT, 3).crps(3.5)).isCloseTo(0.369929564566, within(1e-8));
        assertThat(new FlooredPrediction(STUDENT, 0.5).crps(-1)).isCloseTo(1.90708283908, within(1e-8));
    }

    @Test
    void aMixtureIsFlooredAsItsParts() {
        MixturePrediction mixture = new MixturePrediction(List.of(STUDENT, STUDENT), List.of(0.5, 0.5));
        assertThat(new FlooredPrediction(mixture, 0.5).crps(2)).isCloseTo(0.545165606311, within(1e-7));
    }

    @Test
    void aFloorFarBelowChangesNothing() {
        FlooredPrediction floored = new FlooredPrediction(STUDENT, -1e5);
        assertThat(floored.crps(2)).isCloseTo(STUDENT.crps(2), within(1e-8));
        assertThat(floored.quantile(0.1)).isEqualTo(STUDENT.quantile(0.1));
    }

    @Test
    void aCertainValueIsAtLeastTheFloor() {
        StudentPrediction certain = new StudentPrediction(1, 0, 5);
        assertThat(new FlooredPrediction(certain, 2).crps(2.5)).isEqualTo(0.5);
        assertThat(new FlooredPrediction(certain, 0).crps(2.5)).isEqualTo(1.5);
    }

    /** A value with most of the probability is both the median and the upper quartile. */
    @Test
    void aMixtureMayBeMostlyACertainValue() {
        StudentPrediction certain = new StudentPrediction(1, 0, 5);
        MixturePrediction mixture = new MixturePrediction(List.of(certain, STUDENT), List.of(0.6, 0.4));
        FlooredPrediction floored = new FlooredPrediction(mixture, 0.5);
        double step = 1e-3;
        double expected = IntStream.range(0, 200_000)
                .mapToDouble(i -> 0.5 + (i + 0.5) * step)
                .map(value -> floored.cumulative(value) - (value >= 2 ? 1 : 0))
                .map(difference -> difference * difference * step)
                .sum();
        assertThat(floored.crps(2)).isCloseTo(expected, within(1e-5));
    }

    @Test
    void aFloorCloseBelowTheMedianIsLikeOneAtTheMedian() {
        double atMedian = new FlooredPrediction(STUDENT, 1).crps(2);
        assertThat(new FlooredPrediction(STUDENT, 1 - 1e-12).crps(2)).isCloseTo(atMedian, within(1e-9));
    }

    @Test
    void aSampleIsRefused() {
        SampledPrediction sample = new SampledPrediction(new double[] {1, 1, 2});
        assertThatThrownBy(() -> new FlooredPrediction(sample, 0)).hasMessageContaining("floor its values");
    }

    @Test
    void quantilesAndProbabilitiesRespectTheFloor() {
        FlooredPrediction floored = new FlooredPrediction(STUDENT, 0.5);
        assertThat(floored.quantile(0.1)).isEqualTo(0.5);
        assertThat(floored.quantile(0.9)).isEqualTo(STUDENT.quantile(0.9));
        assertThat(floored.cumulative(0.4)).isZero();
        assertThat(floored.cumulative(1)).isEqualTo(0.5);
    }
}
