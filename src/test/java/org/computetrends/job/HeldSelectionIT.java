package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;

class HeldSelectionIT {

    @Test
    void noTableDependsOnWhetherReleasesAreHeld() {
        TrendJob.Result held = ShippedRuns.result("2026-04-23");
        TrendJob.Result rowByRow = ShippedRuns.run(
                ShippedRuns.RELEASES, "row-by-row", Optional.empty(), Map.of("small-input-megabytes", "0"));
        assertThat(rowByRow.tables()).isEqualTo(held.tables()).hasSizeGreaterThan(20);
        for (String table : held.tables().keySet()) {
            if (table.equals("runs")) {
                continue;
            }
            Dataset<Row> one = rows("out", table);
            Dataset<Row> other = rows("row-by-row", table);
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

    private static Dataset<Row> rows(String output, String table) {
        return TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/" + table)
                .filter(functions.col("vintage").equalTo(functions.lit("2026-04-23")))
                .drop("run_id");
    }
}
