package org.computetrends.forecast;

import java.time.LocalDate;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.computetrends.stats.GrowthCurve;

/** A method's model of its cohort at any time, past or future, from which {@link TargetForecaster} forecasts. */
interface Trajectory {

    /** The centre of the cohort's values, in OOM. */
    double centreAt(LocalDate date);

    /** The variance of the centre, in OOM squared. For a walk, the date must be on or after the origin. */
    double variance(LocalDate date);

    /** The degrees of freedom of the variance. */
    double degreesOfFreedom();

    /** Whether the trajectory goes through every known value of the cohort, so that no value scatters around it. */
    default boolean isThroughEveryValue() {
        return false;
    }

    /** A curve fitted to the cohort's releases by least squares. */
    record Curve(GrowthCurve curve, TimeScale timeScale) implements Trajectory {
        @Override
        public double centreAt(LocalDate date) {
            return curve.valueAt(timeScale.yearsSince2000(date));
        }

        @Override
        public double variance(LocalDate date) {
            return curve.residualSumOfSquares()
                    / curve.degreesOfFreedom()
                    * curve.leverage(timeScale.yearsSince2000(date));
        }

        @Override
        public double degreesOfFreedom() {
            return (double) curve.degreesOfFreedom();
        }
    }

    /**
     * The largest value so far up to the origin, and a random walk from there.
     *
     * @param past the known releases
     * @param origin the start of the walk
     * @param driftPerYear the mean growth of the walk, in OOM per year
     * @param variancePerYear variance of the walk's steps, in OOM squared per year
     * @param years the number of years from which the drift was estimated; infinite without drift
     * @param degreesOfFreedom degrees of freedom of the variance
     */
    record Walk(
            Population past,
            LocalDate origin,
            double driftPerYear,
            double variancePerYear,
            double years,
            double degreesOfFreedom,
            TimeScale timeScale)
            implements Trajectory {
        @Override
        public double centreAt(LocalDate date) {
            return date.isAfter(origin)
                    ? past.largestLog10Before(origin) + driftPerYear * yearsAhead(date)
                    : past.largestLog10Before(date);
        }

        @Override
        public double variance(LocalDate date) {
            double ahead = yearsAhead(date);
            return variancePerYear * ahead * (1 + ahead / years);
        }

        @Override
        public boolean isThroughEveryValue() {
            return true;
        }

        private double yearsAhead(LocalDate date) {
            return timeScale.yearsSince2000(date) - timeScale.yearsSince2000(origin);
        }
    }
}
