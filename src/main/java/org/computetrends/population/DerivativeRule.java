package org.computetrends.population;

/** How derivatives are treated: releases that name a base model. */
public enum DerivativeRule {
    /** Derivatives belong to cohorts, but have no rank and set no records. The rule of published trends. */
    UNRANKED,
    /** Derivatives rank and set records like any other release. */
    RANKED,
    /** Derivatives are not analysed. */
    EXCLUDED
}
