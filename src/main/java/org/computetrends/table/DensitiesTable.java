package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.ValueDensity;

/** The {@code densities} table: a metric's values counted in bins. */
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
                            "The bin: values are at least 10 to the power of half of this number."),
                    ValueDensity::halfOrders)
            .column(
                    required("value_from", DataTypes.DoubleType, "The lower bound of the bin, in the metric's unit."),
                    ValueDensity::valueFrom)
            .column(
                    number("value_to", "The upper bound of the bin; null where it is beyond the range of numbers."),
                    ValueDensity::valueTo)
            .column(count("n", "Values in the bin; bins without any have no row."), ValueDensity::n)
            .column(
                    required("largest_value", DataTypes.DoubleType, "The largest value in the bin."),
                    ValueDensity::largestValue)
            .column(
                    text("largest_release_id", "The release with the largest value; among equal ones the last by id.")
                            .in("releases", "release_id"),
                    ValueDensity::largestReleaseId)
            .build();

    private DensitiesTable() {}
}
