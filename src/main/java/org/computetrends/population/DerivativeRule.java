package org.computetrends.population;

/** The treatment of derivatives, which are releases that name a base model. */
public enum DerivativeRule {
    /** Derivatives belong to cohorts, but neither rank nor set records. This is the rule of trends. */
    UNRANKED,
    /** Derivatives rank and set records like any other release. */
    RANKED,
    /** Derivatives are left out of the analysis. */
    EXCLUDED
}
