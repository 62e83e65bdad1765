package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Odds against closed forms: see reference/odds.py. */
class OddsTest {
    private static final TimeScale TIME = TimeScale.JULIAN;
    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);
    private static final ReportingDelays DELAYS = new ReportingDelays(new double[] {0.25, 1}, new double[] {0.4, 0.9});

    /** The releases of odds.py: 4 a year for six years, 0.3 above or below a line from 0 that rises by 0.5 a year. */
    private static ReleasePaths paths(OptionalDouble record) {
        Population nobody = new Population(List.of(), new long[0], new double[0]);
        KnownReleases known = new KnownReleases(nobody, record, null, ORIGIN, ORIGIN, TIME);
        double start = known.startTime();
        double[] time = {start - 4, start - 2, start};
        double[] value = {-2, -1, 0};
        ReleaseProcess process =
                new ReleaseProcess(LeastSquaresLine.fit(Cells.ofRows(time, value)), new double[] {-0.3, 0.3}, 4);
        PathDraws draws = new PathDraws(process, 0, start, 6, 40_000, /* hasDelays= */ true, 5);
        return new ReleasePaths(known, draws, new PathGrowth.Paced(draws, 1), 6);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/odds.csv", useHeadersInDisplayName = true)
    void oddsAreThoseOfAThinnedPoissonProcess(double threshold, double years, double published, double inDatabase) {
        LocalDate end = TIME.dateAt(TIME.yearsSince2000(ORIGIN) + years);
        ReleasePaths paths = paths(OptionalDouble.empty());
        double[] log10 = {threshold};

        // Four standard errors of 40,000 paths are at most 0.01. The rest is for dates, which are whole days.
        assertThat(paths.exceedance(List.of(end), log10, Optional.empty())[0][0])
                .isCloseTo(published, within(0.015));
        assertThat(paths.exceedance(List.of(end), log10, Optional.of(DELAYS))[0][0])
                .isCloseTo(inDatabase, within(0.015));
        assertThat(FirstPassages.ofUnordered(paths.passages(threshold), TIME).shareBefore(end))
                .isEqualTo(paths.exceedance(List.of(end), log10, Optional.empty())[0][0]);
    }

    @Test
    void oddsFallInTheThresholdAndRiseInTheDate() {
        List<LocalDate> dates =
                IntStream.rangeClosed(1, 60).mapToObj(ORIGIN::plusMonths).toList();
        double[] log10 = {-0.5, 0, 0.25, 0.5, 1, 1.5, 2, 3};
        ReleasePaths paths = paths(OptionalDouble.of(-0.25));
        double[][] published = paths.exceedance(dates, log10, Optional.empty());
        double[][] inDatabase = paths.exceedance(dates, log10, Optional.of(DELAYS));

        for (int d = 0; d < dates.size(); d++) {
            assertThat(published[d][0]).isEqualTo(1);
            for (int k = 0; k < log10.length; k++) {
                assertThat(inDatabase[d][k]).isBetween(0.0, published[d][k]);
                assertThat(published[d][k]).isLessThanOrEqualTo(k == 0 ? 1 : published[d][k - 1]);
                assertThat(published[d][k]).isGreaterThanOrEqualTo(d == 0 ? 0 : published[d - 1][k]);
                assertThat(inDatabase[d][k]).isGreaterThanOrEqualTo(d == 0 ? 0 : inDatabase[d - 1][k]);
            }
        }
        // After five years the line is at 2.5, above the threshold 1. After one year all releases are below 3.
        assertThat(published[59][4]).isGreaterThan(0.99);
        assertThat(published[11][7]).isZero();
    }

    @Test
    void theMedianIsTheFirstDayWithOddsOfAHalf() {
        FirstPassages passages =
                FirstPassages.ofUnordered(paths(OptionalDouble.empty()).passages(1), TIME);
        LocalDate median = passages.median().orElseThrow();

        assertThat(passages.shareBefore(median)).isLessThan(0.5);
        assertThat(passages.shareBefore(median.plusDays(1))).isGreaterThanOrEqualTo(0.5);
        assertThat(FirstPassages.ofUnordered(paths(OptionalDouble.empty()).passages(9), TIME)
                        .median())
                .isEmpty();
    }

    @Test
    void aReleaseNotYetInTheDatabaseIsReportedLaterAndSomeNever() {
        // Released at the origin: rank 0.65 of delays is reached at the age 0.25 + 0.75 * (0.65 - 0.4) / 0.5 = 0.625.
        assertThat(DELAYS.reportedAt(10, 0.65, 10)).isCloseTo(10.625, within(1e-12));
        assertThat(DELAYS.reportedAt(10, 0.30, 10)).isEqualTo(10.25);
        assertThat(DELAYS.reportedAt(10, 0.95, 10)).isInfinite();
        // Half a year old: 0.4 + 0.5 / 3 = 0.567 are reported. Rank 0.5 of the others is rank 0.783 of all, which is
        // reached at the age 0.25 + 0.75 * 0.383 / 0.5 = 0.825.
        assertThat(DELAYS.reportedAt(9.5, 0.5, 10)).isCloseTo(10.325, within(1e-12));
    }

    @Test
    void thresholdsAreAQuarterOomApartAndWholePowersExact() {
        OddsSettings grid = new OddsSettings(25, 32, 4, LocalDate.of(2036, 1, 1), List.of(6, 12), 2, 1000);
        double[] thresholds = Arrays.stream(grid.log10Thresholds())
                .map(OddsSettings::threshold)
                .toArray();

        assertThat(thresholds).hasSize(29);
        assertThat(thresholds[0]).isEqualTo(1e25);
        assertThat(thresholds[8]).isEqualTo(1e27);
        assertThat(thresholds[28]).isEqualTo(1e32);
        // Python: 10 ** 25.25.
        assertThat(thresholds[1]).isCloseTo(1.7782794100389228e25, within(1e10));
    }

    @Test
    void datesAreFirstDaysOfMonthsAfterTheOrigin() {
        OddsSettings grid = new OddsSettings(25, 32, 4, LocalDate.of(2026, 12, 31), List.of(), 2, 1000);

        assertThat(grid.dates(LocalDate.of(2026, 10, 1)))
                .containsExactly(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));
        assertThat(grid.dates(LocalDate.of(2026, 9, 30))).first().isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(grid.dates(LocalDate.of(2027, 1, 1))).isEmpty();
        assertThatThrownBy(() -> new OddsSettings(26, 25, 4, ORIGIN, List.of(), 2, 1000))
                .hasMessageContaining("from 1e26 to 1e25");
    }
}
