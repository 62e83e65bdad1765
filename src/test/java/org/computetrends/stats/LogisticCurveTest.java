package org.computetrends.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logistic curves with known parameters, and shapes that are not logistic. */
class LogisticCurveTest {
    private static final double[] TIME =
            IntStream.range(0, 40).mapToDouble(i -> 10 + i / 4.0).toArray();

    @Test
    void aSaturatingCurveIsFoundAgain() {
        double[] value = new double[TIME.length];
        for (int i = 0; i < value.length; i++) {
            value[i] = 24 - Math.log10(1 + Math.exp(-1.5 * (TIME[i] - 15)));
        }
        Cells cells = Cells.ofRows(TIME, value);
        LogisticCurve curve = LogisticCurve.fit(cells, LeastSquaresLine.fit(cells));
        assertThat(curve.isDetermined()).isTrue();
        assertThat(curve.ceiling()).isCloseTo(24, within(1e-6));
        assertThat(curve.valueAt(15)).isCloseTo(24 - Math.log10(2), within(1e-6));
        // At the midpoint half of the exponential's rate is left.
        assertThat(curve.slopeAt(15)).isCloseTo(0.75 / Math.log(10), within(1e-6));
        assertThat(curve.residualSumOfSquares()).isLessThan(1e-10);
    }

    @Test
    void growthThatQuickensHasNoCeiling() {
        double[] value = new double[TIME.length];
        for (int i = 0; i < value.length; i++) {
            value[i] = 3 + 0.5 * TIME[i] + 0.01 * (TIME[i] - 15) * (TIME[i] - 15);
        }
        Cells cells = Cells.ofRows(TIME, value);
        LineFit line = LeastSquaresLine.fit(cells);
        LogisticCurve curve = LogisticCurve.fit(cells, line);
        assertThat(curve.isDetermined()).isFalse();
        assertThat(curve.residualSumOfSquares()).isEqualTo(line.residualSumOfSquares());
        assertThat(curve.slopeAt(12)).isEqualTo(line.slope());
        assertThat(curve.leverage(12)).isEqualTo(line.leverage(12));
    }

    @Test
    void oddShapesGiveFiniteCurves() {
        double[][] shapes = new double[5][TIME.length];
        for (int i = 0; i < TIME.length; i++) {
            shapes[0][i] = i < 20 ? 0 : 5;
            shapes[1][i] = i == 0 ? -300 : 300;
            shapes[2][i] = -0.5 * TIME[i] + Math.sin(i);
            shapes[3][i] = 7;
            shapes[4][i] = i == 39 ? 1 : 0;
        }
        for (double[] shape : shapes) {
            Cells cells = Cells.ofRows(TIME, shape);
            LineFit line = LeastSquaresLine.fit(cells);
            LogisticCurve curve = LogisticCurve.fit(cells, line);
            assertThat(curve.residualSumOfSquares()).isFinite().isLessThanOrEqualTo(line.residualSumOfSquares());
            assertThat(curve.valueAt(20)).isFinite();
            assertThat(curve.slopeAt(20)).isFinite();
            assertThat(curve.leverage(12)).isFinite();
        }
    }
}
