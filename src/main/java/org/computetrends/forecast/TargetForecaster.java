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
 * Converts a method's trajectories to forecasts of a target, so that all methods forecast the same quantity, whichever
 * cohort they are fitted to. It uses the target's differences from the trajectory on dates with known outcomes.
 *
 * <p>The forecast of one trajectory has Student's distribution. Its variance is the variance of the trajectory's centre
 * plus the scatter: the variance of the target around the trajectory. There are {@code m} known differences.
 *
 * <ul>
 *   <li>A curve through the target's own cohort is not shifted. The scatter is the mean square of the differences, with
 *       {@code m} degrees of freedom.
 *   <li>A walk of the target's own cohort goes through every value, so it has no shift and no scatter.
 *   <li>Other trajectories are shifted by the mean difference. The scatter is {@code s^2 (1 + 1/m)} for the
 *       differences' variance {@code s^2}, with {@code m - 1} degrees of freedom.
 * </ul>
 *
 * <p>The forecast has the scatter's degrees of freedom, or the trajectory's if they are fewer.
 *
 * @param history the target's values on past dates, the latest first
 * @param floor the target's lower bound, in OOM; empty for none
 */
record TargetForecaster(List<PastValue> history, OptionalDouble floor) {

    /** The fewest known differences for a variance. */
    private static final int FEWEST_DIFFERENCES = 3;

    /** The target's value on a date, in log10 of the metric's unit. */
    record PastValue(LocalDate date, double log10Value) {}

    /**
     * The forecast for a date; empty if there is no trajectory, or if one has a scatter but fewer than three known
     * differences.
     *
     * @param trajectories the trajectories, with weights of sum 1
     * @param isOfTarget whether the trajectories are fitted to the target's own cohort
     */
    Optional<PredictiveDistribution> forecast(
            List<TrajectoryFitter.WeightedTrajectory> trajectories, boolean isOfTarget, LocalDate date) {
        List<StudentPrediction> components = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (TrajectoryFitter.WeightedTrajectory weighted : trajectories) {
            prediction(weighted.trajectory(), isOfTarget, date).ifPresent(components::add);
            weights.add(weighted.weight());
        }
        if (components.isEmpty() || components.size() < trajectories.size()) {
            return Optional.empty();
        }
        PredictiveDistribution forecast =
                components.size() == 1 ? components.get(0) : new MixturePrediction(components, weights);
        return Optional.of(floor.isPresent() ? new FlooredPrediction(forecast, floor.getAsDouble()) : forecast);
    }

    private Optional<StudentPrediction> prediction(Trajectory trajectory, boolean isOfTarget, LocalDate date) {
        if (isOfTarget && trajectory.isThroughEveryValue()) {
            return Optional.of(new StudentPrediction(
                    trajectory.centreAt(date), Math.sqrt(trajectory.variance(date)), trajectory.degreesOfFreedom()));
        }
        double[] differences = history.stream()
                .mapToDouble(past -> past.log10Value() - trajectory.centreAt(past.date()))
                // A walk has no centre before its first release.
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
        double shift = isOfTarget ? 0 : mean;
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - shift) * (difference - shift);
        }
        int estimated = isOfTarget ? 0 : 1; // the shift
        int degreesOfFreedom = m - estimated;
        double scatter = squares / degreesOfFreedom * (1 + estimated / (double) m);
        return Optional.of(new StudentPrediction(
                trajectory.centreAt(date) + shift,
                Math.sqrt(trajectory.variance(date) + scatter),
                Math.min(degreesOfFreedom, trajectory.degreesOfFreedom())));
    }
}
