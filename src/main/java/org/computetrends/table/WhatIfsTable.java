package org.computetrends.table;

import org.computetrends.domain.WhatIf;

/**
 * The {@code what_ifs} table: how a hypothetical change, such as lower precision, alters a quantity of a generation's
 * run.
 */
public final class WhatIfsTable {

    public static final RecordTable<WhatIf.Effect> WHAT_IFS = RecordTable.<WhatIf.Effect>named(
                    "what_ifs",
                    "The effect of a what-if on one quantity of a generation's run. No projection includes it.")
            .text("generation", row -> row.arrival().generation().id())
            .references("generations", "generation")
            .meaning("The generation's id.")
            .scenario(row -> row.arrival().scenario())
            .text("what_if", row -> row.whatIf().id())
            .meaning("The what-if's id.")
            .oneOf("quantity", WhatIf.Effect::quantity, WhatIf.RunQuantity.values(), Column::lower)
            .meaning("The quantity of a run at the compute floor, as in `generations`: parameters, memory,"
                    + " training_memory, training_compute, training_time, inference_compute (of a token), cost"
                    + " (amortized), energy or co2.")
            .key()
            .text("unit", row -> row.quantity().unit())
            .meaning("The quantity's unit.")
            .text("source", row -> row.whatIf().source())
            .meaning("The source of the factor.")
            .optionalNumber("without", row -> row.without().median())
            .meaning("The quantity without the what-if.")
            .optionalNumber("factor", row -> row.factor().median())
            .meaning("The factor that multiplies the quantity.")
            .optionalNumber("factor_low", row -> row.factor().low())
            .meaning("95% interval of the factor, lower end.")
            .optionalNumber("factor_high", row -> row.factor().high())
            .meaning("95% interval of the factor, upper end.")
            .optionalNumber("with_it", row -> row.with().median())
            .meaning("The quantity with the what-if.")
            .optionalNumber("with_it_low", row -> row.with().low())
            .meaning("95% interval of with_it, lower end.")
            .optionalNumber("with_it_high", row -> row.with().high())
            .meaning("95% interval of with_it, upper end.")
            .build();

    private WhatIfsTable() {}
}
