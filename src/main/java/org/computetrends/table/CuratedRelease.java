package org.computetrends.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A release that curation kept, on the driver.
 *
 * @param id its {@code release_id}
 * @param columns the columns of {@link #schema}, and possibly others
 */
public record CuratedRelease(String id, Row columns) {

    /** The canonical columns in order, and every metric under {@link #metricColumn}, as its expression gives it. */
    public static StructType schema(List<Metric> metrics) {
        StructType schema = CanonicalRelease.schema();
        for (Metric metric : metrics) {
            schema = schema.add(metricColumn(metric), DataTypes.DoubleType, true);
        }
        return schema;
    }

    /** The name of the column of a metric's value, different from every canonical column. */
    public static String metricColumn(Metric metric) {
        return "metric_" + metric.id();
    }

    /** The value of a canonical column. */
    public @Nullable Object value(String column) {
        return columns.get(columns.fieldIndex(column));
    }

    /** The value of a canonical text column. */
    public @Nullable String text(String column) {
        return columns.getString(columns.fieldIndex(column));
    }

    /**
     * A metric's value, usable as an observation or not; null where there is none or it is beyond the range of numbers.
     */
    public @Nullable Double metric(Metric metric) {
        Double value = (Double) columns.get(columns.fieldIndex(metricColumn(metric)));
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
