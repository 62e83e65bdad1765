package org.computetrends.fit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.computetrends.domain.Breakpoint;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.stats.BasisCurve;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.BreakTest;
import org.computetrends.stats.Cells;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the breaks of a trend, which are dates at which its slope changes, and tests whether they exist: one break and
 * two breaks, each with and without a jump in level.
 */
record BreakpointEstimator(TrendFitter.BreakRule rule, TimeScale timeScale) {
    private static final int MOST_BREAKS = 2;

    /** By piecewise model: the breaks with the least sum of squares; empty if there are too few observations. */
    Map<GrowthModel, List<BreakSearch.Break>> search(TrendCells population) {
        // Every calendar day is a candidate. Releases dated on the day of a break belong to the segment before it.
        double[] days = LongStream.rangeClosed(
                        population.firstDate().toEpochDay(),
                        population.lastDate().toEpochDay())
                .mapToDouble(timeScale::yearsSince2000)
                .toArray();
        Map<GrowthModel, List<BreakSearch.Break>> breaks = new EnumMap<>(GrowthModel.class);
        for (BreakForm form : BreakForm.values()) {
            BreakSearch search = new BreakSearch(population.cells(), days, form, rule.trim());
            breaks.put(GrowthModel.piecewise(1, form), search.oneBreak());
            breaks.put(GrowthModel.piecewise(2, form), search.twoBreaks());
        }
        return breaks;
    }

    /**
     * Tests the breaks that were found, and estimates the changes of slope and level at each.
     *
     * @param foundBreaks the result of {@link #search}
     * @param line the line without a break
     * @param points the individual observations; null if there are too many
     */
    List<Breakpoint> testedBreaks(
            Map<GrowthModel, List<BreakSearch.Break>> foundBreaks,
            LineFit line,
            Cells cells,
            @Nullable PointsByRelease points,
            long seed) {
        if (line.residualSumOfSquares() == 0) {
            return Arrays.stream(BreakForm.values())
                    .map(form -> notFitted(form, 1, Breakpoint.Status.PERFECT_LINE))
                    .toList();
        }
        List<Breakpoint> breakpoints = new ArrayList<>();
        double[] noBreaks = {};
        // A test for a first break starts from the line, whatever the form, so all forms share one bootstrap.
        Map<BreakForm, BreakTest.Result> firstTests =
                testsByForm(cells, points, noBreaks, List.of(BreakForm.values()), seed + 1);
        for (BreakForm form : BreakForm.values()) {
            GrowthCurve curveWithFewerBreaks = line;
            double[] fewerBreaks = noBreaks;
            for (int count = 1; count <= MOST_BREAKS; count++) {
                List<BreakSearch.Break> breaks =
                        foundBreaks.getOrDefault(GrowthModel.piecewise(count, form), List.of());
                if (breaks.isEmpty()) {
                    breakpoints.add(notFitted(form, count, Breakpoint.Status.TOO_FEW_OBSERVATIONS));
                    break;
                }
                Map<BreakForm, BreakTest.Result> tests =
                        count == 1 ? firstTests : testsByForm(cells, points, fewerBreaks, List.of(form), seed + count);
                double[] times =
                        breaks.stream().mapToDouble(BreakSearch.Break::time).toArray();
                GrowthCurve curve = BasisCurve.piecewise(cells, times, form);
                double deltaBic = curve.bic() - curveWithFewerBreaks.bic();
                breakpoints.addAll(fitted(form, breaks, curve, deltaBic, tests.get(form)));
                curveWithFewerBreaks = curve;
                fewerBreaks = times;
            }
        }
        return breakpoints;
    }

    /** A row for each break of a curve. {@code test} is null if there are too few observations for a test. */
    private List<Breakpoint> fitted(
            BreakForm form,
            List<BreakSearch.Break> breaks,
            GrowthCurve curve,
            double deltaBic,
            BreakTest.@Nullable Result test) {
        BreakTest.Result testWithPValue = rule.replicates() > 0 ? test : null;
        Double supF = test == null ? null : (Double) test.supF();
        Double pValue = testWithPValue == null ? null : (Double) testWithPValue.pValue();
        Double clusterPValue =
                testWithPValue == null || testWithPValue.clusterPValue().isEmpty()
                        ? null
                        : (Double) testWithPValue.clusterPValue().getAsDouble();
        Double finiteDeltaBic = Double.isFinite(deltaBic) ? (Double) deltaBic : null;
        List<Breakpoint> breakpoints = new ArrayList<>();
        for (BreakSearch.Break breakFound : breaks) {
            int number = breakpoints.size() + 1;
            Breakpoint.Status status = breakFound.atBound() ? Breakpoint.Status.AT_BOUND : Breakpoint.Status.FITTED;
            Breakpoint.Location location = location(breakFound, curve, form);
            breakpoints.add(new Breakpoint(
                    form, breaks.size(), number, status, location, supF, pValue, clusterPValue, finiteDeltaBic));
        }
        return breakpoints;
    }

    private static Breakpoint notFitted(BreakForm form, int count, Breakpoint.Status status) {
        return new Breakpoint(form, count, 1, status, null, null, null, null, null);
    }

    /** Tests for one more break besides the known ones. The result is by the form of the additional break. */
    private Map<BreakForm, BreakTest.Result> testsByForm(
            Cells cells, @Nullable PointsByRelease points, double[] knownBreaks, List<BreakForm> forms, long seed) {
        return new BreakTest(
                        cells,
                        Optional.ofNullable(points).map(PointsByRelease::points),
                        Optional.ofNullable(points).map(PointsByRelease::clusters),
                        knownBreaks,
                        forms,
                        rule.testTrim())
                .run(rule.replicates(), seed);
    }

    private Breakpoint.Location location(BreakSearch.Break breakFound, GrowthCurve curve, BreakForm form) {
        LocalDate date = timeScale.dateAt(breakFound.time());
        // At the break the curve is still on the earlier segment. So the level of the later segment at the break is
        // extrapolated back from the next day.
        double nextDay = timeScale.yearsSince2000(date.plusDays(1));
        double levelAfter = curve.valueAt(nextDay) - curve.slopeAt(nextDay) * (nextDay - breakFound.time());
        return new Breakpoint.Location(
                date,
                timeScale.dateAt(breakFound.low()),
                timeScale.dateAt(breakFound.high()),
                curve.slopeAt(breakFound.time()),
                curve.slopeAt(nextDay),
                form == BreakForm.DISCONTINUOUS ? levelAfter - curve.valueAt(breakFound.time()) : 0);
    }
}
