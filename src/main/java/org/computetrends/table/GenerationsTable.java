package org.computetrends.table;

import static org.computetrends.table.RecordTable.ofPart;
import static org.computetrends.table.RetiredColumn.SECOND_VERSION;

import java.util.function.Function;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.jspecify.annotations.Nullable;

/** The {@code generations} table: when a generation of models begins, and what its first run takes. */
public final class GenerationsTable {

    public static final RecordTable<GenerationArrival> GENERATIONS = generations();

    private static RecordTable<GenerationArrival> generations() {
        TableBuilder<GenerationArrival> table = RecordTable.<GenerationArrival>named(
                        "generations", "When a generation of models begins: observed and projected.")
                .text("generation", arrival -> arrival.generation().id())
                .meaning("The generation's id.")
                .scenario(GenerationArrival::scenario)
                .key()
                .optionalNumber(
                        "compute_low_flop", arrival -> arrival.generation().computeLowFlop())
                .meaning("Least training compute, FLOP; null for the first generation.")
                .optionalNumber(
                        "compute_high_flop", arrival -> arrival.generation().computeHighFlop())
                .meaning("Upper bound of training compute, exclusive, FLOP; null for no bound.")
                .optionalNumber("cost_low_usd", arrival -> arrival.generation().costLowUsd())
                .meaning("Least cost of a training run, US dollars, basis not given by the source; null for no bound.")
                .optionalNumber("cost_high_usd", arrival -> arrival.generation().costHighUsd())
                .meaning("Upper bound of the cost, exclusive, US dollars, basis not given by the source; null for no"
                        + " bound.");
        CrossingColumns.addObserved(table, "at or above the compute floor", GenerationArrival::crossing)
                .column(ReportingTable.KNOWN_TO, ofPart(GenerationArrival::crossing, Crossing::knownTo))
                .optionalText("status", GenerationArrival::crossing, Crossing::status)
                .oneOf(Crossing.Status.values())
                .meaning("Status of the crossing of the compute floor, as in crossings; null for a generation without a"
                        + " compute floor.");
        CrossingColumns.add(table, GenerationArrival::crossing)
                .retired("projected_date", SECOND_VERSION, "See `simulated_median`, and `line_date`.")
                .retired("projected_ci80_low", SECOND_VERSION, "See `simulated80_low`, and `line80_low`.")
                .retired("projected_ci80_high", SECOND_VERSION, "See `simulated80_high`, and `line80_high`.")
                .retired("projected_ci95_low", SECOND_VERSION, "See `simulated95_low`, and `line95_low`.")
                .retired("projected_ci95_high", SECOND_VERSION, "See `simulated95_high`, and `line95_high`.");
        table.optionalDate("resources_on", GenerationArrival::resources, RunResources::on)
                .meaning("The date of the run: that of the generation's first release, or projected; null where"
                        + " unknown.");
        addQuantity(
                table,
                "optimal_parameters",
                "Compute-optimal parameters at the compute floor, by the scaling law",
                RunResources::parameters);
        addQuantity(table, "optimal_tokens", "Compute-optimal tokens", RunResources::tokens);
        addQuantity(table, "predicted_loss", "Loss by the scaling law, nats per token", RunResources::loss);
        table.optionalNumber("loss_gain_per_tenfold", GenerationArrival::resources, RunResources::lossGainPerTenfold)
                .meaning("How much ten times the compute would lower the predicted loss, nats per token.");
        addResource(table, "cost_amortized_usd", "Cost of a run, amortized", RunResource.COST_AMORTIZED);
        addResource(table, "cost_cloud_usd", "Cost of a run, rented", RunResource.COST_CLOUD);
        addResource(table, "cost_acquisition_usd", "Cost of a run, hardware bought", RunResource.COST_ACQUISITION);
        addQuantity(
                table,
                "cost_by_price_performance_usd",
                "Cost of the compute floor at the trend's FLOP per amortized dollar",
                RunResources::costByPricePerformanceUsd);
        addResource(table, "power_watts", "Power of a run", RunResource.POWER);
        addResource(table, "duration_hours", "Duration of a run", RunResource.DURATION);
        addResource(table, "energy_kwh", "Energy of a run", RunResource.ENERGY);
        addQuantity(
                table,
                "effective_compute_flop",
                "The compute that the algorithms of the vintage's date would need for the same result as the compute"
                        + " floor, FLOP",
                RunResources::effectiveComputeFlop);
        return table.build();
    }

    private static void addResource(
            TableBuilder<GenerationArrival> table, String name, String meaning, RunResource resource) {
        addQuantity(
                table,
                name,
                meaning + " at the compute floor on that date, by `resource_fits`",
                resources -> resources.amount(resource));
    }

    /** Adds the median of a quantity, and its 95% interval. */
    private static void addQuantity(
            TableBuilder<GenerationArrival> table,
            String name,
            String meaning,
            Function<RunResources, @Nullable MedianAndInterval> value) {
        table.optionalNumber(name, GenerationArrival::resources, ofPart(value, MedianAndInterval::median))
                .meaning(meaning + "; null where unknown.")
                .optionalNumber(name + "_low", GenerationArrival::resources, ofPart(value, MedianAndInterval::low))
                .meaning("95% interval of " + name + ", lower end.")
                .optionalNumber(name + "_high", GenerationArrival::resources, ofPart(value, MedianAndInterval::high))
                .meaning("95% interval of " + name + ", upper end.");
    }

    private GenerationsTable() {}
}
