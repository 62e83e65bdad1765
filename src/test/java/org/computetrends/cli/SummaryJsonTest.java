package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.table.Column;
import org.computetrends.table.ForecastTables;
import org.computetrends.table.GenerationsTable;
import org.computetrends.table.LeadTables;
import org.computetrends.table.ProjectionTables;
import org.computetrends.table.RunsTable;
import org.computetrends.table.Table;
import org.computetrends.table.TrendsTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryJsonTest {
    private static final Map<String, Table> TABLES = Map.of(
            "run", RunsTable.RUNS.table(),
            "trends/items", TrendsTable.TRENDS.table(),
            "crossings/items", ProjectionTables.CROSSINGS.table(),
            "forecast_crossings/items", ForecastTables.FORECAST_CROSSINGS.table(),
            "benchmark_crossings/items", ForecastTables.FORECAST_CROSSINGS.table(),
            "generations/items", GenerationsTable.GENERATIONS.table(),
            "leads/items", LeadTables.LEADS.table(),
            "newest_leads/items", LeadTables.LEADS.table());

    /**
     * The schema is edited by hand. Types and descriptions of its fields must equal those of the tables' columns. The
     * counts are of the schema's fields.
     */
    @ParameterizedTest
    @CsvSource({
        "run, 9",
        "trends/items, 20",
        "crossings/items, 15",
        "forecast_crossings/items, 29",
        "benchmark_crossings/items, 29",
        "generations/items, 20",
        "leads/items, 18",
        "newest_leads/items, 13"
    })
    void theSchemaDescribesFieldsLikeTheTables(String name, int fields) {
        JsonNode described = SummaryJson.SCHEMA.at("/properties/" + name);
        Map<String, Object> properties = new LinkedHashMap<>();
        described
                .get("properties")
                .fieldNames()
                .forEachRemaining(field -> properties.put(field, property(name, field)));
        assertThat(properties).hasSize(fields);
        assertThat(described)
                .isEqualTo(new ObjectMapper()
                        .valueToTree(Map.of(
                                "type",
                                "object",
                                "required",
                                List.copyOf(properties.keySet()),
                                "properties",
                                properties)));
        // Crossings of forecasts have all columns of their table.
        if (name.startsWith("forecast") || name.startsWith("benchmark")) {
            assertThat(properties.keySet())
                    .containsExactlyElementsOf(TABLES.get(name).columns().stream()
                            .map(Column::name)
                            .toList());
        }
    }

    private static Map<String, Object> property(String name, String field) {
        Column column = TABLES.get(name).columns().stream()
                .filter(each -> each.name().equals(field))
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
        return property;
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
