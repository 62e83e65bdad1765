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

    /** The folders of the runs of 2026-08-19, and of 2026-05-02 with all releases and with only frontiers in memory. */
    private static final String NEWEST = "out-all";

    private static final String ALL_RELEASES = "out";
    private static final String FRONTIERS_ONLY = "out-scanned";

    private static List<Known> reference;

    /**
     * A row of the reference. Its numbers are by kind: known_to: the end of coverage; count: releases above the threshold
     * {@code at}, and with a value; delay: releases that reached the age {@code at}, and those known by then at least and at
     * most.
     */
    private record Known(String kind, String vintage, String of, String at, String first, String second, String third) {
        static Known of(String line) {
            String[] cells = line.split(",", -1);
            return new Known(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        }
    }

    @BeforeAll
    static void run() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/reference/known.csv"))) {
            reference = lines.skip(2).map(Known::of).toList();
        }
        ShippedRuns.result("2026-08-19");
        ShippedRuns.result("2026-05-02");
        ShippedRuns.result("scanned");
    }

    @Test
    void coverageOfEachVintageEndsOnTheReferencesDate() {
        Map<LocalDate, LocalDate> ends = new HashMap<>();
        rows(NEWEST, "reporting").stream()
                .filter(row -> row.<String>getAs("metric").equals(COMPUTE))
                .forEach(row -> ends.put(row.getAs("values_vintage"), row.getAs("known_to")));
        List<Known> known = reference("known_to");
        assertThat(known).isNotEmpty();
        known.forEach(row -> assertThat(ends.get(LocalDate.parse(row.vintage())))
                .as(row.vintage())
                .isEqualTo(row.first()));
    }

    @Test
    void releasesAboveThresholdsAreThoseOfTheFiles() {
        List<Row> counts = rows(NEWEST, "threshold_counts");
        List<Known> known = reference("count");
        assertThat(known).isNotEmpty();
        known.forEach(row -> assertThat(counts)
                .filteredOn(count -> count.<LocalDate>getAs("counted_vintage").equals(LocalDate.parse(row.vintage()))
                        && count.<Double>getAs("threshold") == Double.parseDouble(row.at()))
                .as(row.vintage() + " " + row.at())
                .extracting(count -> count.<Long>getAs("n_at_least") + " of " + count.<Long>getAs("n_with_value"))
                .containsExactly(row.first() + " of " + row.second()));
    }

    @Test
    void theShareKnownAtAnAgeIsThatOfTheFiles() {
        List<Row> delays = rows(NEWEST, "reporting_delays");
        assertThat(delays).isNotEmpty();
        reference("delay")
                .forEach(row -> assertThat(delays)
                        .filteredOn(delay -> delay.<String>getAs("metric").equals(COMPUTE)
                                && delay.<String>getAs("cohort").equals(row.of())
                                && delay.<Integer>getAs("age_months") == Integer.parseInt(row.at()))
                        .as(row.of() + " " + row.at())
                        .extracting(delay -> delay.<Long>getAs("n_reached") + ": "
                                + delay.<Long>getAs("n_known_at_least") + " to " + delay.<Long>getAs("n_known_at_most"))
                        .containsExactly(row.first() + ": " + row.second() + " to " + row.third()));
    }

    @Test
    void everyTableThatSaysNotYetHasTheEndOfCoverage() {
        Map.<String, Predicate<Row>>of(
                        "crossings", row -> row.<String>getAs("metric").equals(COMPUTE),
                        "forecast_crossings", row -> true,
                        "generations", row -> row.getAs("compute_low_flop") != null)
                .forEach((table, rows) -> assertThat(rows(NEWEST, table))
                        .as(table)
                        .filteredOn(rows)
                        .isNotEmpty()
                        .allMatch(row -> LocalDate.of(2025, 8, 7).equals(row.getAs("known_to"))));
        assertThat(rows(NEWEST, "generations"))
                .filteredOn(row -> row.getAs("compute_low_flop") == null)
                .isNotEmpty()
                .allMatch(row -> row.getAs("known_to") == null);
    }

    @Test
    void coverageEndsAreTheSameWhereOnlyFrontiersAreInMemory() {
        assertThat(knownTo(FRONTIERS_ONLY)).isEqualTo(knownTo(ALL_RELEASES)).hasSizeGreaterThan(2);
    }

    private static Set<String> knownTo(String output) {
        return rows(output, "crossings").stream()
                .map(row -> row.getAs("metric") + " " + row.getAs("known_to"))
                .collect(Collectors.toSet());
    }

    /** The reference numbers of a kind. */
    private static List<Known> reference(String kind) {
        return reference.stream().filter(row -> row.kind().equals(kind)).toList();
    }

    private static List<Row> rows(String run, String table) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + run + "/tables/" + table)
                .where("vintage = '" + (run.equals(NEWEST) ? "2026-08-19" : "2026-05-02") + "'"));
    }
}
