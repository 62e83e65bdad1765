package org.computetrends.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.GrowthModel;
import org.computetrends.job.GateOutcome;
import org.computetrends.job.IndentedJson;
import org.computetrends.job.TrendJob;
import org.computetrends.table.Column;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.LeadTables;
import org.computetrends.table.ModelledTrend;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RecordTable;
import org.computetrends.table.RunsTable;
import org.computetrends.table.TrendsTable;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run as one JSON object. The fields of {@code run} and of the listed objects are columns of published
 * tables, with the same names, units and meanings. {@code conf/summary.schema.json} selects and describes these
 * columns; a test compares the file with the tables. Its {@code schema_version} changes when a field is removed or gets
 * another meaning, not when a field is added.
 */
final class SummaryJson {
    static final JsonNode SCHEMA = schema();

    private SummaryJson() {}

    static String of(TrendConfig config, TrendJob.Result result) {
        Summary summary = Summary.of(config, result);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema_version", SCHEMA.at("/properties/schema_version/const"));
        document.put("vintage", result.vintage().toString());
        document.put("run_id", result.run().id());
        document.put(
                "run",
                objects(RunsTable.RUNS, List.of(result.run()), SCHEMA.at("/properties/run"))
                        .get(0));
        document.put("stage_seconds", result.run().stageSeconds());
        document.put("rejects", result.rejects());
        // The table has a row for each growth model of a trend. The summary has only the exponential one, and no column
        // that needs the dates of under-reporting.
        List<ModelledTrend> exponential =
                ModelledTrend.of(summary.trends(), config.timeScale(), /* underReportedFrom= */ Map.of()).stream()
                        .filter(trend -> trend.model() == GrowthModel.EXPONENTIAL)
                        .toList();
        put(document, "trends", TrendsTable.TRENDS, exponential);
        put(document, "crossings", ProjectionTables.CROSSINGS, summary.crossings());
        put(document, "forecast_crossings", ForecastTables.FORECAST_CROSSINGS, summary.forecasts());
        put(document, "benchmark_crossings", ForecastTables.FORECAST_CROSSINGS, summary.benchmarks());
        put(document, "generations", GenerationsTable.GENERATIONS, summary.generations());
        // leads: on the last date that both lines reach. newest_leads: on the last date, for the largest releases.
        put(document, "leads", LeadTables.LEADS, LeadSummary.newestWithLines(result.lags()));
        put(document, "newest_leads", LeadTables.LEADS, LeadSummary.newest(result.lags()));
        document.put("warnings", result.warnings());
        document.put("published", result.gate().map(GateOutcome::isPassed).orElse(true));
        document.put("gate", GateJson.of(result.gate()));
        document.put("output", result.folder());
        document.put("tables", result.tables());
        return IndentedJson.of(document);
    }

    private static JsonNode schema() {
        try (InputStream stream = SummaryJson.class.getResourceAsStream("/conf/summary.schema.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records as objects with the columns that the schema of an object names. */
    private static <T> List<Map<String, @Nullable Object>> objects(
            RecordTable<T> table, List<T> items, JsonNode schema) {
        List<String> columns =
                table.table().columns().stream().map(Column::name).toList();
        return items.stream()
                .map(item -> {
                    // The schema selects no run_id: the document has it once.
                    Row row = table.toRow(item, /* runId= */ "");
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    schema.path("properties")
                            .fieldNames()
                            .forEachRemaining(name -> fields.put(name, jsonValue(row.get(columns.indexOf(name)))));
                    return fields;
                })
                .toList();
    }

    /** Adds a list of records under a name of the schema. */
    private static <T> void put(Map<String, Object> document, String name, RecordTable<T> table, List<T> items) {
        document.put(name, objects(table, items, SCHEMA.at("/properties/" + name + "/items")));
    }

    /** A column's value as Jackson writes it: dates and times as text in ISO form, others unchanged. */
    private static @Nullable Object jsonValue(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
