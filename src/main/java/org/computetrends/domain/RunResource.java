package org.computetrends.domain;

/** The resources of a training run that are estimated from past runs. */
public enum RunResource implements Identified {
    COST_AMORTIZED,
    COST_CLOUD,
    COST_ACQUISITION,
    POWER,
    DURATION,
    ENERGY;

    public String words() {
        return switch (this) {
            case COST_AMORTIZED -> "Cost, amortized";
            case COST_CLOUD -> "Cost, cloud rental";
            case COST_ACQUISITION -> "Cost, acquisition";
            case POWER -> "Power";
            case DURATION -> "Duration";
            case ENERGY -> "Energy";
        };
    }
}
