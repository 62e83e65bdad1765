package org.computetrends.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Generation;
import org.computetrends.domain.Metric;
import org.computetrends.table.ReleasesTable;

/** Curated releases with every metric under its id, and the generation whose compute bounds hold them. */
record ReleasesView(List<Metric> metrics, List<Generation> generations, String generationMetric) {

    Dataset<Row> of(Dataset<Row> releases) {
        Column[] values = metrics.stream()
                .map(metric -> expr(metric.expression()).cast("double"))
                .toArray(Column[]::new);
        String[] names = metrics.stream().map(Metric::id).toArray(String[]::new);
        // All at once, so that a metric named as a column of the input does not change the next one's value.
        Dataset<Row> valued = releases.withColumns(
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(names)).toSeq(),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(values)).toSeq());
        return valued.withColumn(ReleasesTable.GENERATION, generation());
    }

    private Column generation() {
        Column compute = col(generationMetric);
        Column label = lit(null).cast("string");
        for (Generation generation : generations) {
            Column within = compute.isNotNull();
            if (generation.computeLowFlop() != null) {
                within = within.and(compute.geq(generation.computeLowFlop()));
            }
            if (generation.computeHighFlop() != null) {
                within = within.and(compute.lt(generation.computeHighFlop()));
            }
            label = when(coalesce(within, lit(false)), lit(generation.id())).otherwise(label);
        }
        return label;
    }
}
