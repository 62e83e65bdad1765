package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.Era;
import org.computetrends.domain.ForecastTarget;
import org.computetrends.domain.Generation;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.Metric;
import org.computetrends.domain.NamedDerivatives;
import org.computetrends.domain.Odds;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.Projection;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.computetrends.domain.Scenario;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.Threshold;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMembers;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.UserException;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.domain.WhatIf;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.computetrends.stats.ScalingLaw;
import org.junit.jupiter.api.Test;

/** Projections, crossings and what-ifs. Paths have no scatter: 26 on the vintage's day, and one OOM a year. */
class TrendProjectorTest {
    private static final TimeScale TIME_SCALE = TimeScale.JULIAN;
    private static final Metric METRIC = new Metric("training_compute", "Training compute", "FLOP", "x");
    private static final Era ERA = new Era("deep-learning", LocalDate.of(2010, 1, 1), null);
    private static final TrendKey KEY = new TrendKey(METRIC.id(), "record", ERA.id(), GrowthModel.EXPONENTIAL);
    private static final Robustness UNKNOWN = new Robustness(null, null, null, null, null, null, List.of());
    private static final LineDraws NO_DRAWS = new LineDraws(0, new double[0], new double[0]);
    private static final List<Scenario> SCENARIOS = List.of(new Scenario("continue", Set.of(), new Scenario.Paced(1)));
    private static final ScalingLaw LAW = new ScalingLaw(1.8172, 482.01, 2085.43, 0.3478, 0.3658);

    /** Standard errors so small that all sampled laws are the same. */
    private static final ScalingLaw LAW_ERRORS = new ScalingLaw(1e-9, 1e-9, 1e-9, 1e-9, 1e-9);

    private static final TrendKey FRONTIER = new TrendKey(METRIC.id(), "frontier", ERA.id(), GrowthModel.EXPONENTIAL);
    private static final LocalDate VINTAGE = LocalDate.of(2026, 5, 2);
    private static final OddsSettings GRID = new OddsSettings(25, 28, 1, LocalDate.of(2028, 1, 1), List.of(12), 1, 500);
    private static final ValuedRelease FIRST = new ValuedRelease(LocalDate.of(2023, 3, 15), "gpt-4", "GPT-4", 2.1e25);

    /** About 20 + 0.5 t, at t years since 2000. */
    private static final Cells GROWING = Cells.ofRows(
            new double[] {10, 11, 12, 13, 14, 15, 16}, new double[] {25.1, 25.4, 26, 26.4, 27.1, 27.4, 28.1});

    @Test
    void projectsEveryHalfYearAfterTheVintage() {
        List<Projection> projections = project(trend(GROWING)).projections();
        assertThat(projections)
                .extracting(Projection::targetDate)
                .containsExactly(
                        LocalDate.of(2026, 7, 1),
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 7, 1),
                        LocalDate.of(2028, 1, 1));
        // The line is at 26.67. The last of 12 releases a year is older than ln(2) / 12 years in half of the paths, and
        // than ln(40) / 12 in 2.5%: 26.61 and 26.36.
        Projection first2027 = projections.get(1);
        assertThat(first2027.release().median()).isBetween(26.5, heightAt(LocalDate.of(2027, 1, 1)));
        assertThat(first2027.release().p025()).isBetween(26.2, 26.6);
        assertThat(first2027.release().p975()).isCloseTo(heightAt(LocalDate.of(2027, 1, 1)), within(0.02));
        assertThat(first2027.lineMedian())
                .isEqualTo(Math.pow(10, first2027.release().median()));
    }

    @Test
    void aThresholdThatAReleaseReachedIsObserved() {
        List<Crossing> crossings = project(trend(GROWING)).crossings();
        assertThat(crossings).hasSize(3);
        Crossing reached = crossings.get(0);
        assertThat(reached.status()).isEqualTo(Crossing.Status.OBSERVED);
        assertThat(reached.firstObserved()).isEqualTo(FIRST);
        assertThat(reached.date()).isEqualTo(FIRST.publishedOn());
        assertThat(reached.simulated().median()).isNull();
        // By year, for the years that end between the vintage and 2028-01-01.
        assertThat(reached.simulated().crossedBy()).isEqualTo(Map.of(2026, 1.0, 2027, 1.0));
    }

    @Test
    void aFutureCrossingIsDatedByThePaths() {
        Crossing ahead = project(trend(GROWING)).crossings().get(1);
        assertThat(ahead.status()).isEqualTo(Crossing.Status.DATED);
        assertThat(ahead.firstObserved()).isNull();
        // The line is at 27 on 2027-05-02. The next release comes some weeks later: 12 arrive a year.
        assertThat(ahead.simulated().median()).isBetween(LocalDate.of(2027, 5, 10), LocalDate.of(2027, 6, 10));
        assertThat(ahead.simulated().interval95().low())
                .isBetween(
                        LocalDate.of(2027, 5, 2), ahead.simulated().interval80().low());
        assertThat(ahead.simulated().interval80().low())
                .isBeforeOrEqualTo(ahead.simulated().interval50().low());
        assertThat(ahead.simulated().interval50().high())
                .isBefore(ahead.simulated().interval80().high());
        assertThat(ahead.simulated().crossedBy().get(2026)).isZero();
        assertThat(ahead.simulated().crossedBy().get(2027)).isGreaterThan(0.95);
    }

    @Test
    void aThresholdThatFewerThanHalfThePathsReachHasNoDate() {
        Crossing far = project(trend(GROWING)).crossings().get(2);
        assertThat(far.status()).isEqualTo(Crossing.Status.NOT_BY_LAST_DATE);
        assertThat(far.date()).isNull();
    }

    @Test
    void aCrossingBeforeTheVintageMayHaveHappened() {
        // Paths start where coverage ended, a year before: half of them are at 25.5 before the vintage's day.
        TrendProjector projector = new TrendProjector(settings(new Threshold(pow(25.5), "near")), forecasting(), GRID);
        Crossing near = projector
                .project(
                        trends(trend(GROWING)),
                        members(LocalDate.of(2025, 5, 2)),
                        knowledge(LocalDate.of(2025, 5, 2)),
                        List.of())
                .crossings()
                .get(0);
        assertThat(near.status()).isEqualTo(Crossing.Status.MAY_HAVE_HAPPENED);
        assertThat(near.simulated().median()).isBetween(LocalDate.of(2025, 11, 1), LocalDate.of(2026, 1, 15));
        assertThat(near.simulated().interval95().low()).isAfterOrEqualTo(near.knownTo());
    }

    @Test
    void tooFewReleasesAreAStatus() {
        TrendProjector projector = new TrendProjector(settings(new Threshold(1e27, "ahead")), forecasting(), GRID);
        TrendProjector.Result result = projector.project(
                trends(trend(GROWING)),
                Map.of(FRONTIER, new TrendMembers(GROWING, points(7, VINTAGE))),
                knowledge(VINTAGE),
                List.of());
        assertThat(result.projections()).isEmpty();
        assertThat(result.crossings()).extracting(Crossing::status).containsOnly(Crossing.Status.TOO_FEW_RELEASES);
        assertThat(result.odds())
                .filteredOn(odds -> odds.key().threshold() > FIRST.value())
                .isNotEmpty()
                .allMatch(odds -> odds.status() == Odds.Status.TOO_FEW_RELEASES && odds.probability() == null);
    }

    @Test
    void theLineHasACrossingOfItsOwn() {
        Crossing.LineCrossing line = project(trend(GROWING)).crossings().get(0).line();
        LineFit fit = LeastSquaresLine.fit(GROWING);
        assertThat(line.status()).isEqualTo(Crossing.LineStatus.BOUNDED);
        assertThat(line.date())
                .isEqualTo(TIME_SCALE.dateAt(fit.whenLineReaches(25, 0.95, 1).estimate()));
        assertThat(line.interval95())
                .isEqualTo(new Crossing.DateInterval(
                        TIME_SCALE.dateAt(fit.whenLineReaches(25, 0.95, 1).low()),
                        TIME_SCALE.dateAt(fit.whenLineReaches(25, 0.95, 1).high())));
        assertThat(line.interval80().low()).isAfter(line.interval95().low());
        assertThat(line.interval80().high()).isBefore(line.interval95().high());
    }

    @Test
    void aFallingLineCrossesNothing() {
        Cells falling = Cells.ofRows(new double[] {10, 11, 12, 13}, new double[] {25, 24, 24, 23});
        assertThat(project(trend(falling)).crossings().get(0).line())
                .isEqualTo(Crossing.LineCrossing.none(Crossing.LineStatus.NOT_GROWING));
    }

    @Test
    void anUncertainSlopeGivesADateOfTheLineWithoutAnInterval() {
        Cells uncertain = Cells.ofRows(new double[] {10, 11, 12, 13}, new double[] {24, 25.5, 23.5, 25});
        Crossing.LineCrossing line =
                project(trend(uncertain)).crossings().get(1).line();
        assertThat(line.status()).isEqualTo(Crossing.LineStatus.UNBOUNDED);
        assertThat(line.date()).isNotNull();
        assertThat(line.interval95()).isEqualTo(Crossing.DateInterval.NONE);
    }

    @Test
    void aLineThatCrossesBeyondTheCalendarHasNoDate() {
        Cells slow = Cells.ofRows(new double[] {10, 11, 12}, new double[] {10, 10.0005, 10.001});
        assertThat(project(trend(slow)).crossings().get(1).line())
                .isEqualTo(Crossing.LineCrossing.none(Crossing.LineStatus.BEYOND_CALENDAR));
    }

    @Test
    void aTrendThatWasNotFittedHasNoLine() {
        Trend unfitted = new Trend(
                specification(), TrendStatus.TOO_FEW_OBSERVATIONS, 1, 1, 1, VINTAGE, VINTAGE, null, List.of());
        assertThat(project(unfitted).crossings())
                .extracting(crossing -> crossing.line().status())
                .containsOnly(Crossing.LineStatus.NO_FIT);
    }

    @Test
    void generationsBeginWithTheirComputeFloor() {
        TrendProjector.Result result = project(trend(GROWING));
        assertThat(result.generations()).hasSize(2);
        assertThat(result.generations().get(0).crossing()).isNull();
        Crossing second = result.generations().get(1).crossing();
        assertThat(second.threshold()).isEqualTo(1e25);
        assertThat(second.firstObserved()).isEqualTo(FIRST);
        assertThat(second.status()).isEqualTo(Crossing.Status.OBSERVED);
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
        // 37.6 months before the vintage, at a halving every 8: 2^(37.6 / 8) = 25.96.
        assertThat(1e25 / resources.effectiveComputeFlop().median()).isBetween(24.0, 26.0);
        assertThat(resources.amount(RunResource.COST_AMORTIZED))
                .as("no run of the past is known")
                .isNull();
    }

    @Test
    void aPartThatIsTheWholeHasAllGrowth() {
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
    void theSettingsOfProjectionsSayHowManyPathsAreDrawn() {
        TrendProjector projector = new TrendProjector(settings(4), forecasting(), GRID);
        List<Odds> odds = projector
                .project(trends(trend(GROWING)), members(VINTAGE), knowledge(VINTAGE), List.of())
                .odds();
        assertThat(odds).isNotEmpty().extracting(Odds::probability).isSubsetOf(0.0, 0.25, 0.5, 0.75, 1.0);
    }

    @Test
    void aMissingTrendIsNamed() {
        TrendProjector projector = new TrendProjector(settings(), forecasting(), GRID);
        assertThatThrownBy(() -> projector.project(List.of(), Map.of(), knowledge(VINTAGE), List.of()))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the trend of training_compute over record in deep-learning is needed for projections, but was"
                                + " not fitted: add it to trends");
    }

    private static TrendProjector.Result project(Trend trend) {
        return new TrendProjector(
                        settings(
                                new Threshold(1e25, "1e25 FLOP"),
                                new Threshold(1e27, "1e27 FLOP"),
                                new Threshold(1e29, "1e29 FLOP")),
                        forecasting(),
                        GRID)
                .project(trends(trend), members(VINTAGE), knowledge(VINTAGE), List.of());
    }

    /** The trend, its records of all time, and the frontier that its paths are drawn from. */
    private static List<Trend> trends(Trend trend) {
        return List.of(trend, unfitted("record", Era.ALL_TIME, List.of(FIRST)), unfitted("frontier", ERA, List.of()));
    }

    private static Trend unfitted(String cohort, Era era, List<ValuedRelease> records) {
        return new Trend(
                new TrendSpecification(METRIC, Cohort.parse(cohort), era, GrowthModel.EXPONENTIAL),
                TrendStatus.TOO_FEW_OBSERVATIONS,
                1,
                1,
                1,
                VINTAGE,
                VINTAGE,
                null,
                records);
    }

    private static Knowledge knowledge(LocalDate knownTo) {
        return new Knowledge(VINTAGE, VINTAGE, Map.of(METRIC.id(), knownTo), Optional.empty());
    }

    private static Map<TrendKey, TrendMembers> members(LocalDate until) {
        return Map.of(FRONTIER, new TrendMembers(GROWING, points(48, until)));
    }

    /** Releases on the first of each of the months before a date, at one OOM a year, 26 on the vintage's day. */
    private static Points points(int months, LocalDate until) {
        double[] time = new double[months];
        double[] value = new double[months];
        for (int i = 0; i < months; i++) {
            LocalDate date = until.withDayOfMonth(1).minusMonths(months - 1 - i);
            time[i] = TIME_SCALE.yearsSince2000(date);
            value[i] = heightAt(date);
        }
        return new Points(time, value, new double[months]);
    }

    private static double heightAt(LocalDate date) {
        return 26 + TIME_SCALE.yearsSince2000(date) - TIME_SCALE.yearsSince2000(VINTAGE);
    }

    private static double pow(double log10) {
        return Math.pow(10, log10);
    }

    private static ForecastSettings forecasting() {
        Cohort frontier = Cohort.frontier();
        return new ForecastSettings(
                new Selection(
                        new PopulationRules(
                                TIME_SCALE,
                                DateImputation.MIDDLE,
                                null,
                                null,
                                new ZScoreRule(364, -2, 0.76, LocalDate.of(2015, 9, 1)),
                                OutlierRule.KEEP,
                                /* frontierSize= */ 10,
                                LocalDate.of(2010, 1, 1),
                                true,
                                2,
                                NamedDerivatives.NONE),
                        DerivativeRule.UNRANKED,
                        Set.of(),
                        Set.of()),
                METRIC,
                List.of(
                        new ForecastMethod("simulation", "paths", frontier, ForecastMethod.Shape.SIMULATION, 5),
                        new ForecastMethod(
                                "simulation-from-coverage",
                                "late paths",
                                frontier,
                                ForecastMethod.Shape.SIMULATION_FROM_COVERAGE,
                                5),
                        new ForecastMethod("recent-line", "line", frontier, ForecastMethod.Shape.LINE, 5)),
                List.of(ForecastTarget.values()),
                LocalDate.of(2010, 1, 1),
                /* stepMonths= */ 6,
                /* recentYears= */ 5,
                /* trim= */ 0.15,
                new PathSettings(
                        /* slopeDeviation= */ 0,
                        /* rateYears= */ 3,
                        /* rateLagMonths= */ 0,
                        /* leastArrivalsPerYear= */ 3,
                        /* fewestReleases= */ 8,
                        /* windowMonths= */ 6,
                        /* coverageLagDays= */ 180,
                        /* recordSoftness= */ 0.10,
                        /* paths= */ 2000),
                new ForecastSettings.Choice("simulation", "simulation-from-coverage", "recent-line"),
                20260819);
    }

    private static TrendProjector.Settings settings(Threshold... thresholds) {
        return settings(2000, thresholds);
    }

    private static TrendProjector.Settings settings(int paths, Threshold... thresholds) {
        return new TrendProjector.Settings(
                TIME_SCALE,
                List.of(KEY),
                SCENARIOS,
                LocalDate.of(2028, 1, 1),
                paths,
                /* seed= */ 1,
                Map.of(METRIC.id(), List.of(thresholds)),
                List.of(new Generation("Gen1", null, 1e25, null, 1e7), new Generation("Gen2", 1e25, 1e26, 1e8, null)),
                KEY,
                new RunResources.Basis(
                        Map.of(), KEY, LAW, LAW_ERRORS, /* halvingMonths= */ 8, /* low= */ 5, /* high= */ 14),
                List.of(new Decomposition("by itself", KEY, List.of(KEY))),
                List.of(new WhatIf(
                        "half",
                        "none",
                        Map.of(WhatIf.RunQuantity.TRAINING_COMPUTE, new MedianAndInterval(0.5, 0.25, 0.5)))),
                new WhatIf.Rates(2, 16, 2, 0.5)); // not used: the only effect is on compute
    }

    private static TrendSpecification specification() {
        return new TrendSpecification(METRIC, Cohort.parse("record"), ERA, GrowthModel.EXPONENTIAL);
    }

    private static Trend trend(Cells cells) {
        LineFit line = LeastSquaresLine.fit(cells);
        LocalDate first = TIME_SCALE.dateAt(cells.time()[0]);
        LocalDate last = TIME_SCALE.dateAt(cells.time()[cells.size() - 1]);
        return new Trend(
                specification(),
                TrendStatus.FITTED,
                cells.observations(),
                cells.size(),
                1,
                first,
                last,
                new Trend.Estimate(
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
