package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ValueDensity;

/** The {@code densities} table: the scatter of a metric's values in bins, whatever their number. */
public final class DensitiesTable {

    public static final RecordTable<ValueDensity> DENSITIES = RecordTable.<ValueDensity>named(
                    "densities",
                    "How many releases have a value of a metric in a quarter and half an order of magnitude.")
            .key(text("metric", "The metric's id."), ValueDensity::metric)
            .key(
                    required(
                            "quarter", DataTypes.DateType, "The first day of the quarter of the dates of publication."),
                    ValueDensity::quarter)
            .key(
                    required(
                            "half_orders",
                            DataTypes.IntegerType,
                            "Half orders of magnitude: values are at least 10 to the power of half of it."),
                    ValueDensity::halfOrders)
            .column(
                    required("value_from", DataTypes.DoubleType, "That value, in the metric's unit."),
                    ValueDensity::valueFrom)
            .column(
                    number("value_to", "Where the next bin begins; null where that is beyond the range of numbers."),
                    ValueDensity::valueTo)
            .column(count("n", "Values in the bin; bins without any have no row."), ValueDensity::n)
            .column(required("largest_value", DataTypes.DoubleType, "The largest of them."), ValueDensity::largestValue)
            .column(
                    text("largest_release_id", "Its release; of equal ones the last by id.")
                            .in("releases", "release_id"),
                    ValueDensity::largestReleaseId)
            .build();

    private DensitiesTable() {}
}
