package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.OpenLineageClientUtils;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.TestConfig;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.computetrends.job.TrendJob;
import org.junit.jupiter.api.Test;

/** Names are those of OpenLineage's specification (openlineage.io/docs/spec/naming). */
class RunLineageTest {
    private final List<OpenLineage.RunEvent> events = new ArrayList<>();

    @Test
    void aRunIsReportedAtItsBeginningAndEnd() {
        recorded(
                TestConfig.load(Map.of("input", "/data/releases", "output", "/data/out")),
                Map.of("OPENLINEAGE_NAMESPACE", "nightly"),
                FinishedRun::result);
        assertThat(events)
                .extracting(OpenLineage.RunEvent::getEventType)
                .containsExactly(OpenLineage.RunEvent.EventType.START, OpenLineage.RunEvent.EventType.COMPLETE);
        assertThat(events)
                .extracting(event -> event.getRun().getRunId())
                .containsOnly(events.get(0).getRun().getRunId());
        OpenLineage.RunEvent end = events.get(1);
        assertThat(end.getJob().getNamespace()).isEqualTo("nightly");
        assertThat(end.getJob().getName()).isEqualTo("compute-trends.run");
        OpenLineage.InputDataset input = end.getInputs().get(0);
        assertThat(input.getNamespace() + " " + input.getName()).isEqualTo("file /data/releases");
        assertThat(input.getFacets().getVersion().getDatasetVersion()).isEqualTo("2026-05-02/f");
        assertThat(input.getInputFacets().getInputStatistics().getRowCount()).isEqualTo(10);
        OpenLineage.OutputDataset trends = end.getOutputs().get(0);
        assertThat(trends.getNamespace() + " " + trends.getName()).isEqualTo("file /data/out/tables/trends");
        assertThat(trends.getFacets().getVersion().getDatasetVersion()).isEqualTo("1a");
        assertThat(trends.getOutputFacets().getOutputStatistics().getRowCount()).isEqualTo(5);
        assertThat(trends.getFacets().getSchema().getFields())
                .extracting(
                        OpenLineage.SchemaDatasetFacetFields::getName, OpenLineage.SchemaDatasetFacetFields::getType)
                .contains(tuple("vintage", "DATE"), tuple("slope_oom_per_year", "DOUBLE"));
        assertThat(end.getOutputs()).hasSize(1);
    }

    @Test
    void everySinksTablesHaveTheirNames() {
        recorded(
                TestConfig.load(Map.of(
                        "input", "s3a://models/releases",
                        "publishing.sinks",
                                "[parquet, \"iceberg:/data/warehouse\", \"postgresql://db.example:6432/ai?schema=trends\", \"postgresql://localhost/ai\"]",
                        "output", "/data/out")),
                Map.of(),
                FinishedRun::result);
        assertThat(events.get(1).getInputs())
                .extracting(OpenLineage.InputDataset::getNamespace, OpenLineage.InputDataset::getName)
                .containsExactly(tuple("s3://models", "releases"));
        assertThat(events.get(1).getOutputs())
                .extracting(OpenLineage.OutputDataset::getNamespace, OpenLineage.OutputDataset::getName)
                .containsExactly(
                        tuple("file", "/data/out/tables/trends"),
                        tuple("file", "/data/warehouse/trends/trends"),
                        tuple("postgres://db.example:6432", "ai.trends.trends"),
                        tuple("postgres://localhost:5432", "ai.public.trends"));
    }

    @Test
    void aFailureIsReportedWithoutSecretsAndThrown() {
        assertThatThrownBy(() -> recorded(TestConfig.load(Map.of()), Map.of(), () -> {
                    throw UserException.publishing("no way to postgresql://me:hunter2@db/ai?password=hunter3");
                }))
                .isInstanceOf(UserException.class);
        assertThat(events.get(1).getEventType()).isEqualTo(OpenLineage.RunEvent.EventType.FAIL);
        assertThat(OpenLineageClientUtils.toJson(events.get(1)))
                .contains("no way to")
                .doesNotContain("hunter");
    }

    @Test
    void aRunSucceedsIfTheReceiverDoesNotAnswer() {
        TrendJob.Result result = lineage(TestConfig.load(Map.of()), Map.of())
                .runAndReport(
                        event -> {
                            throw new OpenLineageClientException("refused");
                        },
                        FinishedRun::result);
        assertThat(result.run().id()).isEqualTo("1a");
    }

    private void recorded(TrendConfig config, Map<String, String> environment, Supplier<TrendJob.Result> job) {
        lineage(config, environment)
                .runAndReport(
                        event -> events.add(
                                OpenLineageClientUtils.runEventFromJson(OpenLineageClientUtils.toJson(event))),
                        job);
    }

    private static RunLineage lineage(TrendConfig config, Map<String, String> environment) {
        return new RunLineage(
                environment, config, new Configuration(), Clock.fixed(FinishedRun.STARTED, ZoneOffset.UTC));
    }
}
