package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.computetrends.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands: arguments, output and exit code. */
class CommandsIT {

    @TempDir
    private static Path folder;

    /** Starts the test session, which the commands then use. */
    @BeforeAll
    static void begin() {
        assertThat(TestSession.get().sparkContext().isStopped()).isFalse();
    }

    @Test
    void theJsonSummaryMatchesItsSchema() throws IOException {
        Outcome outcome = Outcome.ofRun(
                        "--preset",
                        "sevilla-2022",
                        "--json",
                        "--quiet",
                        "--set",
                        "publishing.tables=[trends]",
                        "--output",
                        folder.resolve("out-json").toString())
                .succeeded();
        assertThat(outcome.err()).doesNotContain("begins").doesNotContain("took");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode summary = mapper.readTree(outcome.out());
        List<String> faults = new ArrayList<>();
        compare(mapper.readTree(new File("conf/summary.schema.json")), summary, "$", faults);
        assertThat(faults).isEmpty();
        // Sevilla et al. 2022: 21.3 months on 19 systems before 2010.
        JsonNode before = StreamSupport.stream(summary.get("trends").spliterator(), false)
                .filter(trend -> trend.get("era").asText().equals("pre-deep-learning"))
                .findFirst()
                .orElseThrow();
        assertThat(before.get("n").asInt()).isEqualTo(19);
        assertThat(before.get("doubling_time_months").asDouble()).isCloseTo(21.3, within(0.05));
        assertThat(summary.get("vintage").asText()).isEqualTo("2022-05-03");
        assertThat(summary.get("tables").get("trends").asInt()).isPositive();
    }

    /** Adds missing fields, additional fields, and fields of a wrong type to the faults. */
    private static void compare(JsonNode schema, JsonNode value, String where, List<String> faults) {
        JsonNode type = schema.path("type");
        List<String> types = new ArrayList<>();
        (type.isArray() ? type : List.of(type)).forEach(each -> types.add(each.asText()));
        String actual = value.isIntegralNumber()
                ? "integer"
                : value.getNodeType().name().toLowerCase(Locale.ROOT);
        if (!type.isMissingNode()
                && !types.contains(actual)
                && !(actual.equals("integer") && types.contains("number"))) {
            faults.add(where + " is " + actual + ", not " + types);
        }
        JsonNode properties = schema.path("properties");
        if (properties.isObject()) {
            Set<String> names = new TreeSet<>();
            properties.fieldNames().forEachRemaining(names::add);
            value.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    faults.add(where + "." + name + " is not in the schema");
                }
            });
            names.forEach(name -> {
                if (value.has(name)) {
                    compare(properties.get(name), value.get(name), where + "." + name, faults);
                } else {
                    faults.add(where + "." + name + " is missing");
                }
            });
        }
        value.forEach(item -> {
            if (value.isArray()) {
                compare(schema.path("items"), item, where + "[]", faults);
            }
        });
    }

    /** Compute grows tenfold a year. The last column is unknown, and the compute of the last row is unreadable. */
    private static Path publishedFile(String name) throws IOException {
        StringBuilder csv = new StringBuilder("Model,Publication date,Training compute (FLOP),Parameters,Surprise\n");
        for (int year = 2012; year < 2026; year++) {
            csv.append("M" + year + "," + year + "-03-04,1e" + (year - 1995) + ",7,x\n");
        }
        csv.append("Vague,2020-01-01,~1e20,,\n");
        return Files.writeString(folder.resolve(name + ".csv"), csv);
    }

    private static Outcome imported(Path file, String vintage, String dataset) {
        return Outcome.of(
                "import", file.toString(), "--vintage", vintage, "--scope", "all", "--output", folder + "/" + dataset);
    }

    @Test
    void anImportNeedsAScope() throws IOException {
        String file = publishedFile("unscoped").toString();
        assertThat(Outcome.of("import", file, "--vintage", "2026-01-01", "--output", folder + "/unscoped")
                        .err(2))
                .contains("do not decide what it lists: say with --scope whether that is notable, all");
    }

    @Test
    void anImportReportsUnreadCellsAndUnknownColumns() throws IOException {
        Outcome outcome =
                imported(publishedFile("reported"), "2026-01-01", "reported").succeeded();
        assertThat(outcome.out())
                .contains("Imported 15 rows as " + folder + "/reported/vintage=2026-01-01, scope all: as --scope says.")
                .contains("1 cell could not be read");
        assertThat(outcome.err())
                .contains("column 'Surprise' is unknown and is not read")
                .contains("row 16, column 'Training compute (FLOP)': the cell is not a number: ~1e20");
        Path file = Files.writeString(
                folder.resolve("misnamed.csv"), "Model,Publication date,Training compute FLOP\nM,2020-01-01,1e20\n");
        Outcome misnamed = imported(file, "2026-01-01", "misnamed");
        assertThat(misnamed.err())
                .contains(
                        "column 'Training compute FLOP' is unknown and is not read; did you mean Training compute (FLOP)?")
                .contains(
                        "no column for training_compute_flop: no trend of training compute, the default metric, can be fitted");
        assertThat(misnamed.out()).doesNotContain("could not be read");
    }

    @Test
    void anImportReplacesItsVintage() throws IOException {
        Path file = publishedFile("twice");
        assertThat(imported(file, "2026-01-01", "twice").succeeded().out()).doesNotContain("replaced");
        assertThat(imported(file, "2026-01-01", "twice").succeeded().out())
                .contains("It replaced the vintage that was there.");
    }

    @Test
    void anImportedVintageCanBeRun() throws IOException {
        imported(publishedFile("published"), "2026-01-01", "dataset").succeeded();
        Outcome run = Outcome.ofRun("--input", folder + "/dataset", "--output", folder + "/out-imported")
                .succeeded();
        // One order of magnitude a year: ten times, and a doubling every 12 log10(2) = 3.6 months.
        assertThat(run.out())
                .contains("Vintage 2026-01-01: 15 rows read, 15 kept, 0 rejected")
                .contains("3.6 (3.6-3.6)");
        assertThat(TestSession.get()
                        .read()
                        .parquet(folder + "/out-imported/tables/rejects")
                        .filter("reason = 'UNREADABLE' and value = '~1e20'")
                        .count())
                .isEqualTo(1);
    }

    /**
     * Imports two vintages, and returns the arguments of a run. Compute grows by 10^4 in 4 years: slope 1. The second
     * vintage adds a release. Through (0, 20), (4, 24), (8, 28) and (12, 28) the slope is 56 / 80 = 0.7: 30% less.
     */
    private static List<String> runOfTwoVintages(String name) throws IOException {
        String rows =
                "Model,Publication date,Training compute (FLOP)\nA,2012-01-01,1e20\nB,2016-01-01,1e24\nC,2020-01-01,1e28\n";
        Path csv = Files.writeString(folder.resolve(name + ".csv"), rows);
        imported(csv, "2026-01-01", name).succeeded();
        Files.writeString(csv, rows + "Late,2024-01-01,1e28\n");
        imported(csv, "2026-02-01", name).succeeded();
        String words = "--input " + folder + "/" + name + " --output " + folder + "/out-" + name
                + " --quiet --set publishing.tables=[trends,releases] --set fitting.replicates=0 --vintage";
        return List.of(words.split(" ", -1));
    }

    @Test
    void movedTrendsEndARunWithExitCodeFive() throws IOException {
        Path metrics = folder.resolve("gated.prom");
        List<String> run = new ArrayList<>(List.of("--json", "--fail-if-changed", "5%"));
        run.addAll(List.of("--set", "publishing.metrics-file=" + metrics));
        run.addAll(runOfTwoVintages("gated"));
        Outcome.ofRun(run, "2026-01-01").succeeded();
        assertThat(Files.readString(metrics)).contains("\ncompute_trends_run_trends_changed 0\n");
        Outcome second = Outcome.ofRun(run, "2026-02-01");
        assertThat(second.exitCode()).as(second.err()).isEqualTo(5);
        assertThat(second.err())
                .contains("the previous tables are unchanged")
                .contains("training_compute, all, all-time: -30.0%")
                .contains("by late added (-30.0%)");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode summary = mapper.readTree(second.out());
        List<String> faults = new ArrayList<>();
        compare(mapper.readTree(new File("conf/summary.schema.json")), summary, "$", faults);
        assertThat(faults).isEmpty();
        assertThat(summary.get("published").asBoolean()).isFalse();
        JsonNode changedNode = summary.at("/gate/comparisons/0/changed/0");
        assertThat(changedNode.get("change_share").asDouble()).isCloseTo(-0.3, within(1e-9));
        assertThat(changedNode.at("/releases/0/release_id").asText()).isEqualTo("late");
        assertThat(Files.readString(metrics))
                .contains("\ncompute_trends_run_exit_code 5\n")
                .containsPattern("\ncompute_trends_run_trends_changed [1-9]");
        assertThat(folder.resolve("out-gated/tables/trends/vintage=2026-02-01")).doesNotExist();
    }

    @Test
    void aRetiredVintageIsRemoved() throws IOException {
        List<String> run = runOfTwoVintages("retired");
        String output = folder + "/out-retired";
        Outcome.ofRun(run, "2026-01-01").succeeded();
        Outcome.ofRun(run, "2026-02-01").succeeded();
        List<String> retire = List.of("retire", "--vintage", "2026-02-01", "--output", output, "--quiet");
        assertThat(Outcome.of(retire, "--dry-run").out())
                .contains("Would retire vintage 2026-02-01 from " + output + ".");
        assertThat(Path.of(output, "tables/trends/vintage=2026-02-01")).exists();
        assertThat(Outcome.of(retire).succeeded().out()).contains("Retired vintage 2026-02-01 from " + output + ".");
        assertThat(Path.of(output, "tables/trends/vintage=2026-02-01")).doesNotExist();
        assertThat(Path.of(output, "tables/runs")).doesNotExist();
        assertThat(new ObjectMapper()
                        .readTree(Path.of(output, "manifest.json").toFile())
                        .get("vintage")
                        .asText())
                .isEqualTo("2026-01-01");
        assertThat(Outcome.of(retire).err(2))
                .contains("no vintage 2026-02-01 to retire: " + output + " has 2026-01-01");
    }

    @Test
    void anImportWithoutRowsOrOverForeignFilesIsRefused() throws IOException {
        Path emptyPath = Files.writeString(folder.resolve("empty.csv"), "Model,Publication date\n");
        assertThat(Outcome.of("import", emptyPath.toString(), "--vintage", "2026-01-01", "--output", folder + "/none")
                        .err(3))
                .contains("empty.csv contains no rows");
        Path one = Files.writeString(folder.resolve("one.csv"), "Model,Publication date\nA,2020-01-01\n");
        Files.writeString(
                Files.createDirectories(folder.resolve("mine/vintage=2026-01-01"))
                        .resolve("part-0.parquet"),
                "");
        String[] words = {
            "import", one.toString(), "--vintage", "2026-01-01", "--scope", "all", "--output", folder + "/mine"
        };
        assertThat(Outcome.of(words).err(2))
                .contains("mine has 2026-01-01 in vintage=2026-01-01, which records no scope")
                .contains("of scope all, replaces it: write the scope of that folder");
        Files.writeString(folder.resolve("mine/vintage=2026-01-01/_scope"), "all");
        assertThat(Outcome.of(words).err(2)).contains("part-0.parquet is in the way: it was not made by an import");
        assertThat(folder.resolve("mine")).isDirectoryNotContaining("glob:**/_*");
    }

    @Test
    void aFileWithAnUnclosedQuoteIsRefused() throws IOException {
        Path openPath = Files.writeString(
                folder.resolve("open.csv"), "Model,Publication date\nA,2020-01-01\n\"B,2020-01-01\nC,2020-01-01\n");
        assertThat(Outcome.of("import", openPath.toString(), "--vintage", "2026-01-01", "--output", folder + "/open")
                        .err(3))
                .contains("row 3 opens a quote that is never closed");
        assertThat(folder.resolve("open")).doesNotExist();
    }

    @Test
    void aGeneratedVintageIsCountedAndOverwrittenOnlyOnRequest() {
        String dataset = folder.resolve("generated").toString();
        String words = "generate --rows 1e3 --vintage 2024-06-01 --bad-share 0.1 --output " + dataset;
        assertThat(Outcome.of(words.split(" ", -1)).succeeded().out())
                .contains("Generated 1,000 rows as vintage 2024-06-01 of " + dataset + ": 1 files in ")
                // 100 bad rows in a cycle of twelve faults: 8 cycles and 4 rows. Rejected: 8 * 8 + 4 = 68; without a
                // name: 8 + 1 = 9.
                .contains("keep 932 and reject {MISSING_NAME=9")
                .contains("vintage=2024-06-01/_truth.json");
        assertThat(Outcome.of("generate", "--rows", "10", "--output", dataset, "--vintage", "2024-06-01")
                        .err(2))
                .contains("vintage=2024-06-01 exists; --overwrite replaces it");
        Outcome.of("generate", "--rows", "10", "--output", dataset, "--vintage", "2024-06-01", "--overwrite")
                .succeeded();
        assertThat(TestSession.get().read().parquet(dataset).count()).isEqualTo(10);
    }

    @Test
    void aMissingVintageIsAUsageError() {
        String[] options = {
            "--input", "data/releases/vintage=2025-06-20", "--vintage", "2026-05-02", "--output", folder + "/x"
        };
        assertThat(Outcome.ofRun(options).err(2))
                .contains("has no vintage 2026-05-02 of scope comparable; it has 2025-06-20 (all)");
    }

    @Test
    void anInputWithoutKeptRowsIsAnInputError() {
        assertThat(Outcome.ofRun("--set", "curation.earliest-date=2030-01-01", "--output", folder + "/x")
                        .err(3))
                .contains("start Spark", "all 1050 rows of vintage 2026-08-19 were rejected");
    }

    @Test
    void aMissingInputIsAnInputError() {
        Outcome outcome = Outcome.ofRun("--input", folder + "/nowhere", "--output", folder + "/x");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("nowhere does not exist").doesNotContain("\tat ");
        assertThat(outcome.err()).as("no stage began").doesNotContain("start Spark");
    }

    @Test
    void aBadMetricIsAUsageError() {
        assertThat(Outcome.ofRun(
                                "--output",
                                folder + "/x",
                                "--set",
                                "metrics.parameters.value=parametres",
                                "--set",
                                "metrics.dataset_size.value=1 +")
                        .err(2))
                .contains("metrics.parameters.value = parametres")
                .contains("metrics.dataset_size.value = 1 +");
        assertThat(Outcome.ofRun(
                                "--output",
                                folder + "/x",
                                "--set",
                                "metrics.parameters.value=parameters / (citations * 0)")
                        .err(2))
                .contains("such as try_divide")
                .contains("DIVIDE_BY_ZERO");
    }

    @Test
    void foldersOfPublishedRowsArePrinted() throws IOException {
        String output = folder.resolve("published").toString();
        Outcome.ofRun("--preset", "sevilla-2022", "--output", output, "--set", "publishing.tables=[trends]")
                .succeeded();
        Outcome lines = Outcome.of("tables", "--paths", "--output", output).succeeded();
        List<String> ofTrends =
                lines.out().lines().filter(line -> line.startsWith("trends\t")).toList();
        assertThat(ofTrends).singleElement().asString().startsWith("trends\t2022-05-03\tfile:");
        String path = ofTrends.get(0).split("\t", -1)[2];
        assertThat(TestSession.get().read().parquet(path).count()).isPositive();
        Outcome json = Outcome.of("tables", "--paths", "--format", "json", "--output", output);
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(json.out())
                        .findValuesAsText("folder"))
                .contains(path);
        assertThat(Outcome.of("tables", "--paths", "--format", "dbt", "--output", output)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Outcome.of("tables").exitCode()).isEqualTo(2);
    }

    @Test
    void anOutputThatCannotBeWrittenIsAUsageError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(Outcome.ofRun("--preset", "sevilla-2022", "--output", file + "/out")
                        .err(2))
                .contains("the previous tables are unchanged");
    }
}
