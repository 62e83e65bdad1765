package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.computetrends.TestConfig;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.computetrends.stats.TestClusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coverage of the intervals on simulated trends, and trends whose intervals are extreme or do not exist. */
class UncertaintyEstimatorTest {

    /** The default of {@code fitting.interval}, and the classical interval, which replaces a missing default. */
    @ParameterizedTest
    @CsvSource({"15, 8000", "50, 4000", "400, 4000"})
    void theDefaultIntervalCoversTheTruthUnderNormalNoise(int n, int simulations) {
        Method chosen = TestConfig.load().fitting().interval();
        Map<Method, Double> coverage = IntervalCoverage.coverage(IntervalCoverage.Noise.NORMAL, n, simulations, 0);
        assertThat(coverage.get(chosen)).isBetween(0.93, 0.97);
        assertThat(coverage.get(Method.OLS)).isBetween(0.93, 0.97);
    }

    @Test
    void ofTheClosedFormsOnlyCr3CoversDependenceWithinOrganizations() {
        // The table of UncertaintyEstimator has 51.0, 50.8, 87.4 and 92.9%.
        Map<Method, Double> coverage = IntervalCoverage.coverage(IntervalCoverage.Noise.CLUSTERED, 400, 2000, 0);
        assertThat(coverage.get(Method.OLS)).isLessThan(0.85);
        assertThat(coverage.get(Method.HC3)).isLessThan(0.85);
        assertThat(coverage.get(Method.CR1)).isLessThan(0.92);
        assertThat(coverage.get(Method.CR3)).isBetween(0.92, 0.97);
    }

    @ParameterizedTest
    @CsvSource({"1e-300, 1e300", "1, 1", "5, 1"})
    void extremeValuesGiveFiniteIntervals(double first, double last) {
        double[] time = {0, 1, 2, 3};
        double low = Math.log10(first);
        double high = Math.log10(last);
        double[] value = {low, low + (high - low) / 3, low + (high - low) / 2, high};
        for (SlopeInterval interval : intervals(time, value)) {
            assertThat(interval.low()).isFinite();
            assertThat(interval.high()).isFinite();
            assertThat(interval.low()).isLessThanOrEqualTo(interval.high());
            assertThat(interval.standardError()).isFinite();
        }
    }

    @Test
    void aPerfectFitHasIntervalsOfNoWidth() {
        for (SlopeInterval interval : intervals(new double[] {0, 1, 2, 3}, new double[] {1, 3, 5, 7})) {
            assertThat(interval.high() - interval.low())
                    .as(interval.method().name())
                    .isLessThan(1e-12);
        }
    }

    @Test
    void aReleaseThatAloneDeterminesTheSlopeHasNoHc3OrBootstrapByPairs() {
        // Without the last release there is one date. So its leverage is one, and there is no HC3 and no jackknife for
        // BCa.
        // A bootstrap by pairs needs five dates.
        List<SlopeInterval> intervals = intervals(new double[] {0, 0, 0, 1}, new double[] {1, 2, 3, 9});
        assertThat(intervals)
                .extracting(SlopeInterval::method)
                .contains(Method.OLS)
                .doesNotContain(Method.HC3, Method.PAIRS_PERCENTILE, Method.PAIRS_BCA, Method.CLUSTER_BCA);
    }

    @Test
    void releasesOfOneOrganizationHaveNoIntervalByOrganizations() {
        double[] time = {0, 1, 2, 3, 4};
        double[] value = {1, 3, 2, 5, 4};
        Cells cells = Cells.ofRows(time, value);
        Points points = new Points(time, value, new double[time.length]);
        ClusterMoments oneOrganization = TestClusters.of(points, new int[time.length], 1);
        assertThat(new UncertaintyEstimator(200, MeasurementNoise.NONE)
                        .uncertainty(LeastSquaresLine.fit(cells), cells, oneOrganization, points, 1)
                        .intervals())
                .extracting(SlopeInterval::method)
                .containsExactly(Method.OLS, Method.HC3, Method.PAIRS_PERCENTILE, Method.PAIRS_BCA);
    }

    /** All others share a date, so the last leverage is one: up to rounding, as times are days divided by 365.25. */
    @Test
    void leverageOneIsFoundThroughRounding() {
        for (int day = 1; day < 2000; day += 7) {
            double early = 5000 / 365.25;
            assertThat(intervals(
                            new double[] {early, early, early, (5000 + day) / 365.25},
                            new double[] {21.3, 22.7, 23.1, 24.9}))
                    .extracting(SlopeInterval::method)
                    .as("day %d", day)
                    .contains(Method.OLS)
                    .doesNotContain(Method.HC3);
        }
    }

    private static List<SlopeInterval> intervals(double[] time, double[] value) {
        Cells cells = Cells.ofRows(time, value);
        LineFit line = LeastSquaresLine.fit(cells);
        Points points = new Points(time, value, new double[time.length]);
        return new UncertaintyEstimator(200, MeasurementNoise.NONE)
                .uncertainty(line, cells, TestClusters.singletons(points), points, 1)
                .intervals();
    }
}
