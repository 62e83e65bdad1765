package org.computetrends.population;

/** What becomes of releases that name a base model which they were derived from. */
public enum DerivativeRule {
    /** They belong to cohorts, but neither rank nor are records: the rule of the trends. */
    UNRANKED,
    /** They rank and make records like any other release. */
    RANKED,
    /** They are no part of the analysis. */
    EXCLUDED
}
