package org.computetrends.population;

/** How releases that name a base model are treated. */
public enum DerivativeRule {
    /** They belong to cohorts, but neither rank nor set records. This is the rule of trends. */
    UNRANKED,
    /** They rank and set records like any other release. */
    RANKED,
    /** They are left out of the analysis. */
    EXCLUDED
}
