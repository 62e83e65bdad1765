package org.computetrends.population;

/** The treatment of derivatives, which are releases that name a base model, in a selection. */
public enum DerivativeRule {
    /** Derivatives belong to cohorts, but have no rank and set no records. The rule of published trends. */
    UNRANKED,
    /** Derivatives rank and set records like any other release. */
    RANKED,
    /** Derivatives are not analysed. */
    EXCLUDED
}
