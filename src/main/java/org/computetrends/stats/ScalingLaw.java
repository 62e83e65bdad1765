package org.computetrends.stats;

/**
 * The scaling law of Hoffmann et al. (2022, approach 3): the loss of a dense language model of {@code N} parameters
 * trained on {@code D} tokens is {@code E + A / N^alpha + B / D^beta}, and its training takes {@code C = 6 N D} FLOP.
 *
 * <p>It applies only to text predicted by dense transformers that are trained once over their data.
 *
 * @param e irreducible loss, in nats per token
 * @param a coefficient of parameters
 * @param b coefficient of data
 * @param alpha exponent of parameters, positive
 * @param beta exponent of data, positive
 */
public record ScalingLaw(double e, double a, double b, double alpha, double beta) {

    private static final double FLOP_PER_PARAMETER_AND_TOKEN = 6;

    public ScalingLaw {
        if (!(a > 0 && b > 0 && alpha > 0 && beta > 0)) {
            throw new IllegalArgumentException(
                    "a scaling law needs positive constants, got " + a + ", " + b + ", " + alpha + " and " + beta);
        }
    }

    /** The number of parameters with the least loss for a given compute in FLOP. */
    public double optimalParameters(double computeFlop) {
        double sum = alpha + beta;
        return Math.pow(alpha * a / (beta * b), 1 / sum)
                * Math.pow(computeFlop / FLOP_PER_PARAMETER_AND_TOKEN, beta / sum);
    }

    /** The number of tokens with the least loss for a given compute in FLOP. */
    public double optimalTokens(double computeFlop) {
        return computeFlop / FLOP_PER_PARAMETER_AND_TOKEN / optimalParameters(computeFlop);
    }

    /** The least loss for a given compute in FLOP, in nats per token. */
    public double loss(double computeFlop) {
        return e + a / Math.pow(optimalParameters(computeFlop), alpha) + b / Math.pow(optimalTokens(computeFlop), beta);
    }
}
