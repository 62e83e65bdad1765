package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.computetrends.domain.Breakpoint;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.SlopeDifference;
import org.computetrends.stats.SlopeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The main job's numbers on the shipped data, against those of R: the scripts lie beside the numbers. */
class ReferenceNumbersIT {
    /** The columns of {@code reference/trends.csv}, made by R's lm from the published CSV files: see trends.R. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/trends.csv", numLinesToSkip = 1)
    void trendsAgreeWithR(
            String run,
            String cohort,
            String era,
            long n,
            double slope,
            double slopeSe,
            double low,
            double high,
            double doubling,
            double doublingLow,
            double doublingHigh,
            double start,
            double end,
            double rSquared,
            double residualSd,
            double aicc,
            double bic) {
        Trend trend = ShippedRuns.trend(run, "training_compute", cohort, era);
        LineFit line = trend.estimate().line();
        assertThat(trend.n()).isEqualTo(n);
        assertClose(line.slope(), slope);
        assertClose(line.slopeSe(), slopeSe);
        Interval interval = line.slopeInterval(0.95);
        assertClose(interval.low(), low);
        assertClose(interval.high(), high);
        assertClose(trend.estimate().doublingTime().months(), doubling);
        DoublingTime classical = DoublingTime.of(line.slope(), interval, timeScaleOf(run));
        assertClose(classical.low(), doublingLow);
        assertClose(classical.high(), doublingHigh);
        assertClose(trend.estimate().startValue(), start);
        assertClose(trend.estimate().endValue(), end);
        assertClose(line.rSquared(), rSquared);
        assertClose(line.residualSd(), residualSd);
        assertClose(line.aicc(), aicc);
        assertClose(line.bic(), bic);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/crossings.csv", numLinesToSkip = 1)
    void crossingsAgreeWithR(
            String run,
            String cohort,
            String era,
            double time,
            double low80,
            double high80,
            double low95,
            double high95) {
        LineFit line = ShippedRuns.trend(run, "training_compute", cohort, era)
                .estimate()
                .line();
        assertThat(line.whenLineReaches(27, 0.95, 1).estimate()).isCloseTo(time, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80, 1).low()).isCloseTo(low80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80, 1).high()).isCloseTo(high80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95, 1).low()).isCloseTo(low95, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95, 1).high()).isCloseTo(high95, within(1e-8));
    }

    /** R's sandwich, cooks.distance and definitions: see trends.R. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/uncertainty.csv", numLinesToSkip = 1)
    void uncertaintyAgreesWithR(
            String run,
            String cohort,
            String era,
            long clusters,
            double hc3,
            double cr1,
            double theilSen,
            double cook,
            double slopeWithout,
            double looLogScore) {
        Trend.Estimate estimate =
                ShippedRuns.trend(run, "training_compute", cohort, era).estimate();
        assertThat(estimate.clusters()).isEqualTo(clusters);
        assertClose(estimate.interval(SlopeInterval.Method.HC3).standardError(), hc3);
        assertClose(estimate.interval(SlopeInterval.Method.CR1).standardError(), cr1);
        assertClose(estimate.robustness().theilSenSlope(), theilSen);
        assertClose(estimate.robustness().mostInfluential().cooksDistance(), cook);
        assertClose(estimate.robustness().mostInfluential().slopeWithoutIt(), slopeWithout);
        assertClose(estimate.growthFits().get(0).looLogScore(), looLogScore);
    }

    /** R's boot, 100,000 replicates: see bootstrap.R. Ends may differ by 3% (BCa 4%) of the interval's width. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/reference/bootstrap.csv", numLinesToSkip = 1)
    void bootstrapsAgreeWithRWithinMonteCarloError(
            String cohort, long n, double low, double high, double bcaLow, double bcaHigh, double sd) {
        Trend trend = ShippedRuns.trend("2026-05-02", "training_compute", cohort, "deep-learning");
        assertThat(trend.n()).isEqualTo(n);
        SlopeInterval percentile = trend.estimate().interval(SlopeInterval.Method.PAIRS_PERCENTILE);
        SlopeInterval accelerated = trend.estimate().interval(SlopeInterval.Method.PAIRS_BCA);
        assertThat(percentile.low()).isCloseTo(low, within(0.03 * (high - low)));
        assertThat(percentile.high()).isCloseTo(high, within(0.03 * (high - low)));
        assertThat(accelerated.low()).isCloseTo(bcaLow, within(0.04 * (bcaHigh - bcaLow)));
        assertThat(accelerated.high()).isCloseTo(bcaHigh, within(0.04 * (bcaHigh - bcaLow)));
        assertThat(percentile.standardError()).isCloseTo(sd, within(0.03 * sd));
    }

    /** R's lm, lm.fit over every date, optim and definitions: see growth.R. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/reference/growth.csv", numLinesToSkip = 1)
    void growthModelsAgreeWithR(
            String run,
            String cohort,
            String era,
            String model,
            long n,
            int parameters,
            double residualSumOfSquares,
            double aicc,
            double bic,
            double looLogScore,
            double startHeight,
            double endHeight,
            double endSlope,
            Double ceiling,
            String rate,
            String midpoint,
            String limit,
            LocalDate firstBreak,
            LocalDate secondBreak,
            LocalDate breakLow,
            LocalDate breakHigh) {
        Trend trend = ShippedRuns.trend(run, "training_compute", cohort, era);
        GrowthFit fit = trend.estimate().growthFits().stream()
                .filter(each -> each.model().id().equals(model))
                .findFirst()
                .orElseThrow();
        boolean atLimit = "TRUE".equals(limit);
        assertThat(fit.status()).isEqualTo(atLimit ? GrowthFit.Status.AT_LIMIT : GrowthFit.Status.FITTED);
        GrowthCurve curve = fit.curve();
        assertThat(curve.n()).isEqualTo(n);
        assertThat(curve.parameters()).isEqualTo(parameters);
        assertClose(curve.residualSumOfSquares(), residualSumOfSquares);
        assertClose(curve.aicc(), aicc);
        assertClose(curve.bic(), bic);
        assertClose(fit.looLogScore(), looLogScore);
        TimeScale timeScale = timeScaleOf(run);
        double last = timeScale.yearsSince2000(trend.lastDate());
        // The logistic's optimum is flat: its sum of squares is known to more digits than the curve.
        double digits = model.equals("logistic") ? 1e-6 : 1e-8;
        assertThat(curve.valueAt(timeScale.yearsSince2000(trend.firstDate())))
                .isCloseTo(startHeight, within(digits * Math.abs(startHeight)));
        assertThat(curve.valueAt(last)).isCloseTo(endHeight, within(digits * Math.abs(endHeight)));
        assertThat(curve.slopeAt(last)).isCloseTo(endSlope, within(digits * Math.abs(endSlope)));
        if (ceiling != null) {
            assertThat(Math.log10(fit.saturationValue())).isCloseTo(ceiling, within(1e-6 * ceiling));
        }
        if (firstBreak != null) {
            BreakForm form = model.endsWith("-jump") ? BreakForm.DISCONTINUOUS : BreakForm.CONTINUOUS;
            List<Breakpoint> breaks = trend.estimate().breakpoints().stream()
                    .filter(each -> each.form() == form && each.count() == (secondBreak == null ? 1 : 2))
                    .toList();
            assertThat(breaks.get(0).location().date()).isEqualTo(firstBreak);
            if (secondBreak == null) {
                assertThat(breaks.get(0).location().low()).isEqualTo(breakLow);
                assertThat(breaks.get(0).location().high()).isEqualTo(breakHigh);
            } else {
                assertThat(breaks.get(1).location().date()).isEqualTo(secondBreak);
            }
        }
    }

    /**
     * R's lm and a bootstrap of 4,999 replicates: see growth.R. P-values to four standard errors of both bootstraps.
     */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvFileSource(resources = "/reference/supf.csv", numLinesToSkip = 1)
    void breakTestsAgreeWithR(
            String run,
            String cohort,
            String era,
            String form,
            long n,
            int candidates,
            double supF,
            LocalDate date,
            double pValue,
            int replicates,
            int clusters,
            double clusterPValue) {
        Breakpoint breakpoint =
                ShippedRuns.trend(run, "training_compute", cohort, era).estimate().breakpoints().stream()
                        .filter(each -> each.count() == 1
                                && each.form()
                                        == (form.equals("jump") ? BreakForm.DISCONTINUOUS : BreakForm.CONTINUOUS))
                        .findFirst()
                        .orElseThrow();
        assertClose(breakpoint.supF(), supF);
        assertDrawn(breakpoint.pValue(), pValue, replicates);
        assertDrawn(breakpoint.clusterPValue(), clusterPValue, replicates);
    }

    /**
     * R's lm, definitions and a bootstrap of 9,999 replicates: see comparisons.R. Ends may differ by 4% of the width.
     */
    @ParameterizedTest(name = "{0}: {1} {2} and {3} {4}")
    @CsvFileSource(resources = "/reference/comparisons.csv", numLinesToSkip = 1)
    void comparisonsAgreeWithR(
            String run,
            String cohort,
            String era,
            String otherCohort,
            String otherEra,
            long n,
            long otherN,
            long sharedCount,
            double slope,
            double otherSlope,
            double difference,
            double variance,
            double otherVariance,
            double covariance,
            double se,
            double degreesOfFreedom,
            double t,
            double pValue,
            int clusters,
            int otherClusters,
            int sharedClusters,
            double clusterVariance,
            double otherClusterVariance,
            double clusterCovariance,
            double clusterSe,
            double clusterDegreesOfFreedom,
            double clusterT,
            double clusterPValue,
            double drawnLow,
            double drawnHigh,
            double drawnPValue,
            double jackknifeSe,
            double jackknifeDegreesOfFreedom,
            double jackknifePValue,
            double classicalSe,
            double classicalDegreesOfFreedom,
            double classicalPValue) {
        List<String> trends = List.of(cohort, era, otherCohort, otherEra);
        SlopeComparison comparison = ShippedRuns.result(run).comparisons().stream()
                .filter(each -> each.first().specification().metric().id().equals("training_compute")
                        && (trends.equals(sides(each.first(), each.second()))
                                || trends.equals(sides(each.second(), each.first()))))
                .findFirst()
                .orElseThrow();
        int sign = trends.equals(sides(comparison.first(), comparison.second())) ? 1 : -1;
        SlopeDifference ours = comparison.difference();
        assertThat(comparison.shared()).isEqualTo(sharedCount);
        // The difference of two slopes that are equal to three digits keeps three digits less.
        assertThat(sign * ours.estimate()).isCloseTo(difference, within(1e-8 * slope));
        assertTest(comparison, Method.HC3, se, degreesOfFreedom, pValue);
        assertTest(comparison, Method.CR1, clusterSe, clusterDegreesOfFreedom, clusterPValue);
        assertTest(comparison, Method.CR3, jackknifeSe, jackknifeDegreesOfFreedom, jackknifePValue);
        assertTest(comparison, Method.OLS, classicalSe, classicalDegreesOfFreedom, classicalPValue);
        SlopeTest drawnTest = comparison.test(Method.PAIRS_PERCENTILE).orElseThrow();
        double width = drawnHigh - drawnLow;
        Interval interval = sign > 0
                ? drawnTest.interval()
                : new Interval(
                        -drawnTest.interval().high(), -drawnTest.interval().low());
        assertThat(interval.low()).isCloseTo(drawnLow, within(0.04 * width));
        assertThat(interval.high()).isCloseTo(drawnHigh, within(0.04 * width));
        double error = Math.sqrt(drawnPValue * 2 / 10_000) * Math.sqrt(2);
        assertThat(drawnTest.pValue()).isCloseTo(drawnPValue, within(4 * error + 0.0004));
    }

    private static void assertDrawn(double actual, double expected, int replicates) {
        double error = Math.sqrt(expected * (1 - expected) * (1.0 / replicates + 1.0 / 999));
        assertThat(actual).isCloseTo(expected, within(4 * error + 0.002));
    }

    private static void assertTest(
            SlopeComparison comparison, Method method, double se, double degreesOfFreedom, double pValue) {
        SlopeTest test = comparison.test(method).orElseThrow();
        assertClose(test.standardError(), se);
        assertClose(test.degreesOfFreedom().getAsDouble(), degreesOfFreedom);
        assertThat(test.pValue()).isCloseTo(pValue, within(1e-7 * pValue));
    }

    /** Regular and large scale, both since 2015-09, by CR3 in R: comparisons.csv. The others' p-values are ours. */
    @Test
    void aComparisonIsOverOneSpanAndCorrectedForAllOfTheRun() {
        List<SlopeComparison> comparisons = ShippedRuns.result("2026-05-02").comparisons();
        assertThat(comparisons).hasSize(10).allMatch(each -> each.method() == Method.CR3 && each.pValueHolm() != null);
        SlopeComparison scales = comparisons.get(0);
        assertThat(sides(scales.first(), scales.second()))
                .containsExactly("regular-scale", "large-scale", "large-scale", "large-scale");
        assertThat(scales.span().orElseThrow().from()).isEqualTo("2015-09-01");
        assertThat(scales.test().orElseThrow().pValue()).isCloseTo(0.00064001, within(1e-8));
        // Four of the ten have smaller p-values.
        assertThat(scales.pValueHolm()).isCloseTo(6 * 0.00064001, within(6e-8));
        assertThat(comparisons.stream().filter(each -> each.span().isEmpty()))
                .hasSize(3)
                .allMatch(each -> each.second().specification().era().id().equals("pre-deep-learning"));
    }

    private static TimeScale timeScaleOf(String run) {
        return run.equals("sevilla-2022") ? new TimeScale(365, 30) : TimeScale.JULIAN;
    }

    private static List<String> sides(Trend first, Trend second) {
        return List.of(
                first.specification().cohort().id(),
                first.specification().era().id(),
                second.specification().cohort().id(),
                second.specification().era().id());
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }
}
