package org.computetrends.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;

/** Curated releases with every metric under its id, and the generation by compute. */
record ReleasesView(TrendConfig config) {
    /** Rows in Spark: {@code release_id} and the columns of {@link CuratedRelease#schema}. */
    Dataset<Row> rows(Dataset<Row> releases) {
        // All at once, so that a metric with the name of an input column does not change the next one.
        Map<String, Column> values = new HashMap<>();
        for (Metric metric : config.metrics()) {
            Column value = col(CuratedRelease.metricColumn(metric));
            // Null unless finite, as CuratedRelease.metric returns it.
            values.put(metric.id(), when(value.between(-Double.MAX_VALUE, Double.MAX_VALUE), value));
        }
        return releases.withColumns(values).withColumn(ReleasesTable.GENERATION, generation());
    }

    /** Rows on the driver, in the order of the table's columns. */
    List<Row> rows(List<CuratedRelease> releases) {
        List<Metric> metrics = config.metrics();
        Table table = ReleasesTable.of(metrics);
        Set<String> ids = metrics.stream().map(Metric::id).collect(Collectors.toSet());
        return releases.stream()
                .map(release -> {
                    List<@Nullable Object> cells = new ArrayList<>();
                    table.columns().stream()
                            .map(org.computetrends.table.Column::name)
                            .filter(column -> !ids.contains(column) && !column.equals(ReleasesTable.GENERATION))
                            .forEach(column -> cells.add(
                                    column.equals(ReleasesTable.RELEASE_ID) ? release.id() : release.value(column)));
                    metrics.forEach(metric -> cells.add(release.metric(metric)));
                    cells.add(generation(release));
                    return RowFactory.create(cells.toArray());
                })
                .toList();
    }

    private Column generation() {
        Column compute = col(generationMetric());
        Column label = lit(null).cast("string");
        for (Generation generation : config.projection().generations()) {
            Column within = compute.isNotNull();
            if (generation.computeLowFlop() != null) {
                within = within.and(compute.geq(generation.computeLowFlop()));
            }
            if (generation.computeHighFlop() != null) {
                within = within.and(compute.lt(generation.computeHighFlop()));
            }
            label = when(within, lit(generation.id())).otherwise(label);
        }
        return label;
    }

    private @Nullable String generation(CuratedRelease release) {
        String generationMetric = generationMetric();
        Double compute = config.metrics().stream()
                .filter(metric -> metric.id().equals(generationMetric))
                .findFirst()
                .map(release::metric)
                .orElse(null);
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
