package org.computetrends.table;

import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.text;

import org.computetrends.domain.WhatIf;

/** The {@code what_ifs} table: what ways to do more with less would make of a generation's run. */
public final class WhatIfsTable {

    public static final RecordTable<WhatIf.Effect> WHAT_IFS = RecordTable.<WhatIf.Effect>named(
                    "what_ifs",
                    "What a supposition would make of one quantity of a generation's run; no projection has it.")
            .key(
                    text("generation", "The generation's id.").in("generations", "generation"),
                    row -> row.arrival().generation().id())
            .key(text("scenario", "The scenario's id."), row -> row.arrival().scenario())
            .key(text("what_if", "What is supposed."), row -> row.whatIf().id())
            .key(
                    text(
                                    "quantity",
                                    "Of a run at the compute floor, as `generations` has it: parameters, memory, training_memory, training_compute, training_time, inference_compute (of a token), cost (amortized), energy or co2.")
                            .oneOf(WhatIf.Kind.values(), Column::lower),
                    row -> Column.lower(row.kind()))
            .column(text("unit", "The quantity's unit."), row -> row.kind().unit())
            .column(
                    text("source", "Where the factor is from."),
                    row -> row.whatIf().source())
            .column(
                    number("without", "The quantity as it is."),
                    row -> row.without().median())
            .column(
                    number("factor", "By what it is multiplied."),
                    row -> row.factor().median())
            .column(
                    number("factor_low", "Interval of the factor, lower end."),
                    row -> row.factor().low())
            .column(
                    number("factor_high", "Interval of the factor, upper end."),
                    row -> row.factor().high())
            .column(number("with_it", "What becomes of it."), row -> row.with().median())
            .column(
                    number("with_it_low", "Interval of both together, lower end."),
                    row -> row.with().low())
            .column(
                    number("with_it_high", "Interval of both together, upper end."),
                    row -> row.with().high())
            .build();

    private WhatIfsTable() {}
}
