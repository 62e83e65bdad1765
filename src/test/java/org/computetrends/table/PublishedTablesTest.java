package org.computetrends.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.TestConfig;
import org.computetrends.config.TrendConfig;
import org.junit.jupiter.api.Test;

/** The declarations of tables, their references, and the dictionary in the documentation. */
class PublishedTablesTest {
    private static final TrendConfig DEFAULTS = TestConfig.load();
    private static final List<Table> TABLES = PublishedTables.of(DEFAULTS.metrics());
    private static final Table THINGS = new Table(
            "things",
            "A thing's \"row\".",
            List.of("id", "part"),
            List.of(
                    new Column("id", DataTypes.StringType, false, "It's \\ an id."),
                    new Column("part", DataTypes.LongType, true, "Its part; null for the whole.")));

    @Test
    void everyTableThatIsPublishedByDefaultIsDeclared() {
        assertThat(TABLES)
                .extracting(Table::name)
                .containsExactlyInAnyOrderElementsOf(DEFAULTS.publishing().tables());
    }

    @Test
    void everyConstantHasTheNameOfItsTable() {
        assertThat(TABLES)
                .extracting(Table::name)
                .containsExactly(Stream.of(PublishedTables.values())
                        .map(PublishedTables::id)
                        .toArray(String[]::new));
    }

    @Test
    void theDictionaryOfTheDocumentationIsThatOfTheDeclarations() {
        assertThat(Path.of("docs/data-dictionary.md"))
                .as("made anew by: jobs/compute-trends tables --format markdown > docs/data-dictionary.md")
                .hasContent(DataDictionary.markdown(TABLES));
    }

    @Test
    void postgresHasKeysIndexAndComments() {
        assertThat(PostgresDdl.statements("ai", THINGS))
                .containsExactly(
                        """
                        CREATE TABLE "ai"."things" (
                          "vintage" date NOT NULL,
                          "id" text NOT NULL,
                          "part" bigint,
                          "run_id" text NOT NULL,
                          UNIQUE NULLS NOT DISTINCT ("vintage", "id", "part")
                        )""",
                        "CREATE INDEX ON \"ai\".\"things\" (\"run_id\")",
                        "COMMENT ON TABLE \"ai\".\"things\" IS 'A thing''s \"row\".'",
                        "COMMENT ON COLUMN \"ai\".\"things\".\"vintage\" IS 'The vintage of the data.'",
                        "COMMENT ON COLUMN \"ai\".\"things\".\"id\" IS 'It''s \\ an id.'",
                        "COMMENT ON COLUMN \"ai\".\"things\".\"part\" IS 'Its part; null for the whole.'",
                        "COMMENT ON COLUMN \"ai\".\"things\".\"run_id\" IS 'The run that made the row: equal for equal input,"
                                + " configuration, code and seed.'");
    }

    @Test
    void sparkHasAPartitionAndComments() {
        assertThat(SparkDdl.statement("`ai`.`things`", Optional.of("parquet"), THINGS))
                .isEqualTo("""
                CREATE TABLE `ai`.`things` (
                  `vintage` DATE NOT NULL COMMENT 'The vintage of the data.',
                  `id` STRING NOT NULL COMMENT 'It\\'s \\\\ an id.',
                  `part` BIGINT COMMENT 'Its part; null for the whole.',
                  `run_id` STRING NOT NULL COMMENT 'The run that made the row: equal for equal input, configuration, code and seed.'
                ) USING parquet
                PARTITIONED BY (`vintage`)
                COMMENT 'A thing\\'s "row".'""");
    }

    @Test
    void dbtTestsWhatTheDeclarationsPromise() {
        Table parts = new Table(
                "parts",
                "A part.",
                List.of("part"),
                List.of(
                        Column.count("part", "Its number."),
                        Column.text("state", "Its state.").oneOf(List.of("NEW", "OLD")),
                        Column.optional("thing", DataTypes.StringType, "Its thing.")
                                .references("things", "id")));
        assertThat(DbtSources.yaml("ai", List.of(THINGS, parts))).isEqualTo("""
                version: 2

                sources:
                  - name: "compute_trends"
                    schema: "ai"
                    tables:
                      - name: "things"
                        description: "A thing's \\"row\\"."
                        data_tests:
                          - unique_key:
                              arguments:
                                columns: ["vintage", "id", "part"]
                        columns:
                          - name: "vintage"
                            description: "The vintage of the data."
                            data_type: "date"
                            data_tests:
                              - not_null
                          - name: "id"
                            description: "It's \\\\ an id."
                            data_type: "text"
                            data_tests:
                              - not_null
                          - name: "part"
                            description: "Its part; null for the whole."
                            data_type: "bigint"
                          - name: "run_id"
                            description: "The run that made the row: equal for equal input, configuration, code and seed."
                            data_type: "text"
                            data_tests:
                              - not_null
                              - relationships_in_vintage:
                                  arguments:
                                    to: source('compute_trends', 'runs')
                                    field: "run_id"
                      - name: "parts"
                        description: "A part."
                        data_tests:
                          - unique_key:
                              arguments:
                                columns: ["vintage", "part"]
                        columns:
                          - name: "vintage"
                            description: "The vintage of the data."
                            data_type: "date"
                            data_tests:
                              - not_null
                          - name: "part"
                            description: "Its number."
                            data_type: "bigint"
                            data_tests:
                              - not_null
                          - name: "state"
                            description: "Its state."
                            data_type: "text"
                            data_tests:
                              - not_null
                              - accepted_values:
                                  arguments:
                                    values: ["NEW", "OLD"]
                          - name: "thing"
                            description: "Its thing."
                            data_type: "text"
                            data_tests:
                              - relationships_in_vintage:
                                  arguments:
                                    to: source('compute_trends', 'things')
                                    field: "id"
                          - name: "run_id"
                            description: "The run that made the row: equal for equal input, configuration, code and seed."
                            data_type: "text"
                            data_tests:
                              - not_null
                              - relationships_in_vintage:
                                  arguments:
                                    to: source('compute_trends', 'runs')
                                    field: "run_id"
                """);
    }

    @Test
    void theDictionaryAddsAcceptedValuesThatAMeaningDoesNotName() {
        Column state = Column.text("state", "Its state.").oneOf(List.of("NEW", "OLD"));
        Column withValuesInItsMeaning =
                Column.text("named", "NEW, or OLD after a year.").oneOf(List.of("NEW", "OLD"));
        assertThat(DataDictionary.markdown(List.of(
                        new Table("parts", "A part.", List.of("state"), List.of(state, withValuesInItsMeaning)))))
                .contains(
                        "| `state` | string | no | Its state. One of NEW, OLD. |\n",
                        "| `named` | string | no | NEW, or OLD after a year. |\n");
    }

    @Test
    void everyReferenceIsToAKeyColumnOfAPublishedTable() {
        assertThat(TABLES)
                .flatMap(Table::warehouseColumns)
                .extracting(Column::target)
                .filteredOn(target -> target != null)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(TABLES)
                        .filteredOn(table -> table.name().equals(target.table()))
                        .singleElement()
                        .satisfies(table -> assertThat(table.key()).contains(target.column())));
    }
}
