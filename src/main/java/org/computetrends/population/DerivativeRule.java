package org.computetrends.population;

import java.util.function.BooleanSupplier;

/** The treatment of derivatives, which are releases that name a base model, in a selection. */
public enum DerivativeRule {
    /** Derivatives belong to cohorts, but have no rank and set no records. The rule of published trends. */
    UNRANKED,
    /** Derivatives rank and set records like any other release. */
    RANKED,
    /** Derivatives are not analysed. */
    EXCLUDED;

    /**
     * Whether a release can have a rank and set records. Releases that only {@link org.computetrends.domain.Families} call
     * derived cannot under any rule.
     *
     * @param isDerivative whether the source names a base model of it
     * @param isOfFamily whether {@code Families} call it derived; asked only if the answer depends on it
     */
    public boolean ranks(boolean isDerivative, BooleanSupplier isOfFamily) {
        return mayRank(isDerivative) && !isOfFamily.getAsBoolean();
    }

    /** Whether a release can have a rank, if {@code Families} do not call it derived. */
    boolean mayRank(boolean isDerivative) {
        return !isDerivative || this == RANKED;
    }
}
