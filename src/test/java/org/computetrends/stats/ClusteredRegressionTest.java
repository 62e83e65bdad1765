package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Regression with cluster-robust errors, against NumPy and SciPy: see {@code reference/clustered-regression.py}. */
class ClusteredRegressionTest {
    private static final double[] FIRST = {0, 1.5, 2, 3.25, 4, 5.5, 6, 7, 8.5, 9, 10, 12};
    private static final double[] SECOND = {20, 20.5, 22, 21, 23, 22.5, 24.5, 24, 25, 24.5, 26, 26.5};
    private static final double[] VALUE = {4.1, 4.6, 5.9, 5.2, 6.6, 6.0, 7.9, 7.1, 8.2, 7.4, 8.8, 9.3};
    private static final List<String> CLUSTER = List.of("a", "a", "b", "b", "b", "c", "c", "d", "d", "d", "d", "e");

    private static double[][] rows() {
        double[][] rows = new double[VALUE.length][];
        Arrays.setAll(rows, i -> new double[] {1, FIRST[i], SECOND[i]});
        return rows;
    }

    @Test
    void coefficientsErrorsAndPredictionsAreNumPys() {
        ClusteredRegression fit =
                ClusteredRegression.fit(rows(), VALUE, CLUSTER).orElseThrow();
        assertThat(fit.coefficients())
                .containsExactly(
                        new double[] {-13.324577122692169, -0.06559814602488345, 0.87837137034532}, within(1e-10));
        assertThat(fit.standardErrors())
                .containsExactly(
                        new double[] {2.1914552133226946, 0.058996646965012695, 0.10596940437719528}, within(1e-9));
        assertThat(fit.residualSd()).isCloseTo(0.163425917240835, within(1e-12));
        assertThat(fit.leftOut().rootMeanSquare()).isCloseTo(0.21254947063731833, within(1e-10));
        assertThat(fit.leftOut().inside()).isEqualTo(9);
        assertThat(fit.leftOut().n()).isEqualTo(12);
        StudentPrediction next = fit.plane().prediction(11, 27);
        assertThat(next.location()).isCloseTo(9.669870270357752, within(1e-10));
        assertThat(next.scale()).isCloseTo(0.19467656716449458, within(1e-10));
        assertThat(next.degreesOfFreedom()).isEqualTo(9);
        assertThat(fit.residual(11)).isCloseTo(0.13491356083979333, within(1e-10));
    }

    @Test
    void predictionMarginsAndTheirCoverageAreNumPys() {
        ClusteredRegression fit =
                ClusteredRegression.fit(rows(), VALUE, CLUSTER).orElseThrow();
        PredictionMargins margins = PredictionMargins.of(fit);
        assertThat(margins.margin80()).isCloseTo(1.8982209236841077, within(1e-9));
        assertThat(margins.margin95()).isCloseTo(2.5949560322637626, within(1e-9));
        // Of 12 values, 11 are inside the interval.
        assertThat(PredictionMargins.leftOut(rows(), VALUE, CLUSTER, fit).orElseThrow())
                .isEqualTo(new ClusteredRegression.PredictionErrors(
                        12, fit.leftOut().mean(), fit.leftOut().rootMeanSquare(), 11));
    }

    @Test
    void columnsThatNearlyDependOnOneAnotherGiveNoFit() {
        // A column must keep 1e-9 of its squares without earlier columns: here about 1e-16, and then 1e-6.
        double[][] near = new double[VALUE.length][];
        Arrays.setAll(near, i -> new double[] {1, FIRST[i], 2 * FIRST[i] + 1e-7 * (i % 3)});
        assertThat(ClusteredRegression.fit(near, VALUE, CLUSTER)).isEmpty();
        Arrays.setAll(near, i -> new double[] {1, FIRST[i], 2 * FIRST[i] + 1e-2 * (i % 3)});
        assertThat(ClusteredRegression.fit(near, VALUE, CLUSTER)).isPresent();
    }

    @Test
    void whatDoesNotDetermineTheCoefficientsGivesNoFit() {
        assertThat(ClusteredRegression.fit(rows(), VALUE, Collections.nCopies(VALUE.length, "a")))
                .as("one cluster")
                .isEmpty();
        assertThat(ClusteredRegression.fit(Arrays.copyOf(rows(), 4), Arrays.copyOf(VALUE, 4), CLUSTER.subList(0, 4)))
                .as("one degree of freedom")
                .isEmpty();
        double[][] equal = rows();
        Arrays.setAll(equal, i -> new double[] {1, FIRST[i], 2 * FIRST[i]});
        assertThat(ClusteredRegression.fit(equal, VALUE, CLUSTER))
                .as("dependent columns")
                .isEmpty();
        double[][] once = rows();
        Arrays.setAll(once, i -> new double[] {1, FIRST[i], CLUSTER.get(i).equals("e") ? 1 : 0});
        assertThat(ClusteredRegression.fit(once, VALUE, CLUSTER))
                .as("a column that one cluster alone has")
                .isEmpty();
        assertThat(ClusteredRegression.fit(new double[0][], new double[0], List.of()))
                .as("no observations")
                .isEmpty();
    }
}
