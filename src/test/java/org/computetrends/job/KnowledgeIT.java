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
 * What was known when, by vintage. The expected numbers are {@code reference/known.csv}, which known.py made from the
 * published files.
 */
class KnowledgeIT {
    private static final String COMPUTE = "training_compute";

    /** The folders of the runs of 2026-08-19, and of 2026-05-02 with all releases and with only frontiers in memory. */
    private static final String NEWEST = "out-all";

    private static final String ALL_RELEASES = "out";
    private static final String FRONTIERS_ONLY = "out-scanned";

    private static List<String[]> reference;

    private record CoverageEnd(LocalDate vintage, LocalDate knownTo) {}

    private record Count(LocalDate vintage, double threshold, long atLeast, long withValue) {}

    /** Releases that reached an age, and the bounds of how many were known by that age. */
    private record Delay(String cohort, int ageMonths, long reached, long knownAtLeast, long knownAtMost) {}

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
    void coverageOfEachVintageEndsOnTheReferencesDate() {
        Map<LocalDate, LocalDate> ends = new HashMap<>();
        rows(NEWEST, "reporting").stream()
                .filter(row -> row.<String>getAs("metric").equals(COMPUTE))
                .forEach(row -> ends.put(row.getAs("values_vintage"), row.getAs("known_to")));
        List<CoverageEnd> expected = coverageEnds();
        assertThat(expected).isNotEmpty();
        expected.forEach(row ->
                assertThat(ends.get(row.vintage())).as("%s", row.vintage()).isEqualTo(row.knownTo()));
    }

    @Test
    void releasesAboveThresholdsAreThoseOfTheFiles() {
        List<Row> counts = rows(NEWEST, "threshold_counts");
        List<Count> expected = reference("count").stream()
                .map(cells -> new Count(
                        LocalDate.parse(cells[1]),
                        Double.parseDouble(cells[3]),
                        Long.parseLong(cells[4]),
                        Long.parseLong(cells[5])))
                .toList();
        assertThat(expected).isNotEmpty();
        expected.forEach(row -> assertThat(counts)
                .filteredOn(count -> count.<LocalDate>getAs("counted_vintage").equals(row.vintage())
                        && count.<Double>getAs("threshold") == row.threshold())
                .as("%s", row)
                .extracting(count -> count.<Long>getAs("n_at_least") + " of " + count.<Long>getAs("n_with_value"))
                .containsExactly(row.atLeast() + " of " + row.withValue()));
    }

    @Test
    void theShareKnownAtAnAgeIsThatOfTheFiles() {
        List<Row> delays = rows(NEWEST, "reporting_delays");
        List<Delay> expected = reference("delay").stream()
                .map(cells -> new Delay(
                        cells[2],
                        Integer.parseInt(cells[3]),
                        Long.parseLong(cells[4]),
                        Long.parseLong(cells[5]),
                        Long.parseLong(cells[6])))
                .toList();
        assertThat(expected).isNotEmpty();
        expected.forEach(row -> assertThat(delays)
                .filteredOn(delay -> delay.<String>getAs("metric").equals(COMPUTE)
                        && delay.<String>getAs("cohort").equals(row.cohort())
                        && delay.<Integer>getAs("age_months") == row.ageMonths())
                .as("%s", row)
                .extracting(delay -> delay.<Long>getAs("n_reached") + ": " + delay.<Long>getAs("n_known_at_least")
                        + " to " + delay.<Long>getAs("n_known_at_most"))
                .containsExactly(row.reached() + ": " + row.knownAtLeast() + " to " + row.knownAtMost()));
    }

    @Test
    void crossingsAndGenerationsHaveTheEndOfCoverage() {
        LocalDate knownTo = coverageEnds().stream()
                .filter(row -> row.vintage().equals(LocalDate.of(2026, 8, 19)))
                .findFirst()
                .orElseThrow()
                .knownTo();
        Map.<String, Predicate<Row>>of(
                        "crossings", row -> row.<String>getAs("metric").equals(COMPUTE),
                        "forecast_crossings", row -> true,
                        "generations", row -> row.getAs("compute_low_flop") != null)
                .forEach((table, rows) -> assertThat(rows(NEWEST, table))
                        .as(table)
                        .filteredOn(rows)
                        .isNotEmpty()
                        .allMatch(row -> knownTo.equals(row.getAs("known_to"))));
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

    private static List<CoverageEnd> coverageEnds() {
        return reference("known_to").stream()
                .map(cells -> new CoverageEnd(LocalDate.parse(cells[1]), LocalDate.parse(cells[4])))
                .toList();
    }

    /** The lines of a kind, in cells: kind, vintage, cohort, threshold or age, and up to three numbers. */
    private static List<String[]> reference(String kind) {
        return reference.stream().filter(cells -> cells[0].equals(kind)).toList();
    }

    private static List<Row> rows(String run, String table) {
        return TestSession.collect(TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + run + "/tables/" + table)
                .where("vintage = '" + (run.equals(NEWEST) ? "2026-08-19" : "2026-05-02") + "'"));
    }
}
