package org.computetrends.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Generation;
import org.computetrends.domain.Metric;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReleasesTable;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the table {@code releases} from curated releases. {@link RowsWithoutRunId} adds the run's id. */
record ReleasesTableRows(TrendConfig config) {
    /** Rows in Spark. They also have the other columns of {@link CuratedRelease#schema}. */
    Dataset<Row> of(Dataset<Row> releases) {
        // All columns at once: a metric with the name of an input column must not change the input of the next metric.
        Map<String, Column> values = new HashMap<>();
        for (Metric metric : config.metrics()) {
            Column value = col(CuratedRelease.metricColumn(metric));
            // A value that is not finite becomes null, as in CuratedRelease.metric.
            values.put(metric.id(), when(value.between(-Double.MAX_VALUE, Double.MAX_VALUE), value));
        }
        return releases.withColumns(values).withColumn(ReleasesTable.GENERATION, generation());
    }

    /** Rows on the driver, in the order of the table's columns. */
    List<Row> of(List<CuratedRelease> releases) {
        List<String> columns = ReleasesTable.of(config.metrics()).columns().stream()
                .map(org.computetrends.table.Column::name)
                .toList();
        Map<String, Metric> metrics = config.metrics().stream().collect(Collectors.toMap(Metric::id, metric -> metric));
        return releases.stream()
                .map(release -> {
                    List<@Nullable Object> cells = new ArrayList<>();
                    columns.forEach(column -> cells.add(cell(release, column, metrics)));
                    return RowFactory.create(cells.toArray());
                })
                .toList();
    }

    private @Nullable Object cell(CuratedRelease release, String column, Map<String, Metric> metrics) {
        Metric metric = metrics.get(column);
        if (metric != null) {
            return release.metric(metric);
        }
        return switch (column) {
            case ReleasesTable.RELEASE_ID -> release.id();
            case ReleasesTable.GENERATION -> generation(release, metrics.get(generationMetric()));
            default -> release.value(column);
        };
    }

    private Column generation() {
        Column compute = col(generationMetric());
        Column label = lit(null).cast("string");
        for (Generation generation : config.projection().generations()) {
            Column isWithin = compute.isNotNull();
            if (generation.computeLowFlop() != null) {
                isWithin = isWithin.and(compute.geq(generation.computeLowFlop()));
            }
            if (generation.computeHighFlop() != null) {
                isWithin = isWithin.and(compute.lt(generation.computeHighFlop()));
            }
            label = when(isWithin, lit(generation.id())).otherwise(label);
        }
        return label;
    }

    private @Nullable String generation(CuratedRelease release, @Nullable Metric computeMetric) {
        Double compute = computeMetric == null ? null : release.metric(computeMetric);
        String label = null;
        for (Generation generation : config.projection().generations()) {
            Double low = generation.computeLowFlop();
            Double high = generation.computeHighFlop();
            if (compute != null && (low == null || compute >= low) && (high == null || compute < high)) {
                label = generation.id();
            }
        }
        return label;
    }

    private String generationMetric() {
        return config.projection().generationTrend().metric();
    }
}
