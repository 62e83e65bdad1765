package org.computetrends.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Era;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Metric;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.UserException;
import org.computetrends.domain.WhatIf;
import org.computetrends.stats.Cells;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.ScalingLaw;
import org.junit.jupiter.api.Test;

class TrendProjectorTest {
    private static final TimeScale TIME_SCALE = new TimeScale(365.25, 30.4375);
    private static final Metric METRIC = new Metric("training_compute", "Training compute", "FLOP", "x");
    private static final Era ERA = new Era("deep-learning", LocalDate.of(2010, 1, 1), null);
    private static final TrendKey KEY = new TrendKey(METRIC.id(), "record", ERA.id(), GrowthModel.EXPONENTIAL);
    private static final Robustness UNKNOWN = new Robustness(null, null, null, null, null, null, List.of());
    private static final LineDraws NO_DRAWS = new LineDraws(0, new double[0], new double[0]);
    private static final List<Scenario> SCENARIOS = List.of(new Scenario("continue", Set.of(), new Scenario.Paced(1)));
    private static final ScalingLaw LAW = new ScalingLaw(1.8172, 482.01, 2085.43, 0.3478, 0.3658);
    private static final ScalingLaw ERRORS = new ScalingLaw(1e-9, 1e-9, 1e-9, 1e-9, 1e-9);
    private static final LocalDate VINTAGE = LocalDate.of(2026, 5, 2);
    private static final LargestSoFar FIRST = new LargestSoFar(LocalDate.of(2023, 3, 15), "gpt-4", 2.1e25);

    /** Some 20 + 0.5 t, by years since 2000. */
    private static final Cells GROWING = Cells.ofRows(
            new double[] {10, 11, 12, 13, 14, 15, 16}, new double[] {25.1, 25.4, 26, 26.4, 27.1, 27.4, 28.1});

    @Test
    void projectsEveryHalfYearAfterTheVintage() {
        List<Projection> projections = project(trend(GROWING)).projections();
        assertThat(projections).hasSize(4);
        assertThat(projections)
                .extracting(Projection::targetDate)
                .containsExactly(
                        LocalDate.of(2026, 7, 1),
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 7, 1),
                        LocalDate.of(2028, 1, 1));
        LineFit line = LeastSquaresLine.fit(GROWING);
        double time = TIME_SCALE.yearsSince2000(LocalDate.of(2027, 1, 1));
        Projection first2027 = projections.get(1);
        // Paths draw from normal distributions, so that ends are some tenths nearer than Student's with 5 degrees.
        assertThat(Math.log10(first2027.lineMedian())).isCloseTo(line.valueAt(time), within(0.02));
        assertThat(Math.log10(first2027.ci95High()))
                .isBetween(line.valueAt(time), line.lineInterval(time, 0.95).high());
        assertThat(Math.log10(first2027.release().p50())).isCloseTo(line.valueAt(time), within(0.02));
        assertThat(first2027.release().p97_5()).isGreaterThan(first2027.ci95High());
        assertThat(first2027.release().p02_5()).isLessThan(first2027.ci95Low());
    }

    @Test
    void crossingsHaveADateAnIntervalAndTheFirstRelease() {
        List<Crossing> crossings = project(trend(GROWING)).crossings();
        assertThat(crossings).hasSize(2);
        Crossing reached = crossings.get(0);
        assertThat(reached.status()).isEqualTo(Crossing.Status.BOUNDED);
        assertThat(reached.firstObserved()).isEqualTo(FIRST);
        LineFit line = LeastSquaresLine.fit(GROWING);
        assertThat(reached.medianDate())
                .isEqualTo(TIME_SCALE.dateAt(line.whenLineReaches(25, 0.95).estimate()));
        assertThat(reached.line95().low()).isBefore(reached.line80().low());
        assertThat(reached.line80().high()).isBefore(reached.line95().high());
        assertThat(reached.release80().low()).isBefore(reached.line80().low());
        assertThat(crossings.get(1).firstObserved()).isNull();
    }

    @Test
    void aFallingTrendCrossesNothing() {
        Cells falling = Cells.ofRows(new double[] {10, 11, 12, 13}, new double[] {25, 24, 24, 23});
        Crossing crossing = project(trend(falling)).crossings().get(0);
        assertThat(crossing.status()).isEqualTo(Crossing.Status.NOT_GROWING);
        assertThat(crossing.medianDate()).isNull();
        assertThat(crossing.firstObserved()).isEqualTo(FIRST);
    }

    @Test
    void anUncertainSlopeGivesADateWithoutAnInterval() {
        Cells uncertain = Cells.ofRows(new double[] {10, 11, 12, 13}, new double[] {24, 25.5, 23.5, 25});
        Crossing crossing = project(trend(uncertain)).crossings().get(1);
        assertThat(crossing.status()).isEqualTo(Crossing.Status.UNBOUNDED);
        assertThat(crossing.medianDate()).isNotNull();
        assertThat(crossing.line95()).isEqualTo(Crossing.DateInterval.NONE);
    }

    @Test
    void aCrossingBeyondTheCalendarHasNoDate() {
        Cells slow = Cells.ofRows(new double[] {10, 11, 12}, new double[] {10, 10.0005, 10.001});
        Crossing crossing = project(trend(slow)).crossings().get(1);
        assertThat(crossing.status()).isEqualTo(Crossing.Status.BEYOND_CALENDAR);
        assertThat(crossing.medianDate()).isNull();
    }

    @Test
    void aTrendThatWasNotFittedHasRowsThatSaySo() {
        Trend unfitted = new Trend(
                specification(ERA), TrendStatus.TOO_FEW_OBSERVATIONS, 1, 1, 1, VINTAGE, VINTAGE, null, List.of());
        TrendProjector.Result result = project(unfitted);
        assertThat(result.projections()).isEmpty();
        assertThat(result.crossings()).extracting(Crossing::status).containsOnly(Crossing.Status.NO_FIT);
    }

    @Test
    void generationsBeginWithTheirComputeFloor() {
        TrendProjector.Result result = project(trend(GROWING));
        assertThat(result.generations()).hasSize(2);
        assertThat(result.generations().get(0).crossing()).isNull();
        Crossing second = result.generations().get(1).crossing();
        assertThat(second.threshold()).isEqualTo(1e25);
        assertThat(second.firstObserved()).isEqualTo(FIRST);
        assertThat(second.medianDate()).isEqualTo(result.crossings().get(0).medianDate());
    }

    @Test
    void aGenerationsRunHasResources() {
        RunResources resources = project(trend(GROWING)).generations().get(1).resources();
        assertThat(resources.on()).isEqualTo(FIRST.publishedOn());
        double parameters = LAW.optimalParameters(1e25);
        assertThat(resources.parameters().median()).isEqualTo(parameters);
        assertThat(resources.parameters().median() * resources.tokens().median() * 6)
                .isCloseTo(1e25, within(1e15));
        assertThat(resources.loss().median()).isEqualTo(LAW.loss(1e25));
        assertThat(resources.lossGainPerTenfold()).isPositive();
        // Some 37 months before the data, at a halving every 8: 24 times less effective.
        assertThat(1e25 / resources.effectiveComputeFlop().median()).isBetween(24.0, 26.0);
        assertThat(resources.energyKilowattHours().low())
                .isLessThan(resources.energyKilowattHours().median());
    }

    @Test
    void aPartThatIsTheWholeHasAllOfTheGrowth() {
        Decomposition.Part part = project(trend(GROWING)).decompositions().get(0);
        assertThat(part.share()).isEqualTo(1);
        assertThat(part.shareInterval()).isNull(); // no draws
    }

    @Test
    void aWhatIfMultipliesAGenerationsRun() {
        List<WhatIf.Effect> effects = project(trend(GROWING)).whatIfs();
        assertThat(effects).hasSize(1); // the first generation has no compute floor
        assertThat(effects.get(0).without().median()).isEqualTo(1e25);
        assertThat(effects.get(0).with().median()).isEqualTo(5e24);
        assertThat(effects.get(0).with().low()).isCloseTo(2.5e24, within(1e15));
        assertThat(effects.get(0).with().high()).isCloseTo(5e24, within(1e15));
    }

    @Test
    void aTrendThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new TrendProjector(settings()).project(List.of(), VINTAGE))
                .isInstanceOf(UserException.class)
                .hasMessage("the trend of training_compute over record in deep-learning is to be projected, but was not"
                        + " fitted: add it to trends");
    }

    private static TrendProjector.Result project(Trend trend) {
        Trend allTime = new Trend(
                specification(Era.ALL_TIME),
                TrendStatus.TOO_FEW_OBSERVATIONS,
                1,
                1,
                1,
                VINTAGE,
                VINTAGE,
                null,
                List.of(FIRST));
        return new TrendProjector(settings()).project(List.of(trend, allTime), VINTAGE);
    }

    private static TrendProjector.Settings settings() {
        return new TrendProjector.Settings(
                TIME_SCALE,
                List.of(KEY),
                SCENARIOS,
                LocalDate.of(2028, 1, 1),
                20_000,
                1,
                Map.of(METRIC.id(), List.of(new Threshold(1e25, "1e25 FLOP"), new Threshold(1e28, "1e28 FLOP"))),
                List.of(new Generation("Gen1", null, 1e25, null, 1e7), new Generation("Gen2", 1e25, 1e26, 1e8, null)),
                KEY,
                new RunResources.Basis(KEY, KEY, KEY, KEY, KEY, KEY, LAW, ERRORS, 8, 5, 14),
                List.of(new Decomposition("by itself", KEY, List.of(KEY))),
                List.of(new WhatIf("half", "none", Map.of(WhatIf.Kind.TRAINING_COMPUTE, new Quantity(0.5, 0.25, 0.5)))),
                new WhatIf.Rates(2, 16, 0.5));
    }

    private static TrendSpecification specification(Era era) {
        return new TrendSpecification(METRIC, Cohort.parse("record"), era, GrowthModel.EXPONENTIAL);
    }

    private static Trend trend(Cells cells) {
        LineFit line = LeastSquaresLine.fit(cells);
        LocalDate first = TIME_SCALE.dateAt(cells.time()[0]);
        LocalDate last = TIME_SCALE.dateAt(cells.time()[cells.size() - 1]);
        return new Trend(
                specification(ERA),
                TrendStatus.FITTED,
                cells.observations(),
                cells.size(),
                1,
                first,
                last,
                Trend.Estimate.of(
                        line,
                        first,
                        last,
                        TIME_SCALE,
                        1,
                        classical(line),
                        List.of(),
                        NO_DRAWS,
                        UNKNOWN,
                        List.of(),
                        List.of()),
                List.of());
    }

    private static SlopeInterval classical(LineFit line) {
        Interval interval = line.slopeInterval(0.95);
        return new SlopeInterval(
                SlopeInterval.Method.OLS, line.slopeSe(), interval.low(), line.slope(), interval.high());
    }
}
