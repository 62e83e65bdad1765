package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.computetrends.stats.MixturePrediction;
import org.computetrends.stats.PredictiveDistribution;
import org.computetrends.stats.StudentPrediction;

/**
 * Makes a method's courses speak of a target, so that every method's forecast is of the same thing.
 *
 * <p>A course of the target's own cohort is not moved: the forecast is Student's, about the course's centre, with the
 * variance of the centre and that of a release about it. Another course is moved by the mean difference of the target
 * cohort's recent releases from it, and the variance of a release is theirs about the moved course: with {@code m} of
 * them and the variance {@code s^2} of their differences, {@code s^2 (1 + 1/m)}; degrees of freedom are the fewer of
 * {@code m - 1} and the course's.
 *
 * @param recentYears how far back from the origin releases are recent
 */
record TargetForecaster(int recentYears) {

    /** Fewer recent releases tell no variance. */
    private static final int LEAST_RELEASES = 3;

    /**
     * The forecast.
     *
     * @param courses with weights of sum 1
     * @param isOwn whether the courses are of the target's cohort
     * @param known the target cohort's releases known at the origin
     * @param origin the origin
     * @param date the date forecast
     * @return empty where there is no course, or too few recent releases
     */
    Optional<PredictiveDistribution> forecast(
            List<CourseFitter.Weighted> courses, boolean isOwn, Population known, LocalDate origin, LocalDate date) {
        List<StudentPrediction> components = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (CourseFitter.Weighted each : courses) {
            Optional<StudentPrediction> component =
                    isOwn ? Optional.of(own(each.course(), date)) : moved(each.course(), known, origin, date);
            component.ifPresent(components::add);
            weights.add(each.weight());
        }
        if (components.isEmpty() || components.size() < courses.size()) {
            return Optional.empty();
        }
        return Optional.of(components.size() == 1 ? components.get(0) : new MixturePrediction(components, weights));
    }

    private static StudentPrediction own(Course course, LocalDate date) {
        return new StudentPrediction(
                course.centreAt(date),
                Math.sqrt(course.variance(date) + course.releaseVariance()),
                course.degreesOfFreedom());
    }

    private Optional<StudentPrediction> moved(Course course, Population known, LocalDate origin, LocalDate date) {
        long from = origin.minusYears(recentYears).toEpochDay();
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < known.size(); i++) {
            double difference = known.value()[i] - course.centreAt(LocalDate.ofEpochDay(known.epochDay()[i]));
            if (known.epochDay()[i] >= from && Double.isFinite(difference)) {
                count++;
                double delta = difference - mean;
                mean += delta / count;
                squares += delta * (difference - mean);
            }
        }
        if (count < LEAST_RELEASES) {
            return Optional.empty();
        }
        double degreesOfFreedom = count - 1.0;
        double releaseVariance = squares / degreesOfFreedom * (1 + 1.0 / count);
        return Optional.of(new StudentPrediction(
                course.centreAt(date) + mean,
                Math.sqrt(course.variance(date) + releaseVariance),
                Math.min(degreesOfFreedom, course.degreesOfFreedom())));
    }
}
