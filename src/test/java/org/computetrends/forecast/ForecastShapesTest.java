package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.junit.jupiter.api.Test;

/** The contract of every shape of a forecast method with a trajectory. */
class ForecastShapesTest {
    private static final LocalDate FIRST = LocalDate.of(2012, 1, 1);
    private static final LocalDate ORIGIN = LocalDate.of(2022, 1, 1);
    private static final TrajectoryFitter FITTER = new TrajectoryFitter(TimeScale.JULIAN, FIRST, ORIGIN, 6, 0.15);

    private static List<ForecastMethod.Shape> shapes() {
        return Stream.of(ForecastMethod.Shape.values())
                .filter(shape -> !shape.isSimulation())
                .toList();
    }

    /** A release every two months. Values rise by half an order of magnitude a year, with a deviation of up to 0.3. */
    private static Population releases(int number) {
        return new Population(
                Collections.nCopies(number, "release"),
                IntStream.range(0, number)
                        .mapToLong(i -> FIRST.plusMonths(2L * i).toEpochDay())
                        .toArray(),
                IntStream.range(0, number)
                        .mapToDouble(i -> 20 + i / 12.0 + 0.3 * Math.sin(5 * i))
                        .toArray());
    }

    @Test
    void weightsAddUpAndSpreadGrowsWithTheHorizon() {
        for (ForecastMethod.Shape shape : shapes()) {
            List<TrajectoryFitter.WeightedTrajectory> trajectories = shape.trajectories(FITTER, releases(60));
            assertThat(trajectories.stream()
                            .mapToDouble(TrajectoryFitter.WeightedTrajectory::weight)
                            .sum())
                    .as(shape.name())
                    .isCloseTo(1, within(1e-12));
            for (TrajectoryFitter.WeightedTrajectory each : trajectories) {
                Trajectory trajectory = each.trajectory();
                assertThat(trajectory.degreesOfFreedom()).as(shape.name()).isPositive();
                assertThat(trajectory.variance(ORIGIN.plusYears(4)))
                        .as(shape.name())
                        .isGreaterThan(trajectory.variance(ORIGIN.plusYears(1)))
                        .isPositive();
            }
        }
    }

    /** Releases reach 25 at the origin. A year later, at 0.5 OOM a year, every centre is within one OOM of 25.5. */
    @Test
    void theCentreContinuesFromTheReleases() {
        for (ForecastMethod.Shape shape : shapes()) {
            for (TrajectoryFitter.WeightedTrajectory each : shape.trajectories(FITTER, releases(60))) {
                assertThat(each.trajectory().centreAt(ORIGIN.plusYears(1)))
                        .as(shape.name())
                        .isBetween(24.5, 26.5);
            }
        }
    }

    @Test
    void tooFewReleasesHaveNoTrajectory() {
        for (ForecastMethod.Shape shape : shapes()) {
            assertThat(shape.trajectories(FITTER, releases(0))).as(shape.name()).isEmpty();
        }
    }
}
