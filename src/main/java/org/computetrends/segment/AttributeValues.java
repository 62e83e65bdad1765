package org.computetrends.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.table.ObservationsTable;

/**
 * The values of an attribute that are common enough, metric by metric, for cohorts of their own. A value that the source
 * itself calls other is never one of them.
 */
final class AttributeValues {
    private final long minimum;
    private final Dataset<Row> observations;
    private final Map<Attribute, Map<String, SortedSet<String>>> common = new EnumMap<>(Attribute.class);

    AttributeValues(long minimum, Dataset<Row> observations) {
        this.minimum = minimum;
        this.observations = observations;
    }

    /** The values with at least the minimum number of observations of a metric. */
    SortedSet<String> common(Attribute attribute, String metric) {
        return common.computeIfAbsent(attribute, this::countByMetric).getOrDefault(metric, new TreeSet<>());
    }

    private Map<String, SortedSet<String>> countByMetric(Attribute attribute) {
        Map<String, SortedSet<String>> byMetric = new TreeMap<>();
        for (Row row : observations
                .select(
                        col(ObservationsTable.METRIC),
                        explode(col(ObservationColumns.attributeValues(attribute)))
                                .as("attribute_value"))
                .groupBy(ObservationsTable.METRIC, "attribute_value")
                .agg(count(lit(1)).as("observations"))
                .filter(col("observations")
                        .geq(minimum)
                        .and(col("attribute_value").notEqual(Cohort.OTHER)))
                .collectAsList()) {
            byMetric.computeIfAbsent(row.getString(0), metric -> new TreeSet<>())
                    .add(row.getString(1));
        }
        return byMetric;
    }
}
