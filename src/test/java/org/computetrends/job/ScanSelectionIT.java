package org.computetrends.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.computetrends.TestSession;
import org.computetrends.domain.RejectReason;
import org.computetrends.domain.Trend;
import org.junit.jupiter.api.Test;

/** Inputs that are scanned, beside the same ones taken row by row. */
class ScanSelectionIT {
    private static final Map<String, String> QUICK = Map.of(
            "fitting.replicates", "200",
            "breakpoints.replicates", "19",
            "projections.paths", "100",
            "publishing.tables", "[trends, rejects]");

    @Test
    void trendsOfTheNewestVintageAreThoseOfTheRows() {
        requireEqual("2026-04-23", Optional.empty(), Map.of());
    }

    @Test
    void trendsThatAreNotHeldAreThoseOfTheRows() {
        requireEqual("2026-04-23", Optional.empty(), Map.of("fitting.observations-limit", "0"));
    }

    @Test
    void trendsWithoutLowOutliersAndOfDatesThatEndAreThoseOfTheRows() {
        requireEqual("2022-05-03", Optional.of("sevilla-2022"), Map.of("dates.to", "2021-01-01"));
    }

    private static void requireEqual(String vintage, Optional<String> preset, Map<String, String> settings) {
        String input = withoutDuplicates(vintage);
        TrendJob.Result rows = run(input, "rows", preset, settings, Map.of());
        TrendJob.Result scanned = run(input, "scanned", preset, settings, Map.of("scale.rows-above", "0"));
        RecursiveComparisonConfiguration nearly = RecursiveComparisonConfiguration.builder()
                .withEqualsForType((first, second) -> isNear(first, second), Double.class)
                .withEqualsForType((first, second) -> withoutNumber(first).equals(withoutNumber(second)), String.class)
                .withEqualsForType(
                        (first, second) -> isNear(first.orElse(Double.NaN), second.orElse(Double.NaN)),
                        OptionalDouble.class)
                // Where a search for a ceiling ends, and on which side of equality a drawn statistic falls, is a matter
                // of
                // the last digits.
                .withIgnoredFieldsMatchingRegexes(
                        ".*\\.curve\\.(parameters|linearized)\\..*", ".*\\.saturationValue", ".*\\.pValue")
                .build();
        assertThat(scanned.trends()).usingRecursiveComparison(nearly).isEqualTo(rows.trends());
        for (int i = 0; i < rows.trends().size(); i++) {
            requireEqualEstimates(scanned.trends().get(i), rows.trends().get(i));
        }
        assertThat(scanned.comparisons()).usingRecursiveComparison(nearly).isEqualTo(rows.comparisons());
        assertThat(scanned.rejects()).isEqualTo(rows.rejects());
        assertThat(scanned.run().rowsRead()).isEqualTo(rows.run().rowsRead());
        assertThat(scanned.run().rowsKept()).isEqualTo(rows.run().rowsKept());
        assertThat(scanned.tables()).isEqualTo(rows.tables());
        assertThat(rows.warnings()).noneMatch(warning -> warning.contains("scale."));
        assertThat(scanned.warnings()).anyMatch(warning -> warning.contains("scale.rows-above = 0"));
    }

    /** What follows from cells and clusters without a draw or a search. */
    private static void requireEqualEstimates(Trend scanned, Trend rows) {
        Trend.Estimate estimate = scanned.estimate();
        Trend.Estimate expected = rows.estimate();
        if (expected == null) {
            return;
        }
        assertThat(estimate.line().slope()).isCloseTo(expected.line().slope(), within(1e-12));
        assertThat(estimate.line().slopeSe()).isCloseTo(expected.line().slopeSe(), within(1e-12));
        assertThat(estimate.line().valueAt(0)).isCloseTo(expected.line().valueAt(0), withinPercentage(1e-10));
        for (int i = 0; i < expected.intervals().size(); i++) {
            if (!expected.intervals().get(i).method().isDrawn()) {
                double width = expected.intervals().get(i).high()
                        - expected.intervals().get(i).low();
                assertThat(estimate.intervals().get(i).low())
                        .isCloseTo(expected.intervals().get(i).low(), within(1e-12 * (1 + width)));
                assertThat(estimate.intervals().get(i).high())
                        .isCloseTo(expected.intervals().get(i).high(), within(1e-12 * (1 + width)));
            }
        }
    }

    /** Logarithms of Spark and of Java may differ in their last digit, and draws of few clusters make much of it. */
    private static boolean isNear(double first, double second) {
        return Double.compare(first, second) == 0 || Math.abs(first - second) <= 1e-9 * Math.max(1, Math.abs(second));
    }

    /** Ids of equal names are numbered row by row only. */
    private static String withoutNumber(String text) {
        return text.replaceFirst("#\\d+$", "");
    }

    @Test
    void rowLevelTablesAreLeftOutAndRejectsAreAFew() {
        TrendJob.Result result = ShippedRuns.run(
                ShippedRuns.RELEASES,
                "left-out",
                Optional.empty(),
                Map.of(
                        "scale.rows-above", "0",
                        "scale.rejects", "2",
                        "scale.organizations", "50",
                        "fitting.replicates", "0",
                        "breakpoints.replicates", "0",
                        "projections.paths", "100",
                        "publishing.tables", "[releases, rejects, observations, trends, claims, sensitivity]"));
        assertThat(result.tables()).containsOnlyKeys("rejects", "trends", "claims", "sensitivity");
        assertThat(result.tables()).containsEntry("claims", 0L).containsEntry("sensitivity", 0L);
        assertThat(result.warnings())
                .anyMatch(warning -> warning.endsWith("row for every release: observations, releases"))
                .anyMatch(warning -> warning.contains("scale.organizations = 50"));
        Map<RejectReason, Long> all = new TreeMap<>(result.rejects());
        assertThat(all).doesNotContainKey(RejectReason.DUPLICATE_RELEASE);
        List<Row> listed = TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/left-out/tables/rejects")
                .collectAsList();
        assertThat(listed).hasSize(Math.toIntExact(result.tables().get("rejects")));
    }

    private static TrendJob.Result run(
            String input,
            String output,
            Optional<String> preset,
            Map<String, String> settings,
            Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(QUICK);
        all.putAll(settings);
        all.putAll(more);
        return ShippedRuns.run(input, output, preset, all);
    }

    /** A shipped vintage less the rows that curation finds to be copies of others. */
    private static String withoutDuplicates(String vintage) {
        String output = "all-of-" + vintage;
        ShippedRuns.run(
                ShippedRuns.RELEASES,
                output,
                Optional.empty(),
                Map.of(
                        "vintage", vintage,
                        "fitting.replicates", "0",
                        "breakpoints.replicates", "0",
                        "projections.paths", "100",
                        "publishing.tables", "[rejects]"));
        Dataset<Row> copies = TestSession.get()
                .read()
                .parquet(ShippedRuns.folder() + "/" + output + "/tables/rejects")
                .filter(col("reason").equalTo("DUPLICATE_RELEASE"))
                .select("source_row");
        String folder = ShippedRuns.folder() + "/without-copies-" + vintage;
        TestSession.get()
                .read()
                .parquet(ShippedRuns.RELEASES + "/vintage=" + vintage)
                .join(
                        copies,
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("source_row"))
                                .toSeq(),
                        "left_anti")
                .write()
                .mode("overwrite")
                .parquet(folder + "/vintage=" + vintage);
        return folder;
    }
}
