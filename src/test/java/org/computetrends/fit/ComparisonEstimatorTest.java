package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.SlopeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that two trends grow equally, on simulated releases. */
class ComparisonEstimatorTest {
    private static final Cells NONE_SHARED = Cells.ofRows(new double[0], new double[0]);
    private static final double SCATTER = 0.5;
    private static final TrendFitter.FittedPopulation FAST = population(1, 0.6, SCATTER);
    private static final TrendFitter.FittedPopulation SLOW = population(2, 0.4, SCATTER);
    private static final TrendFitter.FittedPopulation PERFECT_FAST = population(1, 0.6, 0);
    private static final TrendFitter.FittedPopulation PERFECT_SLOW = population(2, 0.4, 0);

    /** Errors are independent within organizations, so every method finds about the same standard error. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void everyMethodOfIntervalsTestsADifference(Method method) {
        SlopeComparison comparison = compare(method, FAST, SLOW);
        assertThat(comparison.status()).isEqualTo(SlopeComparison.Status.TESTED);
        SlopeTest test = comparison.test().orElseThrow();
        double expected = comparison.test(Method.HC3).orElseThrow().standardError();
        assertThat(test.standardError()).isBetween(0.7 * expected, 1.4 * expected);
        assertThat(test.interval().contains(comparison.difference().estimate())).isTrue();
        assertThat(test.degreesOfFreedom().isEmpty()).isEqualTo(method.usesReplicates());
        assertThat(test.pValue()).isLessThan(0.05);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void oneEqualPairIsNotCalledDifferent(Method method) {
        SlopeComparison comparison = compare(method, population(1, 0.5, SCATTER), population(2, 0.5, SCATTER));
        assertThat(comparison.test().orElseThrow().pValue()).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aMissingTestHasAReason(Method method) {
        boolean drawsReleases =
                Set.of(Method.PAIRS_PERCENTILE, Method.PAIRS_BCA).contains(method);
        TrendFitter.FittedPopulation notInMemory =
                new TrendFitter.FittedPopulation(FAST.cells(), FAST.clusters(), null, FAST.line());
        assertThat(compare(method, notInMemory, SLOW).status())
                .isEqualTo(drawsReleases ? SlopeComparison.Status.NOT_IN_MEMORY : SlopeComparison.Status.TESTED);
        assertThat(compare(method, PERFECT_FAST, PERFECT_SLOW).status())
                .isEqualTo(SlopeComparison.Status.NO_STANDARD_ERROR);
        TrendFitter.FittedPopulation notFitted =
                new TrendFitter.FittedPopulation(FAST.cells(), FAST.clusters(), FAST.byRelease(), null);
        assertThat(compare(method, FAST, notFitted).status()).isEqualTo(SlopeComparison.Status.NOT_FITTED);
    }

    /** The slope of a single organization is the same in every draw of organizations. */
    @ParameterizedTest
    @EnumSource(names = {"CR1", "CR3", "CLUSTER_PERCENTILE", "CLUSTER_BCA", "WILD_PERCENTILE"})
    void aTrendOfOneOrganizationIsNotComparedByOrganizations(Method method) {
        TrendFitter.FittedPopulation ofOne = population(3, 0.6, SCATTER, 1);
        assertThat(compare(method, ofOne, SLOW).status()).isEqualTo(SlopeComparison.Status.NO_STANDARD_ERROR);
        assertThat(compare(method, SLOW, ofOne).status()).isEqualTo(SlopeComparison.Status.NO_STANDARD_ERROR);
    }

    @Test
    void manyOrganizationsAreDrawnInGroups() {
        TrendFitter.FittedPopulation first = population(1, 0.6, SCATTER, 4_000);
        TrendFitter.FittedPopulation second = population(2, 0.4, SCATTER, 4_000);
        assertThat(compare(Method.WILD_PERCENTILE, first, second).test())
                .isPresent()
                .isEqualTo(compare(Method.WILD_PERCENTILE, inGroups(first), inGroups(second))
                        .test());
    }

    private static TrendFitter.FittedPopulation inGroups(TrendFitter.FittedPopulation population) {
        TrendClusters clusters = population.clusters();
        TrendClusters groups = new TrendClusters(
                clusters.moments().atMost(UncertaintyEstimator.MOST_GROUPS),
                clusters.labels().subList(0, UncertaintyEstimator.MOST_GROUPS),
                UncertaintyEstimator.MOST_GROUPS);
        return new TrendFitter.FittedPopulation(population.cells(), groups, population.byRelease(), population.line());
    }

    /** The slopes are equal by construction. OLS and HC3 need the shared cells, and this test passes none. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OLS", "HC3"})
    void trendsOfTheSameReleasesAreNotTested(Method method) {
        assertThat(compare(method, SLOW, SLOW).status()).isEqualTo(SlopeComparison.Status.NO_STANDARD_ERROR);
    }

    /** Of p-values 0.01 and 0.04 and a comparison without a test, Holm makes 0.02 and 0.04. */
    @Test
    void onlyTestsCountForTheCorrection() {
        List<SlopeComparison> corrected = ComparisonEstimator.withHolm(
                List.of(withPValue(0.04), compare(Method.CR3, PERFECT_FAST, PERFECT_SLOW), withPValue(0.01)));
        assertThat(corrected.get(0).pValueHolm()).isCloseTo(0.04, within(1e-12));
        assertThat(corrected.get(1).pValueHolm()).isNull();
        assertThat(corrected.get(2).pValueHolm()).isCloseTo(0.02, within(1e-12));
    }

    private static SlopeComparison withPValue(double pValue) {
        SlopeComparison comparison = compare(Method.CR3, FAST, SLOW);
        SlopeTest test = comparison.test().orElseThrow();
        return new SlopeComparison(
                comparison.first(),
                comparison.second(),
                comparison.shared(),
                comparison.difference(),
                Map.of(
                        Method.CR3,
                        new SlopeTest(test.standardError(), test.degreesOfFreedom(), pValue, test.interval())),
                Method.CR3,
                SlopeComparison.Status.TESTED,
                null);
    }

    private static SlopeComparison compare(
            Method method, TrendFitter.FittedPopulation first, TrendFitter.FittedPopulation second) {
        TrendFitter.Settings settings = new TrendFitter.Settings(
                JULIAN,
                /* seed= */ 1,
                method,
                /* replicates= */ 2_000,
                MeasurementNoise.NONE,
                Map.of(),
                Set.of(),
                /* breaks= */ null,
                /* observationsLimit= */ 1_000,
                /* pairwiseLimit= */ 1_000,
                /* influentialReleases= */ 0,
                List.of());
        return new ComparisonEstimator(settings)
                .comparison(trend("first"), first, trend("second"), second, NONE_SHARED);
    }

    /** A trend as far as a comparison uses it: its specification. */
    private static Trend trend(String era) {
        return new Trend(
                new TrendSpecification(
                        new Metric("x", "x", "", "x"), Cohort.all(), new Era(era, null, null), GrowthModel.EXPONENTIAL),
                TrendStatus.TOO_FEW_OBSERVATIONS,
                0,
                0,
                0,
                null,
                null,
                null,
                List.of());
    }

    private static TrendFitter.FittedPopulation population(int seed, double slope, double scatter) {
        return population(seed, slope, scatter, 20);
    }

    /** A hundred releases in memory, one every 40 days, of organizations at random. */
    private static TrendFitter.FittedPopulation population(int seed, double slope, double scatter, int organizations) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TrendCells.Day> days = new ArrayList<>();
        List<TrendClusters.Cluster> clusters = new ArrayList<>();
        List<ObservedPoint> points = new ArrayList<>();
        double[][] sums = new double[organizations][5];
        for (int i = 0; i < 100; i++) {
            LocalDate date = LocalDate.of(2010, 1, 1).plusDays(40L * i);
            double time = JULIAN.yearsSince2000(date);
            double value = slope * time + scatter * random.nextGaussian();
            int organization = random.nextInt(sums.length);
            ValuedRelease release = new ValuedRelease(date, seed + "/" + i, "", Math.pow(10, value));
            days.add(new TrendCells.Day(date, 1, value, 0, new TrendCells.Extremes(release, release)));
            points.add(new ObservedPoint(time, value, null, seed + "/" + i, "org " + organization));
            double[] moments = {1, time, time * time, value, time * value};
            for (int k = 0; k < moments.length; k++) {
                sums[organization][k] += moments[k];
            }
        }
        for (int g = 0; g < sums.length; g++) {
            double[] sum = sums[g];
            clusters.add(new TrendClusters.Cluster("org " + g, null, sum[0], sum[1], sum[2], sum[3], sum[4]));
        }
        TrendCells cells = TrendCells.of(days, JULIAN);
        return new TrendFitter.FittedPopulation(
                cells,
                TrendClusters.of(clusters),
                PointsByRelease.of(points, Map.of()),
                LeastSquaresLine.fit(cells.cells()));
    }
}
