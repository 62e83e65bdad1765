package org.computetrends.stats;

/**
 * The scaling law of Hoffmann et al. (2022, approach 3): the loss of a dense language model of {@code N} parameters trained
 * on {@code D} tokens is {@code E + A / N^alpha + B / D^beta}, and its training takes {@code C = 6 N D} FLOP.
 *
 * <p>Speaks of text predicted by dense transformers trained once over their data, and of nothing else.
 *
 * @param e loss of the text itself, in nats per token
 * @param a how much parameters matter
 * @param b how much data matter
 * @param alpha how fast more parameters help, positive
 * @param beta how fast more data help, positive
 */
public record ScalingLaw(double e, double a, double b, double alpha, double beta) {

    private static final double FLOP_PER_PARAMETER_AND_TOKEN = 6;

    public ScalingLaw {
        if (!(a > 0 && b > 0 && alpha > 0 && beta > 0)) {
            throw new IllegalArgumentException(
                    "a scaling law needs positive constants, got " + a + ", " + b + ", " + alpha + " and " + beta);
        }
    }

    /** The parameters that make the loss least for a given compute in FLOP. */
    public double optimalParameters(double computeFlop) {
        double sum = alpha + beta;
        return Math.pow(alpha * a / (beta * b), 1 / sum)
                * Math.pow(computeFlop / FLOP_PER_PARAMETER_AND_TOKEN, beta / sum);
    }

    /** The tokens that make the loss least for a given compute in FLOP. */
    public double optimalTokens(double computeFlop) {
        return computeFlop / FLOP_PER_PARAMETER_AND_TOKEN / optimalParameters(computeFlop);
    }

    /** The least loss for a given compute in FLOP, in nats per token. */
    public double loss(double computeFlop) {
        return e + a / Math.pow(optimalParameters(computeFlop), alpha) + b / Math.pow(optimalTokens(computeFlop), beta);
    }
}
