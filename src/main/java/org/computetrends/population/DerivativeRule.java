package org.computetrends.population;

import java.util.function.BooleanSupplier;

/** How a selection treats derivatives, which are releases that name a base model. */
public enum DerivativeRule {
    /** Derivatives belong to cohorts, but have no rank and set no records. The rule of published trends. */
    UNRANKED,
    /** Derivatives rank and set records like any other release. */
    RANKED,
    /** Derivatives are not analysed. */
    EXCLUDED;

    /**
     * Whether a release can have a rank and set records.
     *
     * @param isDerivative whether the release names a base model
     * @param isNamedDerivative whether {@link org.computetrends.domain.PopulationRules#unranked} has its name; then it
     *     has no rank under any rule. Evaluated only if needed
     */
    public boolean ranks(boolean isDerivative, BooleanSupplier isNamedDerivative) {
        return mayRank(isDerivative) && !isNamedDerivative.getAsBoolean();
    }

    /** Whether a release can have a rank, provided that its name does not exclude it. */
    boolean mayRank(boolean isDerivative) {
        return !isDerivative || this == RANKED;
    }
}
