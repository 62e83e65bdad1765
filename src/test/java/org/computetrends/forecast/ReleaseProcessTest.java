package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.TestDefaults.PATHS;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.computetrends.population.Population;
import org.computetrends.stats.Cells;
import org.junit.jupiter.api.Test;

/** The fit of a release process: its rate, its line and the fewest releases. */
class ReleaseProcessTest {
    private static final LocalDate ORIGIN = LocalDate.of(2020, 7, 1);

    /** Equally spaced releases up to the day before the origin, alternately 0.5 above and below a line. */
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
                new Population(ids, days, values), OptionalDouble.of(30), null, ORIGIN, ORIGIN, JULIAN);
    }

    @Test
    void theArrivalRateCountsTheYearsBeforeTheLagAndHasAMinimum() {
        // The 1095 days from 2017-01-01 to 2020-01-01 have a release every 50 days, the last of them 19 days before the
        // end: 22.
        assertThat(ReleaseProcess.fit(known(60, 50), 5, PATHS).orElseThrow().arrivalsPerYear())
                .isCloseTo(22 / 3.0, within(1e-12));
        // A release every 200 days is below the minimum.
        assertThat(ReleaseProcess.fit(known(20, 200), 5, PATHS).orElseThrow().arrivalsPerYear())
                .isEqualTo(3);
    }

    @Test
    void releasesByDateGiveTheLineOfSingleReleases() {
        Population releases = known(60, 50).releases();
        double[] time = releases.time(JULIAN);
        // Coverage ends on the day of a release, and the fit begins within the five years.
        LocalDate start = LocalDate.ofEpochDay(ORIGIN.toEpochDay() - 1 - 50 * 4);
        for (LocalDate fitFrom : new LocalDate[] {null, LocalDate.of(2016, 1, 1)}) {
            KnownReleases known = new KnownReleases(releases, OptionalDouble.empty(), fitFrom, ORIGIN, start, JULIAN);
            ReleaseProcess single = ReleaseProcess.fit(known, 5, PATHS).orElseThrow();
            ReleaseProcess byDate = ReleaseProcess.ofCells(known, Cells.ofRows(time, releases.log10Value()), 5, PATHS)
                    .orElseThrow();
            assertThat(byDate.line()).isEqualTo(single.line());
            // A process of cells has lines only, and no arrivals.
            assertThat(byDate.arrivalsPerYear()).isZero();
        }
    }

    @Test
    void residualsAreScaledForTheTwoCoefficients() {
        ReleaseProcess process = ReleaseProcess.fit(known(40, 40), 5, PATHS).orElseThrow();
        double squares = Arrays.stream(process.residuals())
                .map(residual -> residual * residual)
                .sum();
        assertThat(process.residuals()).hasSize(40);
        assertThat(squares).isCloseTo(process.line().residualSumOfSquares() * 40 / 38, within(1e-9));
        assertThat(Arrays.stream(process.residuals()).sum()).isCloseTo(0, within(1e-9));
    }

    @Test
    void onlyReleasesOfTheGivenYearsAreFitted() {
        // Releases are 1 + 50 i days before the origin: 37 within 1827 days, 15 within 731.
        assertThat(ReleaseProcess.fit(known(60, 50), 5, PATHS)
                        .orElseThrow()
                        .line()
                        .n())
                .isEqualTo(37);
        assertThat(ReleaseProcess.fit(known(60, 50), 2, PATHS)
                        .orElseThrow()
                        .line()
                        .n())
                .isEqualTo(15);
    }

    @Test
    void sevenReleasesInFiveYearsAreTooFewAndEightAreNot() {
        assertThat(ReleaseProcess.fit(known(8, 100), 5, PATHS)).isPresent();
        assertThat(ReleaseProcess.fit(known(7, 100), 5, PATHS)).isEmpty();
        // Twenty, seven of them within five years.
        assertThat(ReleaseProcess.fit(known(20, 300), 5, PATHS)).isEmpty();
        // Twenty of one day.
        assertThat(ReleaseProcess.fit(known(20, 0), 5, PATHS)).isEmpty();
    }
}
