package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.table.DbtSources;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The sources of {@code jobs/dbt} and their tests, on the tables of two runs and on damaged tables. */
@Tag("slow")
class DbtSourcesIT {

    @Test
    void theSourcesMatchTheDeclaredTables() {
        assertThat(DbtProject.read("models/sources.yml"))
                .as("written by: jobs/compute-trends tables --format dbt > jobs/dbt/models/sources.yml")
                .isEqualTo(DbtSources.yaml("trends", DbtWarehouse.TABLES));
    }

    @Test
    void everyDeclaredTestPassesOnTheTablesOfRunsAndOnTheModels() throws Exception {
        for (Connection connection : DbtWarehouse.all()) {
            assertThat(failures(connection, "models/sources.yml")).isEmpty();
            assertThat(failures(connection, "models/models.yml")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO trends.claims SELECT * FROM trends.claims WHERE claim_id = 'sevilla-2022-pre-2010'"
                        + " | claims unique_key",
                "UPDATE trends.crossings SET status = 'GUESSED' WHERE threshold = 1e27 | crossings.status accepted_values",
                "UPDATE trends.backtests SET provisional = NULL | backtests.provisional not_null",
                // Deletes a release that seven columns refer to.
                "DELETE FROM trends.releases WHERE vintage = DATE '2025-06-20' AND release_id ="
                        + " (SELECT first_observed_release FROM trends.generations WHERE vintage = DATE '2025-06-20' AND"
                        + " generation = 'Gen3' LIMIT 1) | crossings.first_observed_release relationships_in_vintage,"
                        + " densities.largest_release_id relationships_in_vintage, generations.first_observed_release"
                        + " relationships_in_vintage, influence.release_id relationships_in_vintage,"
                        + " observations.release_id relationships_in_vintage, resource_estimates.nearest_release"
                        + " relationships_in_vintage, trends.most_influential_release"
                        + " relationships_in_vintage",
                "UPDATE trends.odds SET run_id = (SELECT run_id FROM trends.runs WHERE vintage = DATE '2025-06-20') |"
                        + " odds.run_id relationships_in_vintage",
                "INSERT INTO trends.runs SELECT * REPLACE (DATE '2026-01-01' AS vintage) FROM trends.runs WHERE vintage ="
                        + " DATE '2025-06-20' | runs.run_id unique"
            })
    void theDeclaredTestsFindDamagedTables(String damage, String failing) throws Exception {
        requireFailuresAfter(damage, List.of(failing.split(", ")));
    }

    @Test
    void aNullableColumnMayBeNull() throws Exception {
        requireFailuresAfter("UPDATE trends.crossings SET known_to = NULL", List.of());
    }

    private static void requireFailuresAfter(String update, List<String> failing) throws Exception {
        Connection duckDb = DbtWarehouse.duckDb();
        duckDb.setAutoCommit(false);
        try {
            DbtWarehouse.execute(duckDb, update);
            assertThat(failures(duckDb, "models/sources.yml")).containsExactlyInAnyOrderElementsOf(failing);
        } finally {
            duckDb.rollback();
            duckDb.setAutoCommit(true);
        }
    }

    @Test
    void theExposureNamesEveryTableThatThePageQuotes() throws Exception {
        String names = DbtWarehouse.TABLES.stream().map(Table::name).collect(Collectors.joining("|"));
        String page = DbtWarehouse.page();
        List<String> quotedNames = Pattern.compile("data-(?:from|of)=\"(" + names + ")\\?")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        Map<String, List<Map<String, Object>>> exposures = new Yaml().load(DbtProject.read("models/exposures.yml"));
        List<String> declaredSources = ((List<?>)
                        exposures.get("exposures").get(0).get("depends_on"))
                .stream().map(Object::toString).toList();
        assertThat(quotedNames).hasSizeGreaterThan(10);
        assertThat(declaredSources)
                .allMatch(name -> name.matches("source\\('compute_trends', '(" + names + ")'\\)"))
                .containsAll(quotedNames.stream()
                        .map(table -> "source('compute_trends', '" + table + "')")
                        .toList());
    }

    @Test
    void theProjectHasItsProfileAndSeparatesModelsFromSources() {
        Map<String, Map<String, Object>> profiles = new Yaml().load(DbtProject.read("profiles.yml"));
        Map<String, Object> project = new Yaml().load(DbtProject.read("dbt_project.yml"));
        assertThat(profiles).containsOnlyKeys((String) project.get("profile"));
        assertThat(profiles.get("compute_trends").get("outputs"))
                .asInstanceOf(map(String.class, Map.class))
                .containsOnlyKeys("postgres", "duckdb")
                .allSatisfy((target, output) -> assertThat(output.get("schema"))
                        .isNotEqualTo(DbtProject.SOURCES)
                        .isNotNull());
    }

    private static List<String> failures(Connection connection, String file) throws SQLException {
        List<String> failing = new ArrayList<>();
        for (DbtProject.DeclaredTest test : DbtProject.tests(file)) {
            if (!DbtWarehouse.rows(connection, test.sql()).isEmpty()) {
                failing.add(test.name());
            }
        }
        return failing;
    }
}
