package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.computetrends.stats.Cells;
import org.junit.jupiter.api.Test;

/** How the process of releases is fitted to what is known. */
class ReleaseProcessTest {
    private static final PathSettings SETTINGS = new PathSettings(0.12, 3, 6, 3, 8, 6, 180, 0.10, 100);
    private static final LocalDate ORIGIN = LocalDate.of(2020, 7, 1);

    /** Releases so many days apart back from the day before the origin, alternately 0.5 above and below a line. */
    private static KnownReleases known(int count, int daysApart) {
        long[] days = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            days[count - 1 - i] = ORIGIN.toEpochDay() - 1 - (long) daysApart * i;
        }
        for (int i = 0; i < count; i++) {
            values[i] = 20 + days[i] / 365.25 + (i % 2 == 0 ? 0.5 : -0.5);
        }
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
        return new KnownReleases(
                new Population(ids, days, values),
                OptionalDouble.of(30),
                null,
                ORIGIN,
                ORIGIN,
                new TimeScale(365.25, 30.4375));
    }

    @Test
    void theArrivalRateCountsTheYearsBeforeTheLagAndHasAMinimum() {
        // From 2017-01-01 to 2020-01-01: 1095 days, of which every 50th has a release, the first 33 days before the
        // end.
        assertThat(ReleaseProcess.fit(known(60, 50), 5, SETTINGS).orElseThrow().arrivalsPerYear())
                .isCloseTo(22 / 3.0, within(1e-12));
        // Every 200th has one.
        assertThat(ReleaseProcess.fit(known(20, 200), 5, SETTINGS).orElseThrow().arrivalsPerYear())
                .isEqualTo(3);
    }

    @Test
    void releasesByDateGiveTheLineOfSingleReleases() {
        KnownReleases all = known(60, 50);
        Population releases = all.frontier();
        double[] time = releases.time(all.timeScale());
        // Coverage ends on the day of a release, and the fit begins within the five years.
        LocalDate start = LocalDate.ofEpochDay(ORIGIN.toEpochDay() - 1 - 50 * 4);
        for (LocalDate fitFrom : new LocalDate[] {null, LocalDate.of(2016, 1, 1)}) {
            KnownReleases known =
                    new KnownReleases(releases, OptionalDouble.empty(), fitFrom, ORIGIN, start, all.timeScale());
            ReleaseProcess single = ReleaseProcess.fit(known, 5, SETTINGS).orElseThrow();
            ReleaseProcess byDate = ReleaseProcess.ofCells(
                            known, Cells.ofRows(time, releases.log10Value()), 5, SETTINGS)
                    .orElseThrow();
            assertThat(byDate.line()).isEqualTo(single.line());
            assertThat(byDate.arrivalsPerYear()).isZero();
        }
    }

    @Test
    void residualsAreScaledForTheTwoCoefficients() {
        ReleaseProcess process = ReleaseProcess.fit(known(40, 40), 5, SETTINGS).orElseThrow();
        double squares =
                Arrays.stream(process.residuals()).map(each -> each * each).sum();
        assertThat(process.residuals()).hasSize(40);
        assertThat(squares).isCloseTo(process.line().residualSumOfSquares() * 40 / 38, within(1e-9));
        assertThat(Arrays.stream(process.residuals()).sum()).isCloseTo(0, within(1e-9));
    }

    @Test
    void onlyReleasesOfTheLastYearsCount() {
        assertThat(ReleaseProcess.fit(known(60, 50), 5, SETTINGS)
                        .orElseThrow()
                        .line()
                        .n())
                .isEqualTo(37);
        assertThat(ReleaseProcess.fit(known(60, 50), 2, SETTINGS)
                        .orElseThrow()
                        .line()
                        .n())
                .isEqualTo(15);
    }

    @Test
    void sevenReleasesInFiveYearsAreTooFewAndEightAreNot() {
        assertThat(ReleaseProcess.fit(known(8, 100), 5, SETTINGS)).isPresent();
        assertThat(ReleaseProcess.fit(known(7, 100), 5, SETTINGS)).isEmpty();
        // Twenty, seven of them within five years.
        assertThat(ReleaseProcess.fit(known(20, 300), 5, SETTINGS)).isEmpty();
        // Twenty of one day.
        assertThat(ReleaseProcess.fit(known(20, 0), 5, SETTINGS)).isEmpty();
    }
}
