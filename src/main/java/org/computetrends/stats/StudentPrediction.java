package org.computetrends.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t as a predictive distribution.
 *
 * @param location the median, in OOM
 * @param scale in OOM; zero for a certain value
 * @param degreesOfFreedom at least 2
 */
public record StudentPrediction(double location, double scale, double degreesOfFreedom)
        implements PredictiveDistribution {

    public StudentPrediction {
        if (!(scale >= 0) || !(degreesOfFreedom >= 2)) {
            throw new IllegalArgumentException("a prediction needs a scale of at least 0 and 2 degrees of freedom, got "
                    + scale + " and " + degreesOfFreedom);
        }
    }

    @Override
    public double cumulative(double log10Value) {
        if (scale == 0) {
            return log10Value >= location ? 1 : 0;
        }
        return TDistribution.of(degreesOfFreedom).cumulativeProbability((log10Value - location) / scale);
    }

    @Override
    public double quantile(double probability) {
        return location + scale * TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }

    /** The central interval with a probability such as 0.8. */
    public Interval centralInterval(double level) {
        return Interval.student(location, scale, degreesOfFreedom, level);
    }

    /** In closed form: Jordan, Krüger and Lerch 2019, "Evaluating probabilistic forecasts with scoringRules". */
    @Override
    public double crps(double actual) {
        if (scale == 0) {
            return Math.abs(actual - location);
        }
        TDistribution student = TDistribution.of(degreesOfFreedom);
        double z = (actual - location) / scale;
        // The mean distance of a draw from the outcome.
        double fromActual = z * (2 * student.cumulativeProbability(z) - 1)
                + 2 * student.density(z) * (degreesOfFreedom + z * z) / (degreesOfFreedom - 1);
        return scale * (fromActual - halfMeanDifference(student));
    }

    /**
     * Half of the mean distance between two draws: {@code 2 sqrt(v) / (v - 1) * B(1/2, v - 1/2) / B(1/2, v/2)^2}. Both
     * beta functions follow from Student's density at zero, {@code 1 / (sqrt(v) B(1/2, v/2))}.
     */
    private double halfMeanDifference(TDistribution student) {
        double v = degreesOfFreedom;
        // For 2 v - 1 degrees of freedom, B(1/2, v/2) becomes B(1/2, v - 1/2).
        double doubledBeta =
                1 / (Math.sqrt(2 * v - 1) * TDistribution.of(2 * v - 1).density(0));
        double beta = 1 / (Math.sqrt(v) * student.density(0));
        return 2 * Math.sqrt(v) / (v - 1) * doubledBeta / (beta * beta);
    }
}
