package org.computetrends.fit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * Estimates the dates at which growth changed, and tests whether it changed: with one break and with two, each with and
 * without a jump in level.
 */
record BreakpointEstimator(TrendFitter.BreakRule rule, TimeScale timeScale) {
    private static final int MOST_BREAKS = 2;

    /** The breaks with the least residuals, by piecewise model; empty for a model if there are too few observations. */
    Map<GrowthModel, List<BreakSearch.Break>> search(TrendCells population) {
        // Every calendar day is a candidate. Releases of the day of a break are before it.
        double[] days = LongStream.rangeClosed(
                        population.firstDate().toEpochDay(),
                        population.lastDate().toEpochDay())
                .mapToDouble(timeScale::yearsSince2000)
                .toArray();
        Map<GrowthModel, List<BreakSearch.Break>> breaks = new EnumMap<>(GrowthModel.class);
        for (BreakForm form : BreakForm.values()) {
            BreakSearch search = new BreakSearch(population.cells(), days, form, rule.trim());
            breaks.put(GrowthModel.piecewise(1, form), search.one());
            breaks.put(GrowthModel.piecewise(2, form), search.two());
        }
        return breaks;
    }

    /**
     * The breaks with the changes of slope and level at each, and the tests that they exist.
     *
     * @param foundBreaks the breaks from {@link #search}
     * @param line the line without a break
     * @param points the individual observations; null if there are too many
     * @param seed seeds the bootstrap of the tests
     */
    List<Breakpoint> breakpoints(
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
        // The test for a first break does not depend on breaks already found, so all forms share one bootstrap.
        Map<BreakForm, BreakTest.Result> firstTests =
                tests(cells, points, noBreaks, List.of(BreakForm.values()), seed + 1);
        for (BreakForm form : BreakForm.values()) {
            // The curve with one break fewer, and its breaks.
            GrowthCurve simpler = line;
            double[] fewerBreaks = noBreaks;
            for (int count = 1; count <= MOST_BREAKS; count++) {
                List<BreakSearch.Break> breaks =
                        foundBreaks.getOrDefault(GrowthModel.piecewise(count, form), List.of());
                if (breaks.isEmpty()) {
                    breakpoints.add(notFitted(form, count, Breakpoint.Status.TOO_FEW_OBSERVATIONS));
                    break;
                }
                Optional<BreakTest.Result> test = Optional.ofNullable(
                        (count == 1 ? firstTests : tests(cells, points, fewerBreaks, List.of(form), seed + count))
                                .get(form));
                Optional<BreakTest.Result> testWithPValue = test.filter(result -> rule.replicates() > 0);
                double[] times =
                        breaks.stream().mapToDouble(BreakSearch.Break::time).toArray();
                GrowthCurve curve = BasisCurve.piecewise(cells, times, form);
                double deltaBic = curve.bic() - simpler.bic();
                for (int number = 1; number <= count; number++) {
                    BreakSearch.Break breakFound = breaks.get(number - 1);
                    breakpoints.add(new Breakpoint(
                            form,
                            count,
                            number,
                            breakFound.atBound() ? Breakpoint.Status.AT_BOUND : Breakpoint.Status.FITTED,
                            location(breakFound, curve, form),
                            test.map(BreakTest.Result::supF).orElse(null),
                            testWithPValue.map(BreakTest.Result::pValue).orElse(null),
                            testWithPValue
                                    .map(BreakTest.Result::clusterPValue)
                                    .filter(OptionalDouble::isPresent)
                                    .map(OptionalDouble::getAsDouble)
                                    .orElse(null),
                            Double.isFinite(deltaBic) ? deltaBic : null));
                }
                simpler = curve;
                fewerBreaks = times;
            }
        }
        return breakpoints;
    }

    private static Breakpoint notFitted(BreakForm form, int count, Breakpoint.Status status) {
        return new Breakpoint(form, count, 1, status, null, null, null, null, null);
    }

    private Map<BreakForm, BreakTest.Result> tests(
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
        // At the break the curve has the line before it; the line after it begins just after.
        double next = timeScale.yearsSince2000(date.plusDays(1));
        double levelAfter = curve.valueAt(next) - curve.slopeAt(next) * (next - breakFound.time());
        return new Breakpoint.Location(
                date,
                timeScale.dateAt(breakFound.low()),
                timeScale.dateAt(breakFound.high()),
                curve.slopeAt(breakFound.time()),
                curve.slopeAt(next),
                form == BreakForm.DISCONTINUOUS ? levelAfter - curve.valueAt(breakFound.time()) : 0);
    }
}
