package org.computetrends.table;

import org.computetrends.domain.ValueDensity;

/**
 * The {@code densities} table: the number of a metric's values by quarter and half an order of magnitude, for the
 * page's charts.
 */
public final class DensitiesTable {

    public static final RecordTable<ValueDensity> DENSITIES = RecordTable.<ValueDensity>named(
                    "densities",
                    "How many releases have a value of a metric in a quarter and half an order of magnitude.")
            .metric(ValueDensity::metric)
            .date("quarter", ValueDensity::quarter)
            .meaning("The first day of the quarter of the dates of publication.")
            .wholeNumber("half_orders", ValueDensity::halfOrders)
            .meaning("The bin: values are at least 10 to the power of half of this number.")
            .key()
            .number("value_from", ValueDensity::valueFrom)
            .meaning("The lower bound of the bin, in the metric's unit.")
            .optionalNumber("value_to", ValueDensity::valueTo)
            .meaning("The upper bound of the bin; null where it is beyond the range of numbers.")
            .count("n", ValueDensity::n)
            .meaning("Values in the bin; bins without any have no row.")
            .number("largest_value", ValueDensity::largestValue)
            .meaning("The largest value in the bin.")
            .text("largest_release_id", ValueDensity::largestReleaseId)
            .references("releases", "release_id")
            .meaning("The release with the largest value; among equal ones the last by id.")
            .build();

    private DensitiesTable() {}
}
