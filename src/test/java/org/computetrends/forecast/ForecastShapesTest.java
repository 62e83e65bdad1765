package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.population.Population;
import org.junit.jupiter.api.Test;

/** Properties that every shape of a forecast method has, including shapes that are added later. */
class ForecastShapesTest {
    private static final LocalDate FIRST = LocalDate.of(2012, 1, 1);
    private static final LocalDate ORIGIN = LocalDate.of(2022, 1, 1);
    private static final TrajectoryFitter FITTER =
            new TrajectoryFitter(JULIAN, FIRST, ORIGIN, /* stepMonths= */ 6, /* trim= */ 0.15);

    private static List<ForecastMethod.Shape> shapes() {
        return Stream.of(ForecastMethod.Shape.values())
                .filter(shape -> !shape.isSimulation())
                .toList();
    }

    /** A release every two months, half an order of magnitude a year, with ups and downs. */
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
            for (TrajectoryFitter.WeightedTrajectory weighted : trajectories) {
                Trajectory trajectory = weighted.trajectory();
                assertThat(trajectory.degreesOfFreedom()).as(shape.name()).isPositive();
                assertThat(trajectory.variance(ORIGIN.plusYears(4)))
                        .as(shape.name())
                        .isGreaterThan(trajectory.variance(ORIGIN.plusYears(1)))
                        .isPositive();
            }
        }
    }

    /** Releases grow from 20 to 25 in ten years. A year ahead, each shape is within two years' growth of 25.5. */
    @Test
    void theCentreContinuesTheReleases() {
        for (ForecastMethod.Shape shape : shapes()) {
            for (TrajectoryFitter.WeightedTrajectory weighted : shape.trajectories(FITTER, releases(60))) {
                assertThat(weighted.trajectory().centreAt(ORIGIN.plusYears(1)))
                        .as(shape.name())
                        .isBetween(24.5, 26.5);
            }
        }
    }

    @Test
    void noReleasesHaveNoTrajectory() {
        for (ForecastMethod.Shape shape : shapes()) {
            assertThat(shape.trajectories(FITTER, releases(0))).as(shape.name()).isEmpty();
        }
    }
}
