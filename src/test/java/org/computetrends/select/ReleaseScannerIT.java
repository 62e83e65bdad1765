package org.computetrends.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Metric;
import org.computetrends.domain.TrendSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scan of files reads columns directly. A dataset with other operations is converted to rows first. Both give equal
 * results.
 */
class ReleaseScannerIT {
    private final Scans scans = new Scans();

    @Test
    void columnBatchesGiveTheResultsOfRows(@TempDir Path folder) {
        TestSession.generateCode();
        try {
            requireColumnsEqualRows(folder);
        } finally {
            TestSession.generateNoCode();
        }
    }

    private void requireColumnsEqualRows(Path folder) {
        Metric ratio =
                new Metric("ratio", "Ratio", "FLOP per USD", "try_divide(training_compute_flop, training_cost_usd)");
        scans.metrics = List.of(Scans.COMPUTE, Scans.COST, ratio);
        List<TrendSpecification> trends = new ArrayList<>(Scans.trends(Scans.COHORTS, List.of(Scans.OLD, Scans.NEW)));
        trends.add(new TrendSpecification(ratio, Cohort.parse("all"), Scans.NEW, GrowthModel.EXPONENTIAL));
        // Three files of several row groups and dictionaries.
        for (int i = 0; i < 3; i++) {
            Sample.dataset(Sample.random(3_000, 12 + 40 * i))
                    .coalesce(1)
                    .write()
                    .mode("append")
                    .option("parquet.block.size", 20_000)
                    .option("parquet.page.size", 2_000)
                    .parquet(folder.toString());
        }
        Dataset<Row> releases = TestSession.get().read().parquet(folder.toString());
        // The filter keeps all rows, but prevents reading columns directly.
        Dataset<Row> asRows = releases.filter(length(col("model")).geq(0));
        // Columns that are null in every row.
        Dataset<Row> withNulls = releases.withColumn("base_model", lit(null).cast("string"))
                .withColumn("domains", lit(null).cast("array<string>"));
        assertThat(scans.areReadFromFiles(releases, trends)).isTrue();
        assertThat(scans.areReadFromFiles(withNulls, trends)).isTrue();
        assertThat(scans.areReadFromFiles(asRows, trends)).isFalse();
        assertThat(scans.dates(withNulls, trends).rowsKept()).isEqualTo(9_000);
        ScannedPopulations columns = scans.scan(releases, trends);
        ScannedPopulations rows = scans.scan(asRows, trends);
        assertThat(Scans.fields(columns.cells(List.of()))).isEqualTo(Scans.fields(rows.cells(List.of())));
        assertThat(Scans.fields(columns.clusters(Set.of()))).isEqualTo(Scans.fields(rows.clusters(Set.of())));
        assertThat(columns.densities()).isEqualTo(rows.densities());
        assertThat(columns.trends())
                .last()
                .satisfies(trend -> assertThat(trend.metric()).isEqualTo(ratio));
        assertThat(columns.cells(List.of())
                        .get(columns.trends().size() - 1)
                        .cells()
                        .observations())
                .isEqualTo(
                        releases.filter(col("published_on").geq("2010-01-01")).count());
    }
}
