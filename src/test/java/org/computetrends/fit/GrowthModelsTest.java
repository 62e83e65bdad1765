package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.computetrends.domain.GrowthFit;
import org.computetrends.domain.GrowthModel;
import org.computetrends.stats.BreakForm;
import org.computetrends.stats.BreakSearch;
import org.computetrends.stats.Cells;
import org.computetrends.stats.GrowthCurve;
import org.computetrends.stats.LeastSquaresLine;
import org.junit.jupiter.api.Test;

/** Properties that every growth model has, including models that are added later. */
class GrowthModelsTest {
    private static final double[] TIME =
            IntStream.range(0, 40).mapToDouble(i -> 10 + i / 4.0).toArray();

    /** Levels off towards 24, with a deviation of up to 0.05. */
    private static final double[] VALUE = IntStream.range(0, TIME.length)
            .mapToDouble(i -> 24 - Math.log10(1 + Math.exp(-1.5 * (TIME[i] - 15))) + 0.05 * Math.sin(7 * i))
            .toArray();

    /** Times between observations. No curve has a break at these times: a break is at the time of an observation. */
    private static final double[] BETWEEN =
            DoubleStream.of(TIME).map(time -> time + 0.11).toArray();

    private final List<GrowthFit> fits = fits();

    private static List<GrowthFit> fits() {
        Cells cells = Cells.ofRows(TIME, VALUE);
        Map<GrowthModel, List<BreakSearch.Break>> breaks = new EnumMap<>(GrowthModel.class);
        for (BreakForm form : BreakForm.values()) {
            BreakSearch search = new BreakSearch(cells, TIME, form, 0.15);
            breaks.put(GrowthModel.piecewise(1, form), search.oneBreak());
            breaks.put(GrowthModel.piecewise(2, form), search.twoBreaks());
        }
        return new GrowthEstimator(EnumSet.allOf(GrowthModel.class))
                .fitModels(LeastSquaresLine.fit(cells), cells, null, breaks);
    }

    @Test
    void everyModelIsFittedWhereThereIsEnough() {
        assertThat(fits).extracting(GrowthFit::model).containsExactly(GrowthModel.values());
        assertThat(fits)
                .allSatisfy(fit -> assertThat(fit.status()).as(fit.model().id()).isEqualTo(GrowthFit.Status.FITTED));
        assertThat(fits.stream().mapToDouble(GrowthFit::akaikeWeight).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theResidualSumIsThatOfTheCurve() {
        for (GrowthFit fit : fits) {
            GrowthCurve curve = fit.curve();
            double sum = IntStream.range(0, TIME.length)
                    .mapToDouble(i -> Math.pow(VALUE[i] - curve.valueAt(TIME[i]), 2))
                    .sum();
            assertThat(curve.residualSumOfSquares())
                    .as(fit.model().id())
                    .isPositive()
                    .isCloseTo(sum, within(1e-9 * sum));
        }
    }

    @Test
    void theSlopeIsTheCurves() {
        double step = 1e-5;
        for (GrowthFit fit : fits) {
            for (double time : BETWEEN) {
                double difference =
                        (fit.curve().valueAt(time + step) - fit.curve().valueAt(time - step)) / (2 * step);
                assertThat(fit.curve().slopeAt(time))
                        .as("%s at %s", fit.model().id(), time)
                        .isCloseTo(difference, within(1e-6));
            }
        }
    }

    /** Leverages add up to a number of coefficients: from 2 to the number of parameters without the variance. */
    @Test
    void leveragesAddUpToAWholeNumberOfCoefficients() {
        for (GrowthFit fit : fits) {
            double trace = DoubleStream.of(TIME).map(fit.curve()::leverage).sum();
            assertThat(trace)
                    .as(fit.model().id())
                    .isBetween(2 - 1e-6, fit.curve().parameters() - 1 + 1e-6)
                    .isCloseTo(Math.rint(trace), within(1e-6));
        }
    }
}
