package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Straight lines by least squares, against R and Hipparchus. */
class LineFitTest {

    /**
     * R 4.2.2: {@code x <- c(1,2,3,4,5,6); y <- c(1.1,1.9,3.2,3.8,5.3,5.7); f <- lm(y ~ x)}; then {@code coef(f)},
     * {@code summary(f)}, {@code confint(f)}, {@code AIC(f) + 2*3*4/2}, {@code BIC(f)},
     * {@code predict(f, data.frame(x = 10), interval = ...)}.
     */
    private static final LineFit SIX_POINTS = LeastSquaresLine.fit(
            Cells.ofRows(new double[] {1, 2, 3, 4, 5, 6}, new double[] {1.1, 1.9, 3.2, 3.8, 5.3, 5.7}));

    private static final double R_SLOPE = 0.9657142857142857;
    private static final double R_INTERCEPT = 0.11999999999999958;
    private static final double R_SLOPE_SE = 0.06087793072189293;
    private static final double R_CI_LOW = 0.7966900529469157;
    private static final double R_CI_HIGH = 1.1347385184816559;
    private static final double R_SQUARED = 0.9843529209029812;
    private static final double R_SIGMA = 0.2546706556655927;
    private static final double R_AICC = 16.181062369830475;
    private static final double R_BIC = 3.5563407775146407;
    private static final double R_CONFIDENCE_LOW = 8.641196054385787;
    private static final double R_CONFIDENCE_HIGH = 10.913089659899928;
    private static final double R_PREDICTION_LOW = 8.439108483223608;
    private static final double R_PREDICTION_HIGH = 11.115177231062107;

    @Test
    void agreesWithRsLinearModel() {
        assertThat(SIX_POINTS.slope()).isCloseTo(R_SLOPE, within(1e-13));
        assertThat(SIX_POINTS.valueAt(0)).isCloseTo(R_INTERCEPT, within(1e-13));
        assertThat(SIX_POINTS.slopeSe()).isCloseTo(R_SLOPE_SE, within(1e-14));
        assertThat(SIX_POINTS.slopeInterval(0.95).low()).isCloseTo(R_CI_LOW, within(1e-13));
        assertThat(SIX_POINTS.slopeInterval(0.95).high()).isCloseTo(R_CI_HIGH, within(1e-13));
        assertThat(SIX_POINTS.rSquared()).isCloseTo(R_SQUARED, within(1e-14));
        assertThat(SIX_POINTS.residualSd()).isCloseTo(R_SIGMA, within(1e-14));
        assertThat(SIX_POINTS.aicc()).isCloseTo(R_AICC, within(1e-12));
        assertThat(SIX_POINTS.bic()).isCloseTo(R_BIC, within(1e-12));
        assertThat(SIX_POINTS.lineInterval(10, 0.95).low()).isCloseTo(R_CONFIDENCE_LOW, within(1e-12));
        assertThat(SIX_POINTS.lineInterval(10, 0.95).high()).isCloseTo(R_CONFIDENCE_HIGH, within(1e-12));
        PredictiveDistribution release = new StudentPrediction(
                SIX_POINTS.valueAt(10), SIX_POINTS.residualSd() * Math.sqrt(1 + SIX_POINTS.leverage(10)), (double)
                        SIX_POINTS.degreesOfFreedom());
        assertThat(release.quantile(0.025)).isCloseTo(R_PREDICTION_LOW, within(1e-12));
        assertThat(release.quantile(0.975)).isCloseTo(R_PREDICTION_HIGH, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void cellsGiveTheRowLevelFit(long seed) {
        Random random = new Random(seed);
        int n = 5 + random.nextInt(200);
        double[] time = new double[n];
        double[] value = new double[n];
        SimpleRegression hipparchus = new SimpleRegression();
        for (int i = 0; i < n; i++) {
            time[i] = random.nextInt(12) / 4.0;
            value[i] = 20 + 0.6 * time[i] + random.nextGaussian();
            hipparchus.addData(time[i], value[i]);
        }
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(time, value));
        assertThat(fit.slope()).isCloseTo(hipparchus.getSlope(), within(1e-11));
        assertThat(fit.valueAt(0)).isCloseTo(hipparchus.getIntercept(), within(1e-10));
        assertThat(fit.slopeSe()).isCloseTo(hipparchus.getSlopeStdErr(), within(1e-11));
        assertThat(fit.rSquared()).isCloseTo(hipparchus.getRSquare(), within(1e-11));
        assertThat(fit.residualSumOfSquares()).isCloseTo(hipparchus.getSumSquaredErrors(), within(1e-9));
    }

    @Test
    void perfectFitHasNoSpreadAndNoFiniteCriteria() {
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(new double[] {0, 1, 2, 3}, new double[] {0, 2, 4, 6}));
        assertThat(fit.slope()).isEqualTo(2);
        assertThat(fit.residualSd()).isZero();
        assertThat(fit.slopeInterval(0.95)).isEqualTo(new Interval(2, 2));
        assertThat(fit.bic()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(fit.whenLineReaches(10, 0.95, 1))
                .isEqualTo(new InversePrediction(InversePrediction.Shape.BOUNDED, 5, 5, 5));
    }

    @Test
    void equalValuesHaveNoRSquared() {
        LineFit fit = LeastSquaresLine.fit(Cells.ofRows(new double[] {0, 1, 2}, new double[] {5, 5, 5}));
        assertThat(fit.slope()).isZero();
        assertThat(fit.rSquared()).isNaN();
        assertThat(fit.whenLineReaches(6, 0.95, 1).estimate()).isNaN();
    }

    @Test
    void twoObservationsAreNoFit() {
        Cells two = Cells.ofRows(new double[] {0, 1}, new double[] {1, 2});
        assertThat(LeastSquaresLine.isEstimable(two)).isFalse();
        assertThatThrownBy(() -> LeastSquaresLine.fit(two))
                .hasMessage("a line needs 3 observations on 2 dates, got 2 on 2");
    }

    @Test
    void oneDateIsNoFit() {
        Cells oneDate = Cells.ofRows(new double[] {1, 1, 1}, new double[] {1, 2, 3});
        assertThat(LeastSquaresLine.isEstimable(oneDate)).isFalse();
    }
}
