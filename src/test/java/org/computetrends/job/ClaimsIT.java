package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.stats.Cells;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.LineFit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The published claims on the vintages that the project ships. */
class ClaimsIT {
    private static final String FASTER = "-placebo-faster";
    private static final String SLOWER = "-placebo-slower";

    @TempDir
    private static Path folder;

    private static final Map<String, Map<String, Row>> CLAIMS = new LinkedHashMap<>();
    private static List<Row> releasesOfMay;

    @BeforeAll
    static void scoreTheClaimsAndTheirPlacebos() throws IOException {
        Path file = Files.write(folder.resolve("claims.csv"), withPlacebos(Path.of("data/claims.csv")));
        run("2026-08-19", file.toString(), "[claims]");
        run("2026-05-02", "data/claims.csv", "[claims, releases]");
        releasesOfMay = rows("2026-05-02", "releases");
    }

    private static void run(String vintage, String claims, String tables) {
        Map<String, String> settings = Map.of(
                "vintage", vintage,
                "claims.file", claims,
                "publishing.tables", tables,
                "fitting.replicates", "400",
                "fitting.growth-models", "[]",
                "breakpoints.replicates", "0",
                "projections.paths", "2000");
        ShippedRuns.job(ShippedRuns.config(
                        ShippedRuns.EVERY_VINTAGE, folder + "/" + vintage, Optional.empty(), settings))
                .run();
        Map<String, Row> byId = new LinkedHashMap<>();
        rows(vintage, "claims").forEach(row -> byId.put(row.getAs("claim_id"), row));
        CLAIMS.put(vintage, byId);
    }

    private static List<Row> rows(String vintage, String table) {
        return TestSession.collect(TestSession.get().read().parquet(folder + "/" + vintage + "/tables/" + table));
    }

    private static Row claim(String id) {
        return CLAIMS.get("2026-08-19").get(id);
    }

    /** Each claim, and each of growth again with published growth times 1.25 and times 0.8. */
    private static List<String> withPlacebos(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.get(0).split(","));
        List<String> result = new ArrayList<>(lines);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            String quantity = cells[header.indexOf("quantity")];
            if (quantity.equals("doubling_time_months") || quantity.equals("growth_factor_per_year")) {
                result.add(placebo(header, cells, quantity, FASTER, 1.25));
                result.add(placebo(header, cells, quantity, SLOWER, 0.8));
            }
        }
        return result;
    }

    private static String placebo(List<String> header, String[] cells, String quantity, String suffix, double factor) {
        String[] placeboCells = cells.clone();
        placeboCells[0] += suffix;
        for (String column : List.of("value", "low", "high")) {
            int index = header.indexOf(column);
            if (!cells[index].isEmpty()) {
                BigDecimal published = new BigDecimal(cells[index]);
                double value = published.doubleValue();
                double shiftedValue =
                        quantity.equals("doubling_time_months") ? value / factor : Math.pow(value, factor);
                placeboCells[index] = BigDecimal.valueOf(shiftedValue)
                        .setScale(published.scale(), RoundingMode.HALF_UP)
                        .toPlainString();
            }
        }
        return String.join(",", placeboCells);
    }

    /** {@code reference/claims.csv}, made by statsmodels: see claims.py. Rows "trailing" have R squared as low end. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/claims.csv", numLinesToSkip = 2)
    void estimatesAndDistancesAgreeWithStatsmodels(
            String id, String which, String vintage, long n, double value, double low, Double high, Double distance) {
        if (which.equals("trailing")) {
            requireTrailingLine(id, n, /* growth= */ value, /* rSquared= */ low);
            return;
        }
        Row row = claim(id);
        String vintageColumn = which.equals("then") ? "vintage_then" : "newest_vintage";
        assertThat(row.<LocalDate>getAs(vintageColumn)).hasToString(vintage);
        assertThat(row.<Long>getAs("n_" + which)).isEqualTo(n);
        assertThat(row.<Double>getAs("ours_" + which)).isCloseTo(value, within(1e-8 * value));
        assertThat(row.<Double>getAs("ours_" + which + "_low")).isCloseTo(low, within(1e-8 * low));
        assertThat(row.<Double>getAs("ours_" + which + "_high")).isCloseTo(high, within(1e-7 * high));
        assertThat(row.<Double>getAs("distance_" + which + "_se")).isCloseTo(distance, within(1e-7));
    }

    /** {@code reference/decomposition-claims.csv}, made by NumPy and SciPy: see decompositions.py. */
    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/reference/decomposition-claims.csv", numLinesToSkip = 1)
    void factorsOfComputeAgreeWithNumPy(String vintage, String id, long n, double slope, double low, double high) {
        Row row = claim(id);
        assertThat(row.<LocalDate>getAs("vintage_then")).hasToString(vintage);
        assertThat(row.<Long>getAs("n_then")).isEqualTo(n);
        assertThat(Math.log10(row.<Double>getAs("ours_then"))).isCloseTo(slope, within(1e-9));
        assertThat(Math.log10(row.<Double>getAs("ours_then_low"))).isCloseTo(low, within(1e-8));
        assertThat(Math.log10(row.<Double>getAs("ours_then_high"))).isCloseTo(high, within(1e-8));
    }

    /** The line by ai-economy-timelines' rule, which no cohort has: the ten largest of the year up to each release. */
    private static LineFit trailing(String id) {
        String column = id.endsWith("-cloud")
                ? "training_cost_cloud"
                : id.endsWith("-cost") ? "training_cost" : "training_compute";
        List<Row> knownRows = releasesOfMay.stream()
                .filter(row -> row.getAs("training_compute") != null)
                .toList();
        double[][] points = knownRows.stream()
                .filter(row -> row.<LocalDate>getAs("published_on").getYear() >= 2018
                        && row.getAs(column) != null
                        && largerInTheYearBefore(knownRows, row) < 10)
                .map(row -> new double[] {year(row), Math.log10(row.<Double>getAs(column))})
                .toArray(double[][]::new);
        return LeastSquaresLine.fit(Cells.ofRows(
                Stream.of(points).mapToDouble(point -> point[0]).toArray(),
                Stream.of(points).mapToDouble(point -> point[1]).toArray()));
    }

    private static void requireTrailingLine(String id, long n, double growth, double rSquared) {
        LineFit line = trailing(id);
        assertThat(line.n()).isEqualTo(n);
        assertThat(Math.pow(10, line.slope())).isCloseTo(growth, within(1e-9 * growth));
        assertThat(line.rSquared()).isCloseTo(rSquared, within(1e-9));
    }

    private static long largerInTheYearBefore(List<Row> knownRows, Row row) {
        return knownRows.stream()
                .filter(other -> year(other) <= year(row)
                        && year(other) > year(row) - 1
                        && other.<Double>getAs("training_compute") > row.<Double>getAs("training_compute"))
                .count();
    }

    /** A date in years, as ai-economy-timelines counts them. */
    private static double year(Row row) {
        LocalDate date = row.getAs("published_on");
        return date.getYear() + (date.getDayOfYear() - 1) / 365.25;
    }

    /** The verdicts as reviewed by hand on the vintages of 2026-08-19, so that a change of one is noticed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sevilla-2022-pre-2010, reproduced, compatible",
        "sevilla-2022-pre-2010-n, reproduced, untested",
        "sevilla-2022-alexnet-to-alphazero, reproduced, untested",
        "sevilla-2022-alexnet-to-alphazero-n, reproduced, untested",
        "sevilla-2022-regular-scale, reproduced, contradicted",
        "sevilla-2022-regular-scale-n, contradicted, untested",
        "sevilla-2022-large-scale, untested, contradicted",
        "openai-2018-ai-and-compute, untested, untested",
        "epoch-2024-frontier, reproduced, contradicted",
        "epoch-2024-frontier-2018, reproduced, compatible",
        "epoch-2024-notable, reproduced, compatible",
        "epoch-2024-power, reproduced, compatible",
        "epoch-notable-2010, reproduced, compatible",
        "epoch-notable-2010-n, reproduced, untested",
        "epoch-notable-2010-r2, reproduced, reproduced",
        "besiroglu-2022-2025-last-day, untested, contradicted",
        "besiroglu-2022-2030, compatible, untested",
        "generation-2-compute, compatible, compatible",
        "generation-2-cost, untested, contradicted",
        "generation-2-cost-cloud, untested, compatible",
        "generation-5-compute, untested, untested",
        "retroam-record-2026, not testable, contradicted",
        "epoch-counts-1e26-2030, untested, untested",
        "economy-timelines-all, reproduced, compatible",
        "economy-timelines-all-n, reproduced, untested",
        "economy-timelines-all-2018, reproduced, compatible",
        "economy-timelines-all-2018-n, reproduced, untested",
        "economy-timelines-top-ten-2018, untested, untested",
        "epoch-china-2025-china, untested, untested",
        "epoch-open-2024-lag, compatible, compatible",
        "epoch-open-2024-lag-staircase, untested, compatible",
        "epoch-china-2025-lag, untested, compatible",
        "epoch-decomposition-chips, compatible, untested",
        "epoch-decomposition-quantity, compatible, compatible",
        "epoch-decomposition-time, compatible, compatible",
        "epoch-decomposition-product, compatible, compatible",
        "epoch-decomposition-utilization, reproduced, reproduced",
        "epoch-decomposition-utilization-n, reproduced, untested",
        "epoch-run-length, reproduced, reproduced",
        "epoch-2025-power, reproduced, reproduced",
        "popular-gpt-3-thousand-homes, not testable, contradicted",
        "popular-five-cars, not testable, contradicted",
        "popular-parameters-three-times-data, not testable, contradicted",
        "popular-hardware-market-2025, not testable, not testable",
        "popular-billion-dollar-run-2026, not testable, untested",
        "popular-billion-dollar-run-2026-acquisition, not testable, compatible",
        "popular-two-thirds-from-scale, not testable, not testable"
    })
    void assessmentsAreThoseReviewed(String id, String then, String newest) {
        Row row = claim(id);
        assertThat(row.<String>getAs("assessment_then")).isEqualTo(then);
        assertThat(row.<String>getAs("assessment_newest")).isEqualTo(newest);
        assertThat(row.<String>getAs("reason")).isNotBlank();
    }

    /** Our medians of the reversion are more than one order of magnitude below the published ones. */
    @ParameterizedTest
    @CsvSource({"besiroglu-2022-2060", "besiroglu-2022-2070", "besiroglu-2022-2080"})
    void reversionsFarBelowThePublishedOnesAreNotCompatible(String id) {
        Row row = claim(id);
        assertThat(Math.log10(row.<Double>getAs("ratio_then"))).isLessThan(-1);
        assertThat(row.<String>getAs("assessment_then")).isIn("untested", "contradicted");
        assertThat(row.<String>getAs("reason")).contains("difference: ");
    }

    @Test
    void mostPlacebosOfClaimsThatAgreeAreContradicted() {
        int placebos = 0;
        int contradicted = 0;
        for (String which : List.of("assessment_then", "assessment_newest")) {
            for (Row row : CLAIMS.get("2026-08-19").values()) {
                String id = row.getAs("claim_id");
                boolean agrees = Arrays.asList("reproduced", "compatible").contains(row.<String>getAs(which));
                for (String suffix : List.of(FASTER, SLOWER)) {
                    Row placebo = claim(id + suffix);
                    if (agrees && placebo != null) {
                        placebos++;
                        contradicted += placebo.<String>getAs(which).equals("contradicted") ? 1 : 0;
                    }
                }
            }
        }
        // Our bounds. "Most" means more than 60%.
        assertThat(placebos).isGreaterThan(100);
        assertThat(contradicted / (double) placebos).isGreaterThan(0.6);
    }

    @Test
    void everyClaimOnANewerVintageThanItsDayHasAReasonForIt() {
        int newerCount = 0;
        for (Row row : CLAIMS.get("2026-05-02").values()) {
            LocalDate vintage = row.getAs("vintage_then");
            LocalDate published = row.getAs("published_on");
            if (vintage != null && (published == null || vintage.isAfter(published))) {
                assertThat(row.<String>getAs("vintage_reason"))
                        .as(row.<String>getAs("claim_id"))
                        .isNotBlank();
                newerCount++;
            }
        }
        assertThat(newerCount).isPositive();
    }

    @Test
    void claimsAreTheSameWhicheverVintageIsAnalysed() {
        for (Row row : CLAIMS.get("2026-05-02").values()) {
            if (row.<String>getAs("basis_then").equals("PROJECTED")
                    || row.<String>getAs("basis_newest").equals("PROJECTED")) {
                continue; // The run's own vintage is projected from its own draws.
            }
            Row otherRow = claim(row.getAs("claim_id"));
            for (String column :
                    List.of("ours_then", "ours_newest", "assessment_then", "assessment_newest", "reason")) {
                assertThat(otherRow.<Object>getAs(column))
                        .as(row.getAs("claim_id") + " " + column)
                        .isEqualTo(row.getAs(column));
            }
        }
    }

    @Test
    void everyLineOfTheFileHasARowAndEvidence() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data/claims.csv"));
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.replaceFirst(",.*", "")))
                .containsExactlyInAnyOrderElementsOf(CLAIMS.get("2026-05-02").keySet());
        assertThat(CLAIMS.get("2026-05-02").values())
                .allSatisfy(row -> assertThat(row.<String>getAs("evidence")).isIn("primary", "secondary"));
    }
}
