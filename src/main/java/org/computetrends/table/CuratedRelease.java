package org.computetrends.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A release that curation kept, as a Spark row on the driver.
 *
 * @param id the {@code release_id}
 * @param columns the columns of {@link #schema}, and possibly others
 */
public record CuratedRelease(String id, Row columns) {

    /** The canonical columns in order, then a column for each metric with the value of its expression. */
    public static StructType schema(List<Metric> metrics) {
        StructType schema = CanonicalRelease.schema();
        for (Metric metric : metrics) {
            schema = schema.add(metricColumn(metric), DataTypes.DoubleType, true);
        }
        return schema;
    }

    /** The name of a metric's column. The prefix keeps it different from canonical columns. */
    public static String metricColumn(Metric metric) {
        return "metric_" + metric.id();
    }

    /** The value of a canonical column, as a Spark row has it. */
    public @Nullable Object value(String column) {
        return columns.get(columns.fieldIndex(column));
    }

    /** The value of a canonical text column. */
    public @Nullable String text(String column) {
        return columns.getString(columns.fieldIndex(column));
    }

    /** A metric's value, which may be 0 or below; null if unknown or not finite. */
    public @Nullable Double metric(Metric metric) {
        Double value = (Double) columns.get(columns.fieldIndex(metricColumn(metric)));
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
