package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;

/** The cluster's test does the same for the default run, on executors. */
class InMemorySelectionIT {

    @Test
    void noTableDependsOnWhoReadsTheReleases() {
        TrendJob.Result inMemoryResult = run("held", ShippedRuns.FEW_DRAWS);
        Map<String, String> byTasksOnly = new HashMap<>(ShippedRuns.FEW_DRAWS);
        byTasksOnly.put("scale.spark-above-megabytes", "0");
        TrendJob.Result byTasks = run("by-tasks", byTasksOnly);
        assertThat(byTasks.tables()).isEqualTo(inMemoryResult.tables()).hasSizeGreaterThan(20);
        assertThat(byTasks.run().id()).isEqualTo(inMemoryResult.run().id());
        assertThat(byTasks.run().inputFingerprint())
                .isEqualTo(inMemoryResult.run().inputFingerprint());
        for (String table : inMemoryResult.tables().keySet()) {
            if (table.equals("runs")) {
                continue;
            }
            Dataset<Row> one = rows("held", table, inMemoryResult.vintage());
            Dataset<Row> otherRows = rows("by-tasks", table, inMemoryResult.vintage());
            assertThat(one.schema()).as(table).isEqualTo(otherRows.schema());
            Map<Row, Long> counted = TestSession.counted(TestSession.collect(one));
            assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
                    .as(table)
                    .isEqualTo(inMemoryResult.tables().get(table));
            assertThat(TestSession.counted(TestSession.collect(otherRows)))
                    .as(table)
                    .isEqualTo(counted);
        }
    }

    private static TrendJob.Result run(String output, Map<String, String> settings) {
        return ShippedRuns.run(ShippedRuns.RELEASES, output, Optional.of("sevilla-2022"), settings);
    }

    private static Dataset<Row> rows(String output, String table, LocalDate vintage) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/" + table)
                .filter(functions.col("vintage").equalTo(functions.lit(vintage)))
                .drop("run_id", "published_at");
    }
}
