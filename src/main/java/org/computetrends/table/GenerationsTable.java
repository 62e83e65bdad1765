package org.computetrends.table;

import static org.computetrends.table.Column.date;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Quantity;
import org.computetrends.domain.RunResource;
import org.computetrends.domain.RunResources;
import org.jspecify.annotations.Nullable;

/** The {@code generations} table: when a generation of models begins, and what its first run takes. */
public final class GenerationsTable {

    public static final RecordTable<GenerationArrival> GENERATIONS = generations();

    private static RecordTable<GenerationArrival> generations() {
        RecordTable.Builder<GenerationArrival> table = RecordTable.<GenerationArrival>named(
                        "generations", "When a generation of models begins: observed and projected.")
                .key(
                        text("generation", "The generation's id."),
                        arrival -> arrival.generation().id())
                .key(text("scenario", "The scenario's id."), GenerationArrival::scenario)
                .column(
                        number("compute_low_flop", "Least training compute, FLOP; null for the first generation."),
                        arrival -> arrival.generation().computeLowFlop())
                .column(
                        number(
                                "compute_high_flop",
                                "Upper bound of training compute, exclusive, FLOP; null for no bound."),
                        arrival -> arrival.generation().computeHighFlop())
                .column(
                        number(
                                "cost_low_usd",
                                "Least cost of a training run, US dollars, basis not given by the source."),
                        arrival -> arrival.generation().costLowUsd())
                .column(
                        number(
                                "cost_high_usd",
                                "Upper bound of the cost, exclusive, US dollars, basis not given by the source."),
                        arrival -> arrival.generation().costHighUsd())
                .column(
                        date(
                                "first_observed_on",
                                "Date of the first release at or above the compute floor; null if none."),
                        crossing(observed(LargestSoFar::publishedOn)))
                .column(
                        optional("first_observed_release", DataTypes.StringType, "That release's id; null if none.")
                                .in("releases", "release_id"),
                        crossing(observed(LargestSoFar::releaseId)))
                .column(
                        optional("first_observed_name", DataTypes.StringType, "That release's name; null if none."),
                        crossing(observed(LargestSoFar::name)))
                .column(ReportingTable.KNOWN_TO, crossing(Crossing::knownTo));
        table.column(
                optional(
                                "status",
                                DataTypes.StringType,
                                "Status of the crossing of the compute floor, as in crossings; null for a generation without one.")
                        .oneOf(Crossing.Status.values()),
                crossing(crossing -> crossing.status().name()));
        CrossingColumns.add(table, GenerationArrival::crossing)
                .retired("projected_date", ProjectionTables.SINCE, "See `simulated_median`, and `line_date`.")
                .retired("projected_ci80_low", ProjectionTables.SINCE, "See `simulated80_low`, and `line80_low`.")
                .retired("projected_ci80_high", ProjectionTables.SINCE, "See `simulated80_high`, and `line80_high`.")
                .retired("projected_ci95_low", ProjectionTables.SINCE, "See `simulated95_low`, and `line95_low`.")
                .retired("projected_ci95_high", ProjectionTables.SINCE, "See `simulated95_high`, and `line95_high`.");
        table.column(
                date("resources_on", "The date of the run: that of the first release, or projected."),
                resources(RunResources::on));
        quantity(
                table,
                "optimal_parameters",
                "Compute-optimal parameters at the compute floor, by the scaling law",
                RunResources::parameters);
        quantity(table, "optimal_tokens", "Compute-optimal tokens", RunResources::tokens);
        quantity(table, "predicted_loss", "Loss by the scaling law, nats per token", RunResources::loss);
        table.column(
                number(
                        "loss_gain_per_tenfold",
                        "How much ten times the compute would lower the predicted loss, nats per token."),
                resources(RunResources::lossGainPerTenfold));
        resource(table, "cost_amortized_usd", "Cost of a run, amortized", RunResource.COST_AMORTIZED);
        resource(table, "cost_cloud_usd", "Cost of a run, rented", RunResource.COST_CLOUD);
        resource(table, "cost_acquisition_usd", "Cost of a run, hardware bought", RunResource.COST_ACQUISITION);
        quantity(
                table,
                "cost_by_price_performance_usd",
                "Cost of the compute floor at the trend's FLOP per amortized dollar",
                RunResources::costByPricePerformanceUsd);
        resource(table, "power_watts", "Power of a run", RunResource.POWER);
        resource(table, "duration_hours", "Duration of a run", RunResource.DURATION);
        resource(table, "energy_kwh", "Energy of a run", RunResource.ENERGY);
        quantity(
                table,
                "effective_compute_flop",
                "The compute floor in units of compute with the algorithms of the data's date",
                RunResources::effectiveComputeFlop);
        return table.build();
    }

    private static void resource(
            RecordTable.Builder<GenerationArrival> table, String name, String meaning, RunResource resource) {
        quantity(
                table,
                name,
                meaning + " at the compute floor on that date, by `resource_fits`",
                resources -> resources.quantity(resource));
    }

    /** Adds the median and interval of a quantity. */
    private static void quantity(
            RecordTable.Builder<GenerationArrival> table,
            String name,
            String meaning,
            Function<RunResources, @Nullable Quantity> value) {
        table.column(number(name, meaning + "; null where unknown."), resources(of(value, Quantity::median)))
                .column(number(name + "_low", "95% interval, lower end."), resources(of(value, Quantity::low)))
                .column(number(name + "_high", "95% interval, upper end."), resources(of(value, Quantity::high)));
    }

    private static Function<RunResources, @Nullable Object> of(
            Function<RunResources, @Nullable Quantity> value, Function<Quantity, Double> end) {
        return resources -> {
            Quantity quantity = value.apply(resources);
            return quantity == null ? null : end.apply(quantity);
        };
    }

    private static Function<GenerationArrival, @Nullable Object> resources(
            Function<RunResources, @Nullable Object> value) {
        return arrival -> {
            RunResources resources = arrival.resources();
            return resources == null ? null : value.apply(resources);
        };
    }

    private GenerationsTable() {}

    private static Function<Crossing, @Nullable Object> observed(Function<LargestSoFar, Object> value) {
        return crossing -> {
            LargestSoFar first = crossing.firstObserved();
            return first == null ? null : value.apply(first);
        };
    }

    private static Function<GenerationArrival, @Nullable Object> crossing(Function<Crossing, @Nullable Object> value) {
        return arrival -> {
            Crossing crossing = arrival.crossing();
            return crossing == null ? null : value.apply(crossing);
        };
    }
}
