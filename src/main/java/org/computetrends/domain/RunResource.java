package org.computetrends.domain;

import java.util.Locale;

/** The resources of a training run that are estimated from past runs. */
public enum RunResource {
    COST_AMORTIZED,
    COST_CLOUD,
    COST_ACQUISITION,
    POWER,
    DURATION,
    ENERGY;

    /** The name in tables and settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name for people. */
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
