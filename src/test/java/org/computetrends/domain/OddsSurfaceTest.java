package org.computetrends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.OddsRows.observed;
import static org.computetrends.domain.OddsRows.published;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Odds between the grid's thresholds and dates. Expected values: interpolation by hand. */
class OddsSurfaceTest {
    private static final String EARLY = "2027-01-01";
    private static final String LATE = "2027-01-11";

    /** Two thresholds two orders of magnitude apart, two dates ten days apart. */
    private static final List<Odds> POINTS = List.of(
            published(1e26, EARLY, 0.8), published(1e28, EARLY, 0.2),
            published(1e26, LATE, 0.9), published(1e28, LATE, 0.5));

    private static OddsAnswer at(List<Odds> points, double threshold, String before) {
        List<OddsSurface> grids = OddsSurface.of(points);
        assertThat(grids).hasSize(1);
        return grids.get(0).answer(threshold, LocalDate.parse(before)).orElseThrow();
    }

    @Test
    void aPointOfTheGridIsNotInterpolated() {
        for (Odds point : POINTS) {
            OddsAnswer answer =
                    at(POINTS, point.key().threshold(), point.key().before().toString());
            assertThat(answer.odds()).isEqualTo(point);
            assertThat(answer.points()).containsExactly(point);
            assertThat(answer.isInterpolated()).isFalse();
        }
    }

    @Test
    void aThresholdBetweenIsInterpolatedInItsLogarithm() {
        OddsAnswer answer = at(POINTS, 1e27, EARLY);
        assertThat(answer.odds().probability()).isCloseTo(0.5, within(1e-12));
        assertThat(answer.odds().monteCarloError()).isCloseTo(0.01, within(1e-12));
        assertThat(answer.odds().key().threshold()).isEqualTo(1e27);
        assertThat(answer.points()).containsExactly(POINTS.get(0), POINTS.get(1));
        assertThat(answer.isInterpolated()).isTrue();
    }

    @Test
    void aDateBetweenIsInterpolatedInDays() {
        OddsAnswer answer = at(POINTS, 1e28, "2027-01-04");
        assertThat(answer.odds().probability()).isCloseTo(0.2 + 0.3 * 0.3, within(1e-12));
        assertThat(answer.points()).containsExactly(POINTS.get(1), POINTS.get(3));
    }

    @Test
    void bothTogetherAreBilinear() {
        // At 1e27: 0.5 early and 0.7 late; of ten days three have passed.
        OddsAnswer answer = at(POINTS, 1e27, "2027-01-04");
        assertThat(answer.odds().probability()).isCloseTo(0.56, within(1e-12));
        assertThat(answer.points()).containsExactlyElementsOf(POINTS);
    }

    @Test
    void outsideTheGridThereIsNoAnswer() {
        OddsSurface grid = OddsSurface.of(POINTS).get(0);
        assertThat(grid.answer(9e25, LocalDate.parse(EARLY))).isEmpty();
        assertThat(grid.answer(1.1e28, LocalDate.parse(EARLY))).isEmpty();
        assertThat(grid.answer(1e27, LocalDate.parse("2026-12-31"))).isEmpty();
        assertThat(grid.answer(1e27, LocalDate.parse("2027-01-12"))).isEmpty();
        // A threshold that differs from the bound by rounding counts as the bound.
        assertThat(grid.answer(Math.nextUp(1e28), LocalDate.parse(LATE)))
                .hasValueSatisfying(
                        answer -> assertThat(answer.isInterpolated()).isFalse());
    }

    @Test
    void aThresholdBetweenTwoObservedOnesIsObserved() {
        List<Odds> points = List.of(observed(1e25, EARLY), observed(1e26, EARLY), published(1e27, EARLY, 0.6));
        OddsAnswer known = at(points, 3e25, EARLY);
        assertThat(known.odds().status()).isEqualTo(Odds.Status.OBSERVED);
        assertThat(known.odds().probability()).isEqualTo(1);
        assertThat(known.isInterpolated()).isFalse();
        // Halfway between the observed 1e26 and 60% at 1e27.
        OddsAnswer unknown = at(points, Math.pow(10, 26.5), EARLY);
        assertThat(unknown.odds().status()).isEqualTo(Odds.Status.FORECAST);
        assertThat(unknown.odds().probability()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void tooFewReleasesGiveNoProbability() {
        Odds none =
                new Odds(POINTS.get(0).key(), true, Odds.Status.TOO_FEW_RELEASES, OddsRows.VINTAGE, null, null, null);
        OddsAnswer answer = at(List.of(none), 1e26, EARLY);
        assertThat(answer.odds().status()).isEqualTo(Odds.Status.TOO_FEW_RELEASES);
        assertThat(answer.odds().probability()).isNull();
    }

    @Test
    void eachMethodEventAndOriginHasItsGrid() {
        LocalDate older = LocalDate.of(2025, 6, 20);
        List<OddsSurface> grids = OddsSurface.of(List.of(
                OddsRows.of(OddsRows.SIMULATION, older, Odds.Event.PUBLISHED, 1e27, EARLY, 0.1),
                OddsRows.of(OddsRows.SIMULATION, OddsRows.VINTAGE, Odds.Event.PUBLISHED, 1e27, EARLY, 0.2),
                OddsRows.of(OddsRows.SIMULATION, OddsRows.VINTAGE, Odds.Event.IN_DATABASE, 1e27, EARLY, 0.3),
                OddsRows.of(OddsRows.FROM_COVERAGE, OddsRows.VINTAGE, Odds.Event.PUBLISHED, 1e27, EARLY, 0.4)));
        assertThat(grids)
                .extracting(grid -> grid.answer(1e27, LocalDate.parse(EARLY))
                        .orElseThrow()
                        .odds()
                        .probability())
                .containsExactlyInAnyOrder(0.1, 0.2, 0.3, 0.4);
    }

    /** On random grids, probabilities fall with the threshold and rise with the date. So do answers. */
    @Test
    void answersAreMonotoneWhereThePointsAre() {
        SplittableRandom random = new SplittableRandom(42);
        for (int trial = 0; trial < 50; trial++) {
            double[][] p = monotone(random, 5, 6);
            List<Odds> points = new ArrayList<>();
            LocalDate first = LocalDate.parse(EARLY);
            for (int t = 0; t < p.length; t++) {
                for (int d = 0; d < p[t].length; d++) {
                    points.add(published(
                            Math.pow(10, 26 + 0.25 * t), first.plusMonths(d).toString(), p[t][d]));
                }
            }
            OddsSurface grid = OddsSurface.of(points).get(0);
            for (int i = 0; i < 40; i++) {
                double log = 26 + random.nextDouble();
                double higher = log + random.nextDouble() * (27 - log);
                LocalDate day = first.plusDays(random.nextInt(150));
                LocalDate later = day.plusDays(random.nextInt(151 - (int) (day.toEpochDay() - first.toEpochDay())));
                double answer = probability(grid, log, day);
                assertThat(answer).isBetween(0.0, 1.0);
                assertThat(probability(grid, higher, day)).isLessThanOrEqualTo(answer + 1e-15);
                assertThat(probability(grid, log, later)).isGreaterThanOrEqualTo(answer - 1e-15);
            }
        }
    }

    private static double probability(OddsSurface grid, double log10Threshold, LocalDate before) {
        OddsAnswer answer = grid.answer(Math.pow(10, log10Threshold), before).orElseThrow();
        double probability = Objects.requireNonNull(answer.odds().probability());
        assertThat(answer.points())
                .anyMatch(point -> point.probability() <= probability)
                .anyMatch(point -> point.probability() >= probability);
        return probability;
    }

    /**
     * Random probabilities that fall with the threshold and rise with the date: the share of 30 random paths that have
     * crossed the threshold.
     */
    private static double[][] monotone(SplittableRandom random, int thresholds, int dates) {
        double[][] crossings = new double[30][];
        for (int path = 0; path < crossings.length; path++) {
            crossings[path] = random.doubles(thresholds, 0, dates).sorted().toArray();
        }
        double[][] result = new double[thresholds][dates];
        for (int t = 0; t < thresholds; t++) {
            for (int d = 0; d < dates; d++) {
                for (double[] path : crossings) {
                    result[t][d] += path[t] <= d ? 1.0 / crossings.length : 0;
                }
                result[t][d] = Math.min(1, result[t][d]);
            }
        }
        return result;
    }
}
