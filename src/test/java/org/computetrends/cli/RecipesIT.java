package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.job.ShippedRuns;
import org.computetrends.report.PageJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows all recipes without code in CONTRIBUTING.md at once, and looks for the results in the tables and on the page. */
class RecipesIT {
    @TempDir
    private static Path folder;

    private static String page;

    @BeforeAll
    static void runWithAllRecipes() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (String line : recipes()) {
            if (line.startsWith("mine-2026,")) {
                Path claims = folder.resolve("claims.csv");
                Files.writeString(claims, Files.readString(Path.of("data/claims.csv")) + line + "\n");
                blocks.add("claims.file = \"" + claims + "\"");
            } else if (line.startsWith("jobs/compute-trends")) {
                importVintage(line);
            } else {
                blocks.add(line);
            }
        }
        ShippedRuns.FEW_DRAWS.forEach((key, value) -> blocks.add(key + " = " + value));
        Path mine = Files.write(folder.resolve("mine.conf"), blocks);
        Outcome.of(
                        "run",
                        "--conf",
                        mine.toString(),
                        "--quiet",
                        "--input",
                        folder.resolve("releases").toString(),
                        "--vintage",
                        "2026-05-02",
                        "--output",
                        folder.resolve("out").toString())
                .succeeded();
        String html = Files.readString(folder.resolve("out/report/index.html"));
        // The settings section quotes all recipes, so it cannot show that one took effect.
        String settings = html.substring(html.indexOf("<section id=\"method\""), html.indexOf("<footer>"));
        page = html.replace(settings, "") + PageJson.of(html);
        assertThat(page).doesNotContain("Settings in effect");
    }

    /** The indented lines of the section "Without code" of CONTRIBUTING.md. */
    private static List<String> recipes() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        int start = text.indexOf("\n## Without code\n");
        assertThat(start).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end)
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** The recipe's import, with a file and dataset of this test. */
    private static void importVintage(String command) throws IOException {
        Path dataset = folder.resolve("releases");
        FileUtils.copyDirectory(Path.of(ShippedRuns.RELEASES).toFile(), dataset.toFile());
        Path csv = Files.writeString(folder.resolve("models.csv"), """
                Model,Publication date,Organization,Domain,Country (from Organization),Training compute (FLOP),Parameters,Notability criteria
                First,2023-01-10,Lab,Language,China,1e24,1e11,Highly cited
                Second,2024-02-01,Lab,Language,China,5e25,1e12,Highly cited
                """);
        Outcome.of(command.replaceFirst("^jobs/compute-trends ", "")
                        .replace("models.csv", csv.toString())
                        .replace("data/releases", dataset.toString())
                        .split(" ", -1))
                .succeeded();
    }

    private static Dataset<Row> rows(String table, String condition) {
        return TestSession.get()
                .read()
                .parquet(folder.resolve("out/tables").resolve(table).toString())
                .where(condition);
    }

    private static void requireRow(String table, String condition) {
        assertThat(rows(table, condition).count())
                .as(table + " where " + condition)
                .isPositive();
    }

    @Test
    void aMetricHasTrendsAndAChoiceInTheFirstChart() {
        String mine = "metric = 'compute_per_parameter'";
        assertThat(rows("trends", mine + " and growth_model = 'exponential' and status = 'FITTED'")
                        .select("cohort", "era")
                        .collectAsList())
                .extracting(Row::toString)
                .contains(
                        "[all,deep-learning]",
                        "[notable,deep-learning]",
                        "[frontier,pre-deep-learning]",
                        "[record,deep-learning]",
                        "[regular-scale,deep-learning]",
                        "[large-scale,large-scale]");
        requireRow("observations", mine);
        assertThat(page).contains(">Compute per parameter</option>").contains("Compute per parameter (FLOP)");
    }

    @Test
    void aCohortHasItsTrendAndItsLabel() {
        requireRow("trends", "cohort = 'notable;country=china' and status = 'FITTED'");
        assertThat(page).contains(">Notable Chinese releases</option>");
    }

    @Test
    void anEraHasItsTrendsAndItsLabel() {
        requireRow("trends", "era = 'early' and cohort = 'all' and last_date < '1980-01-01' and status = 'FITTED'");
        requireRow("trends", "era = 'pre-deep-learning' and cohort = 'all' and first_date >= '1980-01-01'");
        assertThat(page).contains("\"name\":\"Early computers\"");
    }

    @Test
    void aScenarioIsForecast() {
        requireRow("forecasts", "scenario = 'pause' and p50 is not null");
        assertThat(page).contains("Growth at a quarter");
    }

    @Test
    void aMethodIsBacktestedAndForecasts() {
        requireRow("backtests", "method = 'frontier-line-8y'");
        requireRow("forecasts", "method = 'frontier-line-8y'");
        assertThat(page).contains("eight-year line");
    }

    @Test
    void aThresholdIsDated() {
        requireRow("crossings", "threshold = 3e27 and label = '3e27 FLOP'");
        requireRow("forecast_crossings", "threshold = 3e27");
        assertThat(page).contains("3e27 FLOP");
    }

    @Test
    void aLeadIsMeasured() {
        requireRow("leads", "lead = 'france-after-rest' and status = 'FITTED' and behind_months is not null");
        assertThat(page).contains("France after the rest");
    }

    @Test
    void aClaimIsScored() {
        requireRow("claims", "claim_id = 'mine-2026' and assessment_newest is not null");
        assertThat(page).contains("Somebody 2026, A study");
    }

    @Test
    void aVintageIsComparedWith() {
        assertThat(rows("trend_history", "values_vintage = '2024-03-01' or values_vintage = '2025-06-20'")
                        .select("values_vintage")
                        .distinct()
                        .count())
                .isEqualTo(2);
        requireRow("threshold_counts", "counted_vintage = '2024-03-01' and threshold = 1e25 and n_at_least = 1");
    }

    @Test
    void theseAreTheRecipes() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        int start = text.indexOf("\n## Without code\n");
        Matcher recipe = Pattern.compile("(?m)^\\*\\*An? ([a-z ]+)\\*\\*")
                .matcher(text.substring(start, text.indexOf("\n## ", start + 1)));
        assertThat(recipe.results().map(found -> found.group(1)))
                .containsExactlyInAnyOrder(
                        "metric",
                        "cohort",
                        "era scheme",
                        "scenario",
                        "forecast method",
                        "threshold",
                        "lead",
                        "claim",
                        "vintage");
    }
}
