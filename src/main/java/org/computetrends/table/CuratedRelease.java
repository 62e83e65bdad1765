package org.computetrends.table;

import org.apache.spark.sql.Row;
import org.computetrends.domain.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A release that curation kept, on the driver.
 *
 * @param id its {@code release_id}
 * @param columns the canonical columns in order, and every metric under {@link #metricColumn}, as its expression gives it
 */
public record CuratedRelease(String id, Row columns) {

    /** The name of the column that holds a metric's value, which no canonical column has. */
    public static String metricColumn(Metric metric) {
        return "metric_" + metric.id();
    }

    /** What a canonical column holds. */
    public @Nullable Object value(String column) {
        return columns.get(columns.fieldIndex(column));
    }

    /** What a canonical column of texts holds. */
    public @Nullable String text(String column) {
        return columns.getString(columns.fieldIndex(column));
    }

    /** A metric's value, whether it can be an observation or not; null where there is none. */
    public @Nullable Double metric(Metric metric) {
        return (Double) columns.get(columns.fieldIndex(metricColumn(metric)));
    }
}
