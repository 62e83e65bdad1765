package org.computetrends.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.computetrends.stats.FlooredPrediction;
import org.computetrends.stats.MixturePrediction;
import org.computetrends.stats.PredictiveDistribution;
import org.computetrends.stats.StudentPrediction;

/**
 * Converts a method's trajectories to forecasts of a target, so that all methods forecast the same quantity, whichever cohort
 * they are fitted to. It uses the target's differences from the trajectory on dates with known outcomes.
 *
 * <p>The forecast has Student's distribution. Its variance is the sum of two: the variance of the trajectory's centre and the
 * variance of the target around the trajectory. A curve through the target's own cohort is not shifted: the second variance is the mean
 * square of the {@code m} known differences, and degrees of freedom are the lesser of {@code m} and the curve's. Other
 * trajectories are shifted by the mean difference: the second variance is {@code s^2 (1 + 1/m)} with the differences'
 * variance {@code s^2}, and degrees of freedom are the lesser of {@code m - 1} and the trajectory's. A walk from the record
 * is the record itself and has no second variance.
 *
 * @param history the target's values on past dates
 * @param floor the target's lower bound; empty for none
 */
record TargetForecaster(List<PastValue> history, OptionalDouble floor) {

    /** The fewest known differences for a variance. */
    private static final int FEWEST_DIFFERENCES = 3;

    /** The target's value on a date, in log10 of the metric's unit. */
    record PastValue(LocalDate date, double log10Value) {}

    /**
     * The forecast for a date; empty if there is no trajectory, or too few values of the target are known.
     *
     * @param trajectories the trajectories, with weights of sum 1
     * @param isOwn whether the trajectories are of the target's cohort
     */
    Optional<PredictiveDistribution> forecast(
            List<TrajectoryFitter.WeightedTrajectory> trajectories, boolean isOwn, LocalDate date) {
        List<StudentPrediction> components = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (TrajectoryFitter.WeightedTrajectory weighted : trajectories) {
            prediction(weighted.trajectory(), isOwn, date).ifPresent(components::add);
            weights.add(weighted.weight());
        }
        if (components.isEmpty() || components.size() < trajectories.size()) {
            return Optional.empty();
        }
        PredictiveDistribution forecast =
                components.size() == 1 ? components.get(0) : new MixturePrediction(components, weights);
        return Optional.of(floor.isPresent() ? new FlooredPrediction(forecast, floor.getAsDouble()) : forecast);
    }

    private Optional<StudentPrediction> prediction(Trajectory trajectory, boolean isOwn, LocalDate date) {
        if (isOwn && trajectory.isThroughEveryValue()) {
            return Optional.of(new StudentPrediction(
                    trajectory.centreAt(date), Math.sqrt(trajectory.variance(date)), trajectory.degreesOfFreedom()));
        }
        double[] differences = history.stream()
                .mapToDouble(past -> past.log10Value() - trajectory.centreAt(past.date()))
                .filter(Double::isFinite)
                .toArray();
        int m = differences.length;
        if (m < FEWEST_DIFFERENCES) {
            return Optional.empty();
        }
        double mean = 0;
        for (double difference : differences) {
            mean += difference / m;
        }
        double shift = isOwn ? 0 : mean;
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - shift) * (difference - shift);
        }
        double degreesOfFreedom = isOwn ? m : m - 1;
        double varianceAround = squares / degreesOfFreedom * (isOwn ? 1 : 1 + 1.0 / m);
        return Optional.of(new StudentPrediction(
                trajectory.centreAt(date) + shift,
                Math.sqrt(trajectory.variance(date) + varianceAround),
                Math.min(degreesOfFreedom, trajectory.degreesOfFreedom())));
    }
}
