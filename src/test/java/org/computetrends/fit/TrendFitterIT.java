package org.computetrends.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.population.LoadedReleases.RULES;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.computetrends.TestSession;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.Era;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.SlopeComparison;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.domain.TrendPopulations.Overlap;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.TrendStatus;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.population.AnalysedRelease;
import org.computetrends.population.InMemorySegmenter;
import org.computetrends.population.LoadedVintage;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fits of literal and random releases by MLlib and from memory. */
class TrendFitterIT {
    private static final TimeScale TIME_SCALE = TimeScale.JULIAN;
    private static final LocalDate VINTAGE = LocalDate.of(2030, 1, 1);

    private final List<AnalysedRelease> releases = new ArrayList<>();
    private long observationsLimit = 10_000;

    @Test
    void mllibAndTheClosedFormAgree() {
        Random random = new Random(7);
        int trends = 40;
        List<List<double[]>> points = new ArrayList<>();
        for (int trend = 0; trend < trends; trend++) {
            points.add(new ArrayList<>());
        }
        for (int i = 0; i < 1200; i++) {
            LocalDate date = LocalDate.of(1952, 1, 1).plusDays(random.nextInt(27_000));
            double value = 2 + 0.3 * (date.getYear() - 1950) + 2 * random.nextGaussian();
            Integer[] members = random.ints(5, 0, trends).distinct().boxed().toArray(Integer[]::new);
            add(date, value, "r" + i, members);
            for (int trend : members) {
                points.get(trend).add(new double[] {TIME_SCALE.yearsSince2000(date), value});
            }
        }
        List<Trend> fitted = fit(trends);
        for (int trend = 0; trend < trends; trend++) {
            LineFit mllib = fitted.get(trend).estimate().line();
            LineFit closedForm = LeastSquaresLine.fit(Cells.ofRows(
                    points.get(trend).stream().mapToDouble(point -> point[0]).toArray(),
                    points.get(trend).stream().mapToDouble(point -> point[1]).toArray()));
            assertThat(mllib.n()).isEqualTo(points.get(trend).size());
            assertThat(mllib.slope()).isCloseTo(closedForm.slope(), within(1e-9 * Math.abs(closedForm.slope())));
            assertThat(mllib.valueAt(0)).isCloseTo(closedForm.valueAt(0), within(1e-9 * closedForm.valueAt(0)));
            assertThat(mllib.slopeSe()).isCloseTo(closedForm.slopeSe(), within(1e-9 * closedForm.slopeSe()));
            assertThat(mllib.rSquared()).isCloseTo(closedForm.rSquared(), within(1e-9));
        }
    }

    /** MLlib drops constant columns. The intercept column of a single trend would be one without a row of zeros. */
    @Test
    void aLoneTrendKeepsItsIntercept() {
        for (int year = 0; year < 4; year++) {
            add(LocalDate.of(2000 + 4 * year, 1, 1), 20 + 2.0 * year, "r" + year, 0);
        }
        Trend trend = fit(1).get(0);
        assertThat(trend.estimate().line().slope()).isCloseTo(0.5, within(1e-12));
        assertThat(trend.estimate().line().valueAt(0)).isCloseTo(20, within(1e-10));
        assertThat(trend.estimate().startValue()).isCloseTo(1e20, within(1e10));
        assertThat(trend.estimate().endValue()).isCloseTo(1e26, within(1e16));
    }

    @Test
    void aTrendThatCannotBeFittedSaysWhy() {
        add(LocalDate.of(2001, 1, 1), 1, "a", 0, 1, 2);
        add(LocalDate.of(2002, 1, 1), 2, "b", 1);
        add(LocalDate.of(2001, 1, 1), 3, "c", 2);
        add(LocalDate.of(2001, 1, 1), 4, "d", 2);
        List<Trend> trends = fit(4);
        assertThat(trends)
                .extracting(Trend::status)
                .containsExactly(
                        TrendStatus.TOO_FEW_OBSERVATIONS,
                        TrendStatus.TOO_FEW_OBSERVATIONS,
                        TrendStatus.TOO_FEW_DATES,
                        TrendStatus.TOO_FEW_OBSERVATIONS);
        assertThat(trends).extracting(Trend::n).containsExactly(1L, 2L, 3L, 0L);
        assertThat(trends).extracting(Trend::estimate).containsOnlyNulls();
        assertThat(trends.get(3).firstDate()).isNull();
    }

    @Test
    void equalValuesDoNotGrow() {
        for (int year = 0; year < 4; year++) {
            add(LocalDate.of(2001 + year, 1, 1), 5, "r" + year, 0);
        }
        Trend trend = fit(1).get(0);
        assertThat(trend.status()).isEqualTo(TrendStatus.FITTED);
        assertThat(trend.estimate().line().residualSd()).isZero();
        assertThat(trend.estimate().doublingTime().status()).isEqualTo(DoublingTime.Status.NOT_GROWING);
    }

    @Test
    void organizationsAreCountedOnceAndRecordsAreKept() {
        add(LocalDate.of(2001, 1, 1), 1, "a", 0);
        add(LocalDate.of(2002, 1, 1), 3, "b", 0);
        add(LocalDate.of(2003, 1, 1), 2, "c", 0);
        add(LocalDate.of(2004, 1, 1), 4, "d", 0);
        addOf(null, LocalDate.of(2004, 1, 1), 3, "e", 0);
        Trend trend = fit(1).get(0);
        assertThat(trend.nOrganizations()).isEqualTo(1);
        assertThat(trend.nDates()).isEqualTo(4);
        assertThat(trend.maxima()).extracting(ValuedRelease::releaseId).containsExactly("a", "b", "d");
        assertThat(trend.firstToReach(1000).releaseId()).isEqualTo("b");
        assertThat(trend.firstToReach(1e9)).isNull();
    }

    @Test
    void trendsLinkedByComparisonsHaveTheSameClusters() {
        // Only trend 0 is large. Its releases without an organization form clusters by date. Trend 2 is linked to it
        // through trend 1, so its clusters must be the same as if it were linked directly.
        observationsLimit = 35;
        for (int i = 0; i < 40; i++) {
            Integer[] trends =
                    IntStream.rangeClosed(0, Math.min(2, i / 10)).boxed().toArray(Integer[]::new);
            addOf(null, LocalDate.of(2000, 1, 1).plusMonths(6L * (i / 2)), 0.1 * i + Math.sin(i), "r" + i, trends);
        }
        Overlap linkToLarge = new Overlap(0, 1);
        Overlap compared = new Overlap(1, 2);
        SlopeComparison linked =
                fit(3, List.of(compared, linkToLarge)).comparisons().get(0);
        SlopeComparison direct = fit(3, List.of(compared, linkToLarge, new Overlap(0, 2)))
                .comparisons()
                .get(0);
        assertThat(linked.tests()).containsKey(SlopeInterval.Method.CR3).isEqualTo(direct.tests());
    }

    private void add(LocalDate date, double log10Value, String release, Integer... trends) {
        addOf("org", date, log10Value, release, trends);
    }

    /** A release with this value of each trend's own metric. */
    private void addOf(
            @Nullable String organization, LocalDate date, double log10Value, String release, Integer... trends) {
        Map<String, Double> values = new HashMap<>();
        for (int trend : trends) {
            values.put("m" + trend, Math.pow(10, log10Value));
        }
        releases.add(new AnalysedRelease(
                release, release, date, DatePrecision.DAY, false, null, null, organization, Map.of(), values));
    }

    private List<Trend> fit(int trends) {
        return fit(trends, List.of()).trends();
    }

    private TrendFitter.Result fit(int trends, List<Overlap> comparisons) {
        List<TrendSpecification> specifications = new ArrayList<>();
        for (int i = 0; i < trends; i++) {
            specifications.add(new TrendSpecification(
                    new Metric("m" + i, "M", "u", "x"), Cohort.all(), Era.ALL_TIME, GrowthModel.EXPONENTIAL));
        }
        TrendPopulations populations = new InMemorySegmenter(
                        RULES.rules(),
                        specifications.stream().map(TrendSpecification::metric).toList(),
                        List.of())
                .segment(new LoadedVintage(VINTAGE, releases), specifications)
                .populations();
        return new TrendFitter(new TrendFitter.Settings(
                        TIME_SCALE,
                        1,
                        SlopeInterval.Method.OLS,
                        0,
                        MeasurementNoise.NONE,
                        Map.of(Confidence.CONFIDENT, 3.0),
                        EnumSet.allOf(GrowthModel.class),
                        new TrendFitter.BreakRule(0.05, 0.15, 9),
                        observationsLimit,
                        1000,
                        3,
                        comparisons.stream()
                                .map(pair -> new TrendFitter.Pair(
                                        specifications.get(pair.first()).key(),
                                        specifications.get(pair.second()).key()))
                                .toList()))
                .fit(TestSession.get(), populations, specifications);
    }
}
