package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.ReferenceRows;
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
import org.computetrends.stats.SlopeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job's numbers on the shipped data, against those of R: each script is beside its numbers. */
class ReferenceNumbersIT {
    /** {@code reference/trends.csv}, made by R's lm from the published CSV files: see trends.R. */
    @ParameterizedTest(name = "row {index}")
    @MethodSource("trends")
    void trendsAgreeWithR(Map<String, String> expected) {
        Trend trend = trend(expected.get("vintage"), expected);
        LineFit line = trend.estimate().line();
        assertThat(trend.n()).isEqualTo(Long.parseLong(expected.get("n")));
        assertClose(line.slope(), number(expected, "slope"));
        assertClose(line.slopeSe(), number(expected, "slope_se"));
        Interval interval = line.slopeInterval(0.95);
        assertClose(interval.low(), number(expected, "ci95_low"));
        assertClose(interval.high(), number(expected, "ci95_high"));
        assertClose(trend.estimate().doublingTime().months(), number(expected, "doubling"));
        DoublingTime classical = DoublingTime.of(line.slope(), interval, timeScaleOf(expected.get("vintage")));
        assertClose(classical.low(), number(expected, "doubling_low"));
        assertClose(classical.high(), number(expected, "doubling_high"));
        assertClose(trend.estimate().startValue(), number(expected, "start"));
        assertClose(trend.estimate().endValue(), number(expected, "end"));
        assertClose(line.rSquared(), number(expected, "r_squared"));
        assertClose(line.residualSd(), number(expected, "residual_sd"));
        assertClose(line.aicc(), number(expected, "aicc"));
        assertClose(line.bic(), number(expected, "bic"));
    }

    /** Fieller's intervals of crossings, by R's uniroot: see trends.R. */
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
        assertThat(line.whenLineReaches(27, 0.95, /* errorRatio= */ 1).estimate())
                .isCloseTo(time, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80, /* errorRatio= */ 1).low()).isCloseTo(low80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.80, /* errorRatio= */ 1).high()).isCloseTo(high80, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95, /* errorRatio= */ 1).low()).isCloseTo(low95, within(1e-8));
        assertThat(line.whenLineReaches(27, 0.95, /* errorRatio= */ 1).high()).isCloseTo(high95, within(1e-8));
    }

    /** R's sandwich and cooks.distance, and formulas written from their definitions: see trends.R. */
    @ParameterizedTest(name = "row {index}")
    @MethodSource("uncertainties")
    void uncertaintyAgreesWithR(Map<String, String> expected) {
        Trend.Estimate estimate = trend(expected.get("vintage"), expected).estimate();
        assertThat(estimate.clusters()).isEqualTo(Long.parseLong(expected.get("clusters")));
        assertClose(estimate.interval(Method.HC3).standardError(), number(expected, "se_hc3"));
        assertClose(estimate.interval(Method.CR1).standardError(), number(expected, "se_cluster"));
        assertClose(estimate.robustness().theilSenSlope(), number(expected, "theil_sen"));
        assertClose(estimate.robustness().mostInfluential().cooksDistance(), number(expected, "max_cook"));
        assertClose(estimate.robustness().mostInfluential().slopeWithoutIt(), number(expected, "slope_without"));
        assertClose(estimate.growthFits().get(0).looLogScore(), number(expected, "loo"));
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

    /** R's lm, lm.fit over every date and optim, and formulas written from their definitions: see growth.R. */
    @ParameterizedTest(name = "row {index}")
    @MethodSource("growthFits")
    void growthModelsAgreeWithR(Map<String, String> expected) {
        Trend trend = trend(expected.get("run"), expected);
        String model = expected.get("growth_model");
        GrowthFit fit = trend.estimate().growthFits().stream()
                .filter(each -> each.model().id().equals(model))
                .findFirst()
                .orElseThrow();
        boolean atLimit = "TRUE".equals(expected.get("limit"));
        assertThat(fit.status()).isEqualTo(atLimit ? GrowthFit.Status.AT_LIMIT : GrowthFit.Status.FITTED);
        GrowthCurve curve = fit.curve();
        assertThat(curve.n()).isEqualTo(Long.parseLong(expected.get("n")));
        assertThat(curve.parameters()).isEqualTo(Integer.parseInt(expected.get("k")));
        assertClose(curve.residualSumOfSquares(), number(expected, "rss"));
        assertClose(curve.aicc(), number(expected, "aicc"));
        assertClose(curve.bic(), number(expected, "bic"));
        assertClose(fit.looLogScore(), number(expected, "loo_log_score"));
        TimeScale timeScale = timeScaleOf(expected.get("run"));
        double first = timeScale.yearsSince2000(trend.firstDate());
        double last = timeScale.yearsSince2000(trend.lastDate());
        // The logistic's optimum is flat: its sum of squares is known to more digits than the curve.
        double digits = model.equals("logistic") ? 1e-6 : 1e-8;
        assertClose(curve.valueAt(first), number(expected, "start_value_log10"), digits);
        assertClose(curve.valueAt(last), number(expected, "end_value_log10"), digits);
        assertClose(curve.slopeAt(last), number(expected, "end_slope"), digits);
        if (!expected.get("c").isEmpty()) {
            assertClose(Math.log10(fit.saturationValue()), number(expected, "c"), 1e-6);
        }
        if (!expected.get("break_1").isEmpty()) {
            assertBreaks(trend, model, expected);
        }
    }

    private static void assertBreaks(Trend trend, String model, Map<String, String> expected) {
        BreakForm form = model.endsWith("-jump") ? BreakForm.DISCONTINUOUS : BreakForm.CONTINUOUS;
        boolean isOneBreak = expected.get("break_2").isEmpty();
        List<Breakpoint> breaks = trend.estimate().breakpoints().stream()
                .filter(each -> each.form() == form && each.count() == (isOneBreak ? 1 : 2))
                .toList();
        assertThat(breaks.get(0).location().date()).isEqualTo(expected.get("break_1"));
        if (isOneBreak) {
            assertThat(breaks.get(0).location().low()).isEqualTo(expected.get("break_low"));
            assertThat(breaks.get(0).location().high()).isEqualTo(expected.get("break_high"));
        } else {
            assertThat(breaks.get(1).location().date()).isEqualTo(expected.get("break_2"));
        }
    }

    /** R's lm and a bootstrap of 4,999 replicates: see growth.R. P-values up to four standard errors of the two. */
    @ParameterizedTest(name = "row {index}")
    @MethodSource("breakTests")
    void breakTestsAgreeWithR(Map<String, String> expected) {
        BreakForm form = expected.get("form").equals("jump") ? BreakForm.DISCONTINUOUS : BreakForm.CONTINUOUS;
        Breakpoint breakpoint = trend(expected.get("run"), expected).estimate().breakpoints().stream()
                .filter(each -> each.count() == 1 && each.form() == form)
                .findFirst()
                .orElseThrow();
        int replicates = Integer.parseInt(expected.get("replicates"));
        assertClose(breakpoint.supF(), number(expected, "sup_f"));
        assertBootstrapPValue(breakpoint.pValue(), number(expected, "p_bootstrap"), replicates);
        assertBootstrapPValue(breakpoint.clusterPValue(), number(expected, "p_cluster"), replicates);
    }

    private static void assertBootstrapPValue(double actual, double expected, int replicates) {
        // 999 replicates are ours; 0.002: two of them.
        double error = Math.sqrt(expected * (1 - expected) * (1.0 / replicates + 1.0 / 999));
        assertThat(actual).isCloseTo(expected, within(4 * error + 0.002));
    }

    /**
     * R's lm, formulas written from their definitions, and a bootstrap of 9,999 replicates: see comparisons.R. Ends may
     * differ by 4% of the width: our bound.
     */
    @ParameterizedTest(name = "row {index}")
    @MethodSource("comparisons")
    void comparisonsAgreeWithR(Map<String, String> expected) {
        SlopeComparison comparison = comparisonOf(expected);
        boolean isSameOrder = sides(expected).equals(sides(comparison.first(), comparison.second()));
        double estimate = comparison.difference().estimate();
        assertThat(comparison.shared()).isEqualTo(Long.parseLong(expected.get("n_shared")));
        // The difference of two slopes that are equal to three digits keeps three digits less.
        assertThat(isSameOrder ? estimate : -estimate)
                .isCloseTo(number(expected, "difference"), within(1e-8 * number(expected, "slope_first")));
        assertTest(comparison, Method.HC3, expected, "se", "df", "p");
        assertTest(comparison, Method.CR1, expected, "se_cluster", "df_cluster", "p_cluster");
        assertTest(comparison, Method.CR3, expected, "se_cr3", "df_cr3", "p_cr3");
        assertTest(comparison, Method.OLS, expected, "se_classical", "df_classical", "p_classical");
        assertBootstrapTest(comparison.test(Method.PAIRS_PERCENTILE).orElseThrow(), expected, isSameOrder);
    }

    private static void assertBootstrapTest(SlopeTest test, Map<String, String> expected, boolean isSameOrder) {
        double low = number(expected, "bootstrap_low");
        double high = number(expected, "bootstrap_high");
        double pValue = number(expected, "p_bootstrap");
        Interval interval = isSameOrder
                ? test.interval()
                : new Interval(-test.interval().high(), -test.interval().low());
        assertThat(interval.low()).isCloseTo(low, within(0.04 * (high - low)));
        assertThat(interval.high()).isCloseTo(high, within(0.04 * (high - low)));
        // P is twice a share of 10,000 replicates, so its standard error is sqrt(2 p / 10,000). Two bootstraps differ
        // by sqrt(2) of that. 0.0004: a replicate in each.
        double error = Math.sqrt(2 * pValue / 10_000) * Math.sqrt(2);
        assertThat(test.pValue()).isCloseTo(pValue, within(4 * error + 0.0004));
    }

    private static SlopeComparison comparisonOf(Map<String, String> expected) {
        return ShippedRuns.result(expected.get("run")).comparisons().stream()
                .filter(each -> each.first().specification().metric().id().equals("training_compute")
                        && (sides(expected).equals(sides(each.first(), each.second()))
                                || sides(expected).equals(sides(each.second(), each.first()))))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sides(Map<String, String> expected) {
        return Stream.of("first_cohort", "first_era", "second_cohort", "second_era")
                .map(expected::get)
                .toList();
    }

    private static Trend trend(String run, Map<String, String> expected) {
        return ShippedRuns.trend(run, "training_compute", expected.get("cohort"), expected.get("era"));
    }

    static List<Map<String, String>> trends() {
        return ReferenceRows.of("trends.csv");
    }

    static List<Map<String, String>> uncertainties() {
        return ReferenceRows.of("uncertainty.csv");
    }

    static List<Map<String, String>> growthFits() {
        return ReferenceRows.of("growth.csv");
    }

    static List<Map<String, String>> breakTests() {
        return ReferenceRows.of("supf.csv");
    }

    static List<Map<String, String>> comparisons() {
        return ReferenceRows.of("comparisons.csv");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static void assertTest(
            SlopeComparison comparison,
            Method method,
            Map<String, String> expected,
            String se,
            String degreesOfFreedom,
            String pValue) {
        SlopeTest test = comparison.test(method).orElseThrow();
        assertClose(test.standardError(), number(expected, se));
        assertClose(test.degreesOfFreedom().getAsDouble(), number(expected, degreesOfFreedom));
        assertThat(test.pValue()).isCloseTo(number(expected, pValue), within(1e-7 * number(expected, pValue)));
    }

    /** The p-value of regular and large scale is R's, by CR3. How many of the ten are smaller is ours. */
    @Test
    void aComparisonIsOverOneSpanAndCorrectedForAllOfTheRun() {
        List<SlopeComparison> comparisons = ShippedRuns.result("2026-05-02").comparisons();
        // The entries of comparisons in conf, for 3, 3, 2 and 2 metrics.
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
        assertClose(actual, expected, 1e-8);
    }

    private static void assertClose(double actual, double expected, double digits) {
        assertThat(actual).isCloseTo(expected, within(digits * Math.abs(expected)));
    }
}
