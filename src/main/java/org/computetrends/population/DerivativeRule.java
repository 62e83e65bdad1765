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
     * @param namesBaseModel whether the source names a base model of it
     * @param isOfFamily whether {@code Families} call it derived; asked only if the answer depends on it
     */
    public boolean ranks(boolean namesBaseModel, BooleanSupplier isOfFamily) {
        return (!namesBaseModel || this == RANKED) && !isOfFamily.getAsBoolean();
    }
}
