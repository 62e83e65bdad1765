package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;

/** The cluster's test does the same for the default run, on executors. */
class InMemorySelectionIT {

    @Test
    void noTableDependsOnWhoReadsTheReleases() {
        TrendJob.Result held = ShippedRuns.result("sevilla-2022");
        TrendJob.Result byTasks = ShippedRuns.run(
                ShippedRuns.RELEASES,
                "by-tasks",
                Optional.of("sevilla-2022"),
                Map.of("scale.spark-above-megabytes", "0"));
        assertThat(byTasks.tables()).isEqualTo(held.tables()).hasSizeGreaterThan(20);
        assertThat(byTasks.run().id()).isEqualTo(held.run().id());
        assertThat(byTasks.run().inputFingerprint()).isEqualTo(held.run().inputFingerprint());
        for (String table : held.tables().keySet()) {
            if (table.equals("runs")) {
                continue;
            }
            Dataset<Row> one = rows("out-sevilla", table, held.vintage());
            Dataset<Row> other = rows("by-tasks", table, held.vintage());
            assertThat(one.schema()).as(table).isEqualTo(other.schema());
            Map<Row, Long> counted = counted(one);
            assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
                    .as(table)
                    .isEqualTo(held.tables().get(table));
            assertThat(counted(other)).as(table).isEqualTo(counted);
        }
    }

    private static Map<Row, Long> counted(Dataset<Row> rows) {
        return rows.collectAsList().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Dataset<Row> rows(String output, String table, LocalDate vintage) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/" + table)
                .filter(functions.col("vintage").equalTo(functions.lit(vintage)))
                .drop("run_id", "published_at");
    }
}
