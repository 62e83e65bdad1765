package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Student distributions and their mixtures, against SciPy. */
class PredictiveDistributionTest {

    /** The columns of {@code reference/crps.csv}, made by scipy's numerical integration: see crps.py. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/crps.csv", numLinesToSkip = 1)
    void scoresAndQuantilesAgreeWithScipy(
            String components, double actual, double crps, double p025, double p10, double p75) {
        List<StudentPrediction> students = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (String component : components.split(";", -1)) {
            String[] numbers = component.split(":", -1);
            students.add(new StudentPrediction(
                    Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2])));
            weights.add(Double.parseDouble(numbers[3]));
        }
        MixturePrediction mixture = new MixturePrediction(students, weights);
        assertThat(mixture.crps(actual)).isCloseTo(crps, within(1e-7 * Math.max(1, crps)));
        assertThat(mixture.quantile(0.025)).isCloseTo(p025, within(1e-8));
        assertThat(mixture.quantile(0.1)).isCloseTo(p10, within(1e-8));
        assertThat(mixture.quantile(0.75)).isCloseTo(p75, within(1e-8));
        if (students.size() == 1) {
            assertThat(students.get(0).crps(actual)).isCloseTo(crps, within(1e-9 * Math.max(1, crps)));
            assertThat(students.get(0).quantile(0.1)).isCloseTo(p10, within(1e-9));
        }
    }

    @Test
    void aCertainPredictionIsScoredByItsError() {
        StudentPrediction certain = new StudentPrediction(24, 0, 10);
        assertThat(certain.crps(25.5)).isEqualTo(1.5);
        assertThat(certain.quantile(0.9)).isEqualTo(24);
        MixturePrediction either =
                new MixturePrediction(List.of(certain, new StudentPrediction(26, 0, 10)), List.of(0.5, 0.5));
        // E|X - 25| - E|X - X'| / 2 = 1 - 0.5.
        assertThat(either.crps(25)).isCloseTo(0.5, within(1e-12));
        assertThat(either.quantile(0.25)).isCloseTo(24, within(1e-12));
    }

    @Test
    void anInvalidDistributionIsRefused() {
        assertThatThrownBy(() -> new StudentPrediction(0, 1, 1)).hasMessageContaining("2 degrees of freedom");
        assertThatThrownBy(() -> new MixturePrediction(List.of(new StudentPrediction(0, 1, 5)), List.of(0.5)))
                .hasMessageContaining("with sum 1");
    }
}
