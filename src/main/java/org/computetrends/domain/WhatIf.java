package org.computetrends.domain;

import java.util.Map;

/**
 * What a way to do more with less would make of a generation's run: a supposition, never part of a projection.
 *
 * @param id its name in tables
 * @param source where its factors are from
 * @param factors by what it multiplies each quantity, with a 95% interval; quantities it leaves alone are absent
 */
public record WhatIf(String id, String source, Map<Kind, Quantity> factors) {

    public WhatIf {
        factors = Map.copyOf(factors);
    }

    /**
     * How other quantities follow from parameters and energy.
     *
     * @param bytesPerParameter memory of a parameter
     * @param trainingBytesPerParameter memory that training takes for each parameter
     * @param inferenceFlopPerParameter compute of a token, after training, for each parameter
     * @param kilogramsPerKilowattHour carbon dioxide of a kilowatt hour
     */
    public record Rates(
            double bytesPerParameter,
            double trainingBytesPerParameter,
            double inferenceFlopPerParameter,
            double kilogramsPerKilowattHour) {}

    /** A quantity of a run. */
    public enum Kind {
        /** Compute-optimal parameters. */
        PARAMETERS("parameters"),
        /** Memory that holds these parameters. */
        MEMORY("bytes"),
        /** Memory that training them takes: parameters, gradients and the optimizer's state. */
        TRAINING_MEMORY("bytes"),
        /** The generation's compute floor. */
        TRAINING_COMPUTE("FLOP"),
        /** Duration of such a run. */
        TRAINING_TIME("hours"),
        /** Compute of one token, once trained. */
        INFERENCE_COMPUTE("FLOP"),
        /** Amortized cost of such a run. */
        COST("2023 US dollars"),
        /** Energy of such a run. */
        ENERGY("kWh"),
        /** Carbon dioxide of that energy. */
        CO2("kg");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Its unit. */
        public String unit() {
            return unit;
        }
    }

    /**
     * What becomes of one quantity of one generation's run.
     *
     * @param arrival the generation under a scenario
     * @param whatIf what is supposed
     * @param kind the quantity
     * @param without the quantity as it is
     * @param factor by what it is multiplied
     * @param with what becomes of it
     */
    public record Effect(
            GenerationArrival arrival, WhatIf whatIf, Kind kind, Quantity without, Quantity factor, Quantity with) {}
}
