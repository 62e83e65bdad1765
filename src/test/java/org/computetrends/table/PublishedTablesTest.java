package org.computetrends.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.junit.jupiter.api.Test;

class PublishedTablesTest {
    private static final TrendConfig DEFAULTS = new ConfigLoader(Optional.empty(), Optional.empty(), Map.of()).load();
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
                        "COMMENT ON COLUMN \"ai\".\"things\".\"vintage\" IS 'The vintage of the data that the row speaks of.'",
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
                  `vintage` DATE NOT NULL COMMENT 'The vintage of the data that the row speaks of.',
                  `id` STRING NOT NULL COMMENT 'It\\'s \\\\ an id.',
                  `part` BIGINT COMMENT 'Its part; null for the whole.',
                  `run_id` STRING NOT NULL COMMENT 'The run that made the row: equal for equal input, configuration, code and seed.'
                ) USING parquet
                PARTITIONED BY (`vintage`)
                COMMENT 'A thing\\'s "row".'""");
    }

    @Test
    void dbtTestsWhatTheDeclarationsPromise() {
        assertThat(DbtSources.yaml("ai", List.of(THINGS))).isEqualTo("""
                version: 2

                sources:
                  - name: "ai"
                    tables:
                      - name: "things"
                        description: "A thing's \\"row\\"."
                        data_tests:
                          - dbt_utils.unique_combination_of_columns:
                              combination_of_columns:
                                - "vintage"
                                - "id"
                                - "part"
                        columns:
                          - name: "vintage"
                            description: "The vintage of the data that the row speaks of."
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
                """);
    }
}
