package org.computetrends.table;

import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import org.computetrends.domain.WhatIf;

/** The {@code what_ifs} table: the effect of what-ifs on a generation's run. */
public final class WhatIfsTable {

    public static final RecordTable<WhatIf.Effect> WHAT_IFS = RecordTable.<WhatIf.Effect>named(
                    "what_ifs",
                    "The effect of a what-if on one quantity of a generation's run. No projection includes it.")
            .key(
                    text("generation", "The generation's id.").in("generations", "generation"),
                    row -> row.arrival().generation().id())
            .key(text("scenario", "The scenario's id."), row -> row.arrival().scenario())
            .key(text("what_if", "The what-if's id."), row -> row.whatIf().id())
            .key(
                    text(
                                    "quantity",
                                    "The quantity of a run at the compute floor, as in `generations`: parameters, memory,"
                                            + " training_memory, training_compute, training_time, inference_compute (of a token), cost"
                                            + " (amortized), energy or co2.")
                            .oneOf(WhatIf.Kind.values(), Column::lower),
                    row -> Column.lower(row.kind()))
            .column(text("unit", "The quantity's unit."), row -> row.kind().unit())
            .column(
                    text("source", "The source of the factor."),
                    row -> row.whatIf().source())
            .column(
                    number("without", "The quantity without the what-if."),
                    row -> row.without().median())
            .column(
                    number("factor", "The factor that multiplies it."),
                    row -> row.factor().median())
            .column(
                    number("factor_low", "Interval of the factor, lower end."),
                    row -> row.factor().low())
            .column(
                    number("factor_high", "Interval of the factor, upper end."),
                    row -> row.factor().high())
            .column(
                    number("with_it", "The quantity with the what-if."),
                    row -> row.with().median())
            .column(
                    number("with_it_low", "Interval of with_it, lower end."),
                    row -> row.with().low())
            .column(
                    number("with_it_high", "Interval of with_it, upper end."),
                    row -> row.with().high())
            .build();

    private WhatIfsTable() {}
}
