package org.computetrends.domain;

import java.util.Locale;

/** What a training run takes that is estimated from runs of the past. */
public enum RunResource {
    COST_AMORTIZED,
    COST_CLOUD,
    COST_ACQUISITION,
    POWER,
    DURATION,
    ENERGY;

    /** Its name in tables and settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
