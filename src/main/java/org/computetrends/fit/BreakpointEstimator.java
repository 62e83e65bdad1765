package org.computetrends.fit;

import java.time.LocalDate;
import java.util.ArrayList;
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

/** Where growth changed, and whether it changed at all: one break and two, with and without a jump in level. */
record BreakpointEstimator(TrendFitter.BreakRule rule, TimeScale timeScale) {
    private static final int MOST_BREAKS = 2;

    /** The best breaks of each piecewise model; none where the observations are too few. */
    Map<GrowthModel, List<BreakSearch.Break>> search(TrendCells population) {
        // Every calendar day is a candidate; a release of the day is before it.
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
     * The breaks with what changes there, and the tests of their existence.
     *
     * @param observed the observations one by one, or null when there are too many
     */
    List<Breakpoint> breakpoints(
            Map<GrowthModel, List<BreakSearch.Break>> found,
            LineFit line,
            Cells cells,
            @Nullable PointsByRelease observed,
            long seed) {
        List<Breakpoint> breakpoints = new ArrayList<>();
        double[] none = {};
        // A line without breaks is the same whatever form they would have.
        Map<BreakForm, BreakTest.Result> first = line.residualSumOfSquares() == 0
                ? Map.of()
                : tests(cells, observed, none, List.of(BreakForm.values()), seed + 1);
        for (BreakForm form : BreakForm.values()) {
            if (line.residualSumOfSquares() == 0) {
                breakpoints.add(
                        new Breakpoint(form, 1, 1, Breakpoint.Status.PERFECT_LINE, null, null, null, null, null));
                continue;
            }
            GrowthCurve before = line;
            double[] held = none;
            for (int kinks = 1; kinks <= MOST_BREAKS; kinks++) {
                List<BreakSearch.Break> breaks = found.getOrDefault(GrowthModel.piecewise(kinks, form), List.of());
                if (breaks.isEmpty()) {
                    breakpoints.add(new Breakpoint(
                            form, kinks, 1, Breakpoint.Status.TOO_FEW_OBSERVATIONS, null, null, null, null, null));
                    break;
                }
                Optional<BreakTest.Result> test = Optional.ofNullable(
                        (kinks == 1 ? first : tests(cells, observed, held, List.of(form), seed + kinks)).get(form));
                Optional<BreakTest.Result> drawn = test.filter(result -> rule.replicates() > 0);
                held = breaks.stream().mapToDouble(BreakSearch.Break::time).toArray();
                GrowthCurve curve = BasisCurve.piecewise(cells, held, form);
                double deltaBic = curve.bic() - before.bic();
                for (int kink = 1; kink <= kinks; kink++) {
                    BreakSearch.Break each = breaks.get(kink - 1);
                    breakpoints.add(new Breakpoint(
                            form,
                            kinks,
                            kink,
                            each.atBound() ? Breakpoint.Status.AT_BOUND : Breakpoint.Status.FITTED,
                            location(each, curve, form),
                            test.map(BreakTest.Result::supF).orElse(null),
                            drawn.map(BreakTest.Result::pValue).orElse(null),
                            drawn.map(BreakTest.Result::clusterPValue)
                                    .filter(OptionalDouble::isPresent)
                                    .map(OptionalDouble::getAsDouble)
                                    .orElse(null),
                            Double.isFinite(deltaBic) ? deltaBic : null));
                }
                before = curve;
            }
        }
        return breakpoints;
    }

    private Map<BreakForm, BreakTest.Result> tests(
            Cells cells, @Nullable PointsByRelease observed, double[] held, List<BreakForm> forms, long seed) {
        return new BreakTest(
                        cells,
                        Optional.ofNullable(observed).map(PointsByRelease::points),
                        Optional.ofNullable(observed).map(PointsByRelease::clusters),
                        held,
                        forms,
                        rule.testTrim())
                .run(rule.replicates(), seed);
    }

    private Breakpoint.Location location(BreakSearch.Break found, GrowthCurve curve, BreakForm form) {
        LocalDate date = timeScale.dateAt(found.time());
        // The curve's value at the break is the line before it; just after it, the line after it.
        double next = timeScale.yearsSince2000(date.plusDays(1));
        double levelAfter = curve.valueAt(next) - curve.slopeAt(next) * (next - found.time());
        return new Breakpoint.Location(
                date,
                timeScale.dateAt(found.low()),
                timeScale.dateAt(found.high()),
                curve.slopeAt(found.time()),
                curve.slopeAt(next),
                form == BreakForm.DISCONTINUOUS ? levelAfter - curve.valueAt(found.time()) : 0);
    }
}
