package org.computetrends.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Crossing;
import org.computetrends.domain.ForecastCrossing;
import org.computetrends.domain.GenerationArrival;
import org.computetrends.domain.GrowthModel;
import org.computetrends.domain.Run;
import org.computetrends.domain.VisibleText;
import org.computetrends.job.GateOutcome;
import org.computetrends.job.TrendJob;
import org.computetrends.table.Column;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.ModelledTrend;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RecordTable;
import org.computetrends.table.RunsTable;
import org.computetrends.table.TrendsTable;
import org.jspecify.annotations.Nullable;

/**
 * The summary for programs: one JSON object, whose fields are columns of the tables by the columns' names, with their units
 * and meanings. {@code conf/summary.schema.json} describes it; a test holds both to each other.
 */
final class SummaryJson {
    /** To be raised when a field changes its meaning or goes; new ones may come without. */
    static final int SCHEMA_VERSION = 1;

    private static final Fields<Run> RUN = new Fields<>(
            RunsTable.RUNS,
            List.of(
                    "started",
                    "finished",
                    "input_fingerprint",
                    "config_digest",
                    "code_version",
                    "seed",
                    "rows_read",
                    "rows_kept",
                    "rows_rejected"));

    private static final Fields<ModelledTrend> TRENDS = new Fields<>(
            TrendsTable.TRENDS,
            List.of(
                    "metric",
                    "cohort",
                    "era",
                    "growth_model",
                    "status",
                    "n",
                    "first_date",
                    "last_date",
                    "slope_oom_per_year",
                    "interval_method",
                    "slope_ci95_low",
                    "slope_ci95_high",
                    "growth_factor_per_year",
                    "growth_factor_ci95_low",
                    "growth_factor_ci95_high",
                    "doubling_time_months",
                    "doubling_time_ci95_low",
                    "doubling_time_ci95_high",
                    "doubling_time_status",
                    "r_squared"));

    private static final Fields<Crossing> CROSSINGS = new Fields<>(
            ProjectionTables.CROSSINGS,
            List.of(
                    "metric",
                    "cohort",
                    "scenario",
                    "threshold",
                    "label",
                    "status",
                    "first_observed_on",
                    "first_observed_release",
                    "first_observed_name",
                    "known_to",
                    "simulated_median",
                    "simulated80_low",
                    "simulated80_high",
                    "simulated95_low",
                    "simulated95_high"));

    private static final Fields<ForecastCrossing> FORECASTS = new Fields<>(
            ForecastTables.FORECAST_CROSSINGS,
            ForecastTables.FORECAST_CROSSINGS.table().columns().stream()
                    .map(Column::name)
                    .toList());

    private static final Fields<GenerationArrival> GENERATIONS = new Fields<>(
            GenerationsTable.GENERATIONS,
            List.of(
                    "generation",
                    "scenario",
                    "compute_low_flop",
                    "compute_high_flop",
                    "first_observed_on",
                    "first_observed_release",
                    "first_observed_name",
                    "known_to",
                    "status",
                    "simulated_median",
                    "simulated80_low",
                    "simulated80_high",
                    "simulated95_low",
                    "simulated95_high"));

    private SummaryJson() {}

    /** Columns of a table as the fields of an object. */
    private record Fields<T>(RecordTable<T> table, List<String> names) {

        Map<String, @Nullable Object> of(T item) {
            Row row = table.toRow(item, "");
            List<String> columns =
                    table.table().columns().stream().map(Column::name).toList();
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (String name : names) {
                fields.put(name, plain(row.get(columns.indexOf(name))));
            }
            return fields;
        }

        List<Map<String, @Nullable Object>> of(List<T> items) {
            return items.stream().map(this::of).toList();
        }

        /** Numbers and flags as JSON has them; dates and times in their ISO form. */
        private static @Nullable Object plain(@Nullable Object value) {
            return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
        }

        Map<String, Object> schema() {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (String name : names) {
                Column column = table.table().columns().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                Map<String, Object> property = new LinkedHashMap<>();
                property.put("type", column.nullable() ? List.of(type(column.type()), "null") : type(column.type()));
                if (column.type().equals(DataTypes.DateType)) {
                    property.put("format", "date");
                } else if (column.type().equals(DataTypes.TimestampType)) {
                    property.put("format", "date-time");
                }
                property.put("description", column.meaning());
                properties.put(name, property);
            }
            return object(properties);
        }

        private static String type(DataType type) {
            if (type.equals(DataTypes.DoubleType)) {
                return "number";
            }
            if (type.equals(DataTypes.LongType) || type.equals(DataTypes.IntegerType)) {
                return "integer";
            }
            return type.equals(DataTypes.BooleanType) ? "boolean" : "string";
        }
    }

    static String of(TrendConfig config, TrendJob.Result result) {
        Summary summary = Summary.of(config, result);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema_version", SCHEMA_VERSION);
        document.put("vintage", result.vintage().toString());
        document.put("run_id", result.run().id());
        document.put("run", RUN.of(result.run()));
        document.put("stage_seconds", result.run().stageSeconds());
        document.put("rejects", result.rejects());
        document.put(
                "trends",
                TRENDS.of(ModelledTrend.of(summary.trends(), config.timeScale(), Map.of()).stream()
                        .filter(trend -> trend.model() == GrowthModel.EXPONENTIAL)
                        .toList()));
        document.put("crossings", CROSSINGS.of(summary.crossings()));
        document.put("forecast_crossings", FORECASTS.of(summary.forecasts()));
        document.put("benchmark_crossings", FORECASTS.of(summary.benchmarks()));
        document.put("generations", GENERATIONS.of(summary.generations()));
        document.put("warnings", result.warnings());
        document.put("published", result.gate().map(GateOutcome::isPassed).orElse(true));
        document.put("gate", GateJson.of(result.gate()));
        document.put("output", result.folder());
        document.put("tables", result.tables());
        return json(document);
    }

    static String schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("schema_version", Map.of("const", SCHEMA_VERSION));
        properties.put("vintage", described("string", "The vintage analysed, as YYYY-MM-DD."));
        properties.put("run_id", described("string", "The run's id, on every row of its tables."));
        properties.put("run", RUN.schema());
        properties.put(
                "stage_seconds",
                mapOf("number", "How long each stage took up to publishing, in seconds; some run side by side."));
        properties.put("rejects", mapOf("integer", "Rejected rows and values by reason."));
        properties.put("trends", listOf(TRENDS, "The trends that the setting summary.trends names."));
        properties.put("crossings", listOf(CROSSINGS, "When sample paths reach a threshold if growth continues."));
        properties.put("forecast_crossings", listOf(FORECASTS, "When a threshold is reached by the default forecast."));
        properties.put(
                "benchmark_crossings",
                listOf(FORECASTS, "When it is by the benchmark, which stands beside the default."));
        properties.put("generations", listOf(GENERATIONS, "Generations of models, if growth continues."));
        properties.put(
                "warnings", field("array", "What the person should know.", Map.of("items", Map.of("type", "string"))));
        properties.put(
                "published",
                described("boolean", "Whether the tables were published: they are not if the gate failed."));
        properties.put("gate", GateJson.schema());
        properties.put("output", described("string", "Where the tables and the manifest are."));
        properties.put("tables", mapOf("integer", "Rows published by table."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "What compute-trends run --json prints");
        schema.putAll(object(properties));
        return json(schema);
    }

    static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("required", List.copyOf(properties.keySet()));
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> listOf(Fields<?> fields, String meaning) {
        return field("array", meaning, Map.of("items", fields.schema()));
    }

    private static Map<String, Object> mapOf(String type, String meaning) {
        return field("object", meaning, Map.of("additionalProperties", Map.of("type", type)));
    }

    static Map<String, Object> described(String type, String meaning) {
        return field(type, meaning, Map.of());
    }

    static Map<String, Object> field(String type, String meaning, Map<String, Object> more) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", type);
        field.put("description", meaning);
        field.putAll(more);
        return field;
    }

    private static String json(Object document) {
        try {
            return VisibleText.json(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the summary cannot be written as JSON", e);
        }
    }
}
