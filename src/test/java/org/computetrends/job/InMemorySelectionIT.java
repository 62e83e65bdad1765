package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.computetrends.publish.PublishedOutput;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Test;

/**
 * A run in memory and a run by Spark's tasks publish the same rows. {@code ClusterIT} compares a cluster's run with a
 * local one.
 */
class InMemorySelectionIT {
    private static final Optional<String> PRESET = Optional.of("sevilla-2022");

    @Test
    void aRunInMemoryAndOneByTasksPublishTheSameRows() {
        TrendJob.Result inMemoryResult = run("sevilla-in-memory", ShippedRuns.FEW_DRAWS);
        Map<String, String> byTasksOnly = new HashMap<>(ShippedRuns.FEW_DRAWS);
        byTasksOnly.put("scale.spark-above-megabytes", "0");
        TrendJob.Result byTasks = run("sevilla-by-tasks", byTasksOnly);
        assertThat(byTasks.tables()).isEqualTo(inMemoryResult.tables()).hasSizeGreaterThan(20);
        assertThat(byTasks.run().id()).isEqualTo(inMemoryResult.run().id());
        assertThat(byTasks.run().inputFingerprint())
                .isEqualTo(inMemoryResult.run().inputFingerprint());
        List<Table> tables =
                PublishedTables.of(ShippedRuns.config(ShippedRuns.RELEASES, "out", PRESET, ShippedRuns.FEW_DRAWS)
                                .metrics())
                        .stream()
                        .filter(table -> !table.name().equals("runs"))
                        .toList();
        long rows =
                output("sevilla-in-memory", inMemoryResult).assertSameRows(output("sevilla-by-tasks", byTasks), tables);
        assertThat(rows)
                .isEqualTo(inMemoryResult.tables().entrySet().stream()
                        .filter(table -> !table.getKey().equals("runs"))
                        .mapToLong(Map.Entry::getValue)
                        .sum());
    }

    private static TrendJob.Result run(String output, Map<String, String> settings) {
        return ShippedRuns.run(ShippedRuns.RELEASES, output, PRESET, settings);
    }

    private static PublishedOutput output(String output, TrendJob.Result result) {
        return new PublishedOutput(ShippedRuns.folder() + "/" + output, result.vintage());
    }
}
