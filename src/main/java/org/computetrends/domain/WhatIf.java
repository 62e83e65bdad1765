package org.computetrends.domain;

import java.util.Map;

/**
 * A hypothetical efficiency gain, as factors on the quantities of a training run. Projections do not include it.
 *
 * @param source the source of the factors
 * @param factors the factor for each quantity, with a 95% interval; unchanged quantities are absent
 */
public record WhatIf(String id, String source, Map<RunQuantity, MedianAndInterval> factors) {

    public WhatIf {
        factors = Map.copyOf(factors);
    }

    /**
     * Conversion rates for quantities that follow from parameters and energy.
     *
     * @param inferenceFlopPerParameter compute per generated token and parameter
     * @param kilogramsPerKilowattHour of carbon dioxide
     */
    public record Rates(
            double bytesPerParameter,
            double trainingBytesPerParameter,
            double inferenceFlopPerParameter,
            double kilogramsPerKilowattHour) {}

    /** A quantity of the first training run of a generation. */
    public enum RunQuantity {
        /** Compute-optimal parameters. */
        PARAMETERS("parameters"),
        /** Memory for the compute-optimal parameters. */
        MEMORY("bytes"),
        /** Memory for training: parameters, gradients and the optimizer's state. */
        TRAINING_MEMORY("bytes"),
        /** The generation's compute floor. */
        TRAINING_COMPUTE("FLOP"),
        /** Duration of a run at the compute floor. */
        TRAINING_TIME("hours"),
        /** Compute of one token of the trained model. */
        INFERENCE_COMPUTE("FLOP"),
        /** Amortized cost of a run at the compute floor. */
        COST("2023 US dollars"),
        /** Energy of a run at the compute floor. */
        ENERGY("kWh"),
        /** Carbon dioxide of the run's energy. */
        CO2("kg");

        private final String unit;

        RunQuantity(String unit) {
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }
    }

    /**
     * The effect on one quantity of one generation's first run.
     *
     * @param arrival the generation under a scenario
     * @param without the quantity without the gain, in its unit
     * @param factor the gain's factor on the quantity
     * @param with the quantity with the gain, in its unit
     */
    public record Effect(
            GenerationArrival arrival,
            WhatIf whatIf,
            RunQuantity quantity,
            MedianAndInterval without,
            MedianAndInterval factor,
            MedianAndInterval with) {}
}
