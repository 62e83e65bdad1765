package org.computetrends.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.computetrends.TestSession;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of the API equal those of a run with the same releases and settings, and the javadoc's examples work. */
class ComputeTrendsIT {
    private static final String TABLES = "[trends, intervals, forecasts, odds]";

    private static Dataset<Row> releases() {
        return TestSession.get().read().parquet(ShippedRuns.EVERY_VINTAGE + "/vintage=2026-08-19");
    }

    private static ComputeTrends quick(Dataset<Row> releases) {
        ComputeTrends trends = ComputeTrends.of(releases).set("publishing.tables", TABLES);
        ShippedRuns.FEW_DRAWS.forEach(trends::set);
        return trends;
    }

    @Test
    void tablesAreThoseOfARun(@TempDir Path folder) throws IOException {
        Dataset<Row> cached = releases().cache();
        cached.count();
        try (TrendTables tables = quick(cached)
                .vintage(LocalDate.of(2026, 8, 19))
                .folder(folder.resolve("work").toString())
                .run()) {
            assertThat(tables.names()).containsExactlyInAnyOrder("trends", "intervals", "forecasts", "odds");
            Map<String, String> settings = new HashMap<>(ShippedRuns.FEW_DRAWS);
            settings.put("publishing.tables", TABLES);
            ShippedRuns.run(folder.resolve("work/releases").toString(), "out-api", Optional.empty(), settings);
            for (String table : tables.names()) {
                Dataset<Row> ofApi = tables.table(table).drop("run_id");
                Dataset<Row> ofRun = TestSession.get()
                        .read()
                        .parquet(ShippedRuns.folder() + "/out-api/tables/" + table)
                        .select(columns(ofApi));
                assertThat(ofApi.exceptAll(ofRun).count()).as(table).isZero();
                assertThat(ofApi.count()).as(table).isEqualTo(ofRun.count()).isPositive();
            }
            assertThat(tables.trends().count()).isEqualTo(tables.table("trends").count());
            assertThat(tables.forecasts().count())
                    .isEqualTo(tables.table("forecasts").count());
            assertThat(tables.odds().count()).isEqualTo(tables.table("odds").count());
            assertThatThrownBy(() -> tables.table("trend"))
                    .hasMessage("there is no table 'trend' among those made: " + String.join(", ", tables.names())
                            + "; did you mean trends?");
        } finally {
            assertThat(cached.storageLevel().useMemory()).isTrue();
            cached.unpersist();
        }
        assertThat(folder.resolve("work")).doesNotExist();
    }

    private static Column[] columns(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    }

    @Test
    void aColumnOfVintagesChoosesTheNewest() {
        Dataset<Row> releases = releases();
        Dataset<Row> bothRows = releases.withColumn(
                        "vintage", functions.lit("2026-08-19").cast("date"))
                .unionByName(releases.filter("published_on < '2025-01-01'")
                        .withColumn("vintage", functions.lit("2025-01-01").cast("date")));
        try (TrendTables tables =
                quick(bothRows).set("publishing.tables", "[trends]").run()) {
            assertThat(tables.trends()
                            .select("vintage")
                            .distinct()
                            .collectAsList()
                            .toString())
                    .isEqualTo("[[2026-08-19]]");
        }
    }

    @Test
    void singleSettingsOverrideThoseOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), """
                publishing.tables = [intervals]
                populations.frontier-size = 1
                """);
        try (TrendTables tables = quick(releases())
                .vintage(LocalDate.of(2026, 8, 19))
                .config(file)
                .set("publishing.tables", "[trends]")
                .run()) {
            assertThat(tables.names()).contains("trends").doesNotContain("intervals");
            // A frontier of size 1 consists of the records, so both have the same n.
            assertThat(tables.table("trends")
                            .filter(
                                    "metric = 'training_compute' and cohort in ('frontier', 'record') and era = 'all-time'")
                            .groupBy("n")
                            .agg(functions.countDistinct("cohort"))
                            .collectAsList())
                    .singleElement()
                    .satisfies(row -> assertThat(row.getLong(1)).isEqualTo(2));
        }
        assertThatThrownBy(() -> quick(releases())
                        .vintage(LocalDate.of(2026, 8, 19))
                        .set("populations.frontier-sise", "5")
                        .run())
                .hasMessageContaining("populations.frontier-size?");
    }

    @Test
    void releasesWithoutADateAreRefused() {
        assertThatThrownBy(() -> ComputeTrends.of(releases()).run())
                .hasMessage(
                        "the releases have no column vintage: set the date on which they were known with vintage(date)");
    }

    /** Closing the result would remove the folder. */
    @Test
    void anExistingFolderIsRefusedAndKept(@TempDir Path folder) throws IOException {
        Path theirs = Files.writeString(folder.resolve("notes.txt"), "keep");
        assertThatThrownBy(() -> quick(releases())
                        .vintage(LocalDate.of(2026, 8, 19))
                        .folder(folder.toString())
                        .run())
                .hasMessageContaining("folder '" + folder + "' exists already");
        assertThat(theirs).exists();
    }

    @Test
    void aFailedRunRemovesItsFolder(@TempDir Path folder) {
        Path work = folder.resolve("work");
        assertThatThrownBy(() -> quick(releases().drop("model"))
                        .vintage(LocalDate.of(2026, 8, 19))
                        .folder(work.toString())
                        .run())
                .hasMessageContaining("model");
        assertThat(work).doesNotExist();
    }

    @Test
    void inputAndOutputCannotBeSet() {
        ComputeTrends trends = ComputeTrends.of(releases());
        for (String key : List.of("input", "output", "publishing.sinks")) {
            assertThatThrownBy(() -> trends.set(key, "elsewhere"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(key + " = elsewhere cannot be set here");
        }
    }

    /**
     * The examples in the javadoc are copied into this test. The text of this file must contain them, without white
     * space.
     */
    @Test
    void examplesOfTheJavadocWork() throws IOException {
        // A default run of all releases takes as long as all other tests here.
        Dataset<Row> releases = releases().where("published_on >= '2024-01-01'");
        ComputeTrends trends = ComputeTrends.of(releases)
                .vintage(LocalDate.of(2026, 8, 19))
                .set("populations.frontier-size", "5")
                .set("publishing.tables", "[trends, intervals]");
        try (TrendTables tables = trends.run()) {
            assertThat(tables.names()).contains("trends", "intervals");
        }
        try (TrendTables tables =
                ComputeTrends.of(releases).vintage(LocalDate.of(2026, 8, 19)).run()) {
            List<Row> frontier = tables.trends()
                    .where("metric = 'training_compute' and cohort = 'frontier' and growth_model = 'exponential'")
                    .select("era", "n", "doubling_time_months", "doubling_time_ci95_low", "doubling_time_ci95_high")
                    .collectAsList();
            frontier.forEach(System.out::println);
            assertThat(frontier).isNotEmpty();
        }
        String source = compact(Files.readString(Path.of("src/test/java/org/computetrends/api/ComputeTrendsIT.java")))
                .replace("assertThat(frontier).isNotEmpty();", "");
        Matcher examples = Pattern.compile("<pre>\\{@code\\n(.*?)\\* }</pre>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/main/java/org/computetrends/api/ComputeTrends.java")));
        int foundCount = 0;
        while (examples.find()) {
            foundCount++;
            assertThat(source).contains(compact(examples.group(1).replaceAll("(?m)^ \\* ?", "")));
        }
        assertThat(foundCount).isEqualTo(2);
    }

    private static String compact(String code) {
        return code.replaceAll("\\s+", "");
    }
}
