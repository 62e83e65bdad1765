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
 * Makes a method's courses speak of a target, so that every method's forecast is of the same thing, by how the target has
 * lain to the course on dates whose outcomes are known.
 *
 * <p>The forecast is Student's. Its variance is that of the course's centre and that of the target about the course. A
 * curve through the target's own cohort is not moved: the second is the mean square of the {@code m} known differences,
 * and degrees of freedom are the fewer of {@code m} and the curve's. Another course is moved by their mean: the second is
 * {@code s^2 (1 + 1/m)} with their variance {@code s^2}, and degrees of freedom are the fewer of {@code m - 1} and the
 * course's. A walk from the record is the record, and has no second variance.
 *
 * @param known the target's values on past dates
 * @param floor what the target cannot be below; empty for no bound
 */
record TargetForecaster(List<Known> known, OptionalDouble floor) {

    /** Fewer known differences tell no variance. */
    private static final int LEAST = 3;

    /**
     * What a target was.
     *
     * @param value in log10 of the metric's unit
     */
    record Known(LocalDate date, double value) {}

    /**
     * The forecast.
     *
     * @param courses with weights of sum 1
     * @param isOwn whether the courses are of the target's cohort
     * @return empty where there is no course, or too little is known of the target
     */
    Optional<PredictiveDistribution> forecast(List<TrajectoryFitter.Weighted> courses, boolean isOwn, LocalDate date) {
        List<StudentPrediction> components = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (TrajectoryFitter.Weighted each : courses) {
            prediction(each.course(), isOwn, date).ifPresent(components::add);
            weights.add(each.weight());
        }
        if (components.isEmpty() || components.size() < courses.size()) {
            return Optional.empty();
        }
        PredictiveDistribution forecast =
                components.size() == 1 ? components.get(0) : new MixturePrediction(components, weights);
        return Optional.of(floor.isPresent() ? new FlooredPrediction(forecast, floor.getAsDouble()) : forecast);
    }

    private Optional<StudentPrediction> prediction(Trajectory course, boolean isOwn, LocalDate date) {
        if (isOwn && course.isThroughEveryValue()) {
            return Optional.of(new StudentPrediction(
                    course.centreAt(date), Math.sqrt(course.variance(date)), course.degreesOfFreedom()));
        }
        double[] differences = known.stream()
                .mapToDouble(each -> each.value() - course.centreAt(each.date()))
                .filter(Double::isFinite)
                .toArray();
        int m = differences.length;
        if (m < LEAST) {
            return Optional.empty();
        }
        double mean = 0;
        for (double difference : differences) {
            mean += difference / m;
        }
        double moved = isOwn ? 0 : mean;
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - moved) * (difference - moved);
        }
        double degreesOfFreedom = isOwn ? m : m - 1;
        double about = squares / degreesOfFreedom * (isOwn ? 1 : 1 + 1.0 / m);
        return Optional.of(new StudentPrediction(
                course.centreAt(date) + moved,
                Math.sqrt(course.variance(date) + about),
                Math.min(degreesOfFreedom, course.degreesOfFreedom())));
    }
}
