package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was known when, on the vintages that the project ships: {@code reference/known.csv}, made by Python's standard
 * library from the published files, has the numbers of each of them (see known.py).
 */
class KnowledgeIT {
    private static final String COMPUTE = "training_compute";

    private static List<String[]> reference;

    @BeforeAll
    static void run() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/reference/known.csv"))) {
            reference = lines.skip(2).map(line -> line.split(",", -1)).toList();
        }
        ShippedRuns.result("2026-08-19");
        ShippedRuns.result("2026-05-02");
        ShippedRuns.result("scanned");
    }

    @Test
    void coverageOfEachVintageEndsWhereItDoesByDefinition() {
        Map<LocalDate, LocalDate> ends = new HashMap<>();
        rows("out-all", "reporting").stream()
                .filter(row -> row.<String>getAs("metric").equals(COMPUTE))
                .forEach(row -> ends.put(row.getAs("values_vintage"), row.getAs("known_to")));
        List<String[]> known = shipped("known_to");
        assertThat(known).isNotEmpty();
        known.forEach(
                row -> assertThat(ends.get(LocalDate.parse(row[1]))).as(row[1]).isEqualTo(row[4]));
    }

    @Test
    void releasesAboveThresholdsAreThoseOfTheFiles() {
        List<Row> counts = rows("out-all", "threshold_counts");
        List<String[]> known = shipped("count");
        assertThat(known).isNotEmpty();
        known.forEach(row -> assertThat(counts)
                .filteredOn(count -> count.<LocalDate>getAs("counted_vintage").equals(LocalDate.parse(row[1]))
                        && count.<Double>getAs("threshold") == Double.parseDouble(row[3]))
                .as(row[1] + " " + row[3])
                .extracting(count -> count.<Long>getAs("n_at_least") + " of " + count.<Long>getAs("n_with_value"))
                .containsExactly(row[4] + " of " + row[5]));
    }

    @Test
    void theShareKnownAtAnAgeIsThatOfTheFiles() {
        List<Row> delays = rows("out-all", "reporting_delays");
        assertThat(delays).isNotEmpty();
        shipped("delay")
                .forEach(row -> assertThat(delays)
                        .filteredOn(delay -> delay.<String>getAs("metric").equals(COMPUTE)
                                && delay.<String>getAs("cohort").equals(row[2])
                                && delay.<Integer>getAs("age_months") == Integer.parseInt(row[3]))
                        .as(row[2] + " " + row[3])
                        .extracting(delay -> delay.<Long>getAs("n_reached") + ": "
                                + delay.<Long>getAs("n_known_at_least") + " to " + delay.<Long>getAs("n_known_at_most"))
                        .containsExactly(row[4] + ": " + row[5] + " to " + row[6]));
    }

    @Test
    void everyTableThatSaysNotYetHasTheEndOfCoverage() {
        Map.<String, Predicate<Row>>of(
                        "crossings", row -> row.<String>getAs("metric").equals(COMPUTE),
                        "forecast_crossings", row -> true,
                        "generations", row -> row.getAs("compute_low_flop") != null)
                .forEach((table, rows) -> assertThat(rows("out-all", table))
                        .as(table)
                        .filteredOn(rows)
                        .isNotEmpty()
                        .allMatch(row -> LocalDate.of(2025, 8, 7).equals(row.getAs("known_to"))));
        assertThat(rows("out-all", "generations"))
                .filteredOn(row -> row.getAs("compute_low_flop") == null)
                .isNotEmpty()
                .allMatch(row -> row.getAs("known_to") == null);
    }

    @Test
    void itIsTheSameWhereOnlyFrontiersAreInMemory() {
        assertThat(knownTo("out-scanned")).isEqualTo(knownTo("out")).hasSizeGreaterThan(2);
    }

    private static Set<String> knownTo(String output) {
        return rows(output, "crossings").stream()
                .map(row -> row.getAs("metric") + " " + row.getAs("known_to"))
                .collect(Collectors.toSet());
    }

    /** The reference numbers of a kind. */
    private static List<String[]> shipped(String kind) {
        return reference.stream().filter(row -> row[0].equals(kind)).toList();
    }

    private static List<Row> rows(String run, String table) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + run + "/tables/" + table)
                .where("vintage = '" + (run.equals("out-all") ? "2026-08-19" : "2026-05-02") + "'"));
    }
}
