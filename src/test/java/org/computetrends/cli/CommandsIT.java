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

    /** Commands use the session that the process has. */
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

    @Test
    void anImportedVintageCanBeRun() throws IOException {
        StringBuilder csv = new StringBuilder("Model,Publication date,Training compute (FLOP),Parameters,Surprise\n");
        for (int year = 2012; year < 2026; year++) {
            csv.append("M")
                    .append(year)
                    .append(",")
                    .append(year)
                    .append("-03-04,1e")
                    .append(year - 1995)
                    .append(",7,x\n");
        }
        csv.append("Vague,2020-01-01,~1e20,,\n");
        Path file = Files.writeString(folder.resolve("published.csv"), csv);
        String dataset = folder.resolve("dataset").toString();
        assertThat(Outcome.of("import", file.toString(), "--vintage", "2026-01-01", "--output", dataset)
                        .err(2))
                .contains("do not decide what it lists: say with --scope whether that is notable, all");
        String[] words = {"import", file.toString(), "--vintage", "2026-01-01", "--scope", "all", "--output", dataset};
        Outcome imported = Outcome.of(words).succeeded();
        assertThat(imported.out())
                .contains("Imported 15 rows as " + dataset + "/vintage=2026-01-01, scope all: as --scope says.")
                .contains("1 cell could not be read");
        assertThat(imported.err())
                .contains("column 'Surprise' is unknown and is not read")
                .contains("row 16, column 'Training compute (FLOP)': the cell is not a number: ~1e20");
        assertThat(imported.out()).doesNotContain("replaced");
        assertThat(Outcome.of(words).succeeded().out()).contains("It replaced the vintage that was there.");
        Files.writeString(file, "Model,Publication date,Training compute FLOP\nM,2020-01-01,1e20\n");
        words[words.length - 1] = folder.resolve("other-dataset").toString();
        Outcome misnamed = Outcome.of(words);
        assertThat(misnamed.err())
                .contains(
                        "column 'Training compute FLOP' is unknown and is not read; did you mean Training compute (FLOP)?")
                .contains(
                        "no column for training_compute_flop: no trend of training compute, the default metric, can be fitted");
        assertThat(misnamed.out()).doesNotContain("could not be read");

        Outcome run = Outcome.ofRun(
                        "--input",
                        dataset,
                        "--output",
                        folder.resolve("out-imported").toString())
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

    @Test
    void movedTrendsEndARunWithExitCodeFiveAndAVintageIsRetired() throws IOException {
        String dataset = folder.resolve("gated").toString();
        String output = folder.resolve("out-gated").toString();
        Path metrics = folder.resolve("gated.prom");
        Path csv = folder.resolve("gated.csv");
        // Ten times a year, 1461 days apart. With a fourth release that is no larger, the slope is 56 / 80 of that.
        String rows =
                "Model,Publication date,Training compute (FLOP)\nA,2012-01-01,1e20\nB,2016-01-01,1e24\nC,2020-01-01,1e28\n";
        Files.writeString(csv, rows);
        Outcome.of("import", csv.toString(), "--vintage", "2026-01-01", "--scope", "all", "--output", dataset);
        Files.writeString(csv, rows + "Late,2024-01-01,1e28\n");
        Outcome.of("import", csv.toString(), "--vintage", "2026-02-01", "--scope", "all", "--output", dataset);
        List<String> run = List.of(
                "--input",
                dataset,
                "--output",
                output,
                "--json",
                "--quiet",
                "--fail-if-changed",
                "5%",
                "--set",
                "publishing.tables=[trends, releases]",
                "--set",
                "publishing.metrics-file=" + metrics,
                "--set",
                "fitting.replicates=0",
                "--vintage");
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
        assertThat(Path.of(output, "tables/trends/vintage=2026-02-01")).doesNotExist();

        Outcome.ofRun(
                        "--input",
                        dataset,
                        "--output",
                        output,
                        "--vintage",
                        "2026-02-01",
                        "--quiet",
                        "--set",
                        "publishing.tables=[trends, releases]")
                .succeeded();
        List<String> retire = List.of("retire", "--vintage", "2026-02-01", "--output", output, "--quiet");
        assertThat(Outcome.of(retire, "--dry-run").out())
                .contains("Would retire vintage 2026-02-01 from " + output + ".");
        assertThat(Path.of(output, "tables/trends/vintage=2026-02-01")).exists();
        assertThat(Outcome.of(retire).succeeded().out()).contains("Retired vintage 2026-02-01 from " + output + ".");
        assertThat(Path.of(output, "tables/trends/vintage=2026-02-01")).doesNotExist();
        assertThat(Path.of(output, "tables/runs")).doesNotExist();
        assertThat(mapper.readTree(Path.of(output, "manifest.json").toFile())
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
        assertThat(Outcome.of(
                                "generate",
                                "--rows",
                                "1e3",
                                "--output",
                                dataset,
                                "--vintage",
                                "2024-06-01",
                                "--bad-share",
                                "0.1")
                        .succeeded()
                        .out())
                .contains("Generated 1,000 rows as vintage 2024-06-01 of " + dataset + ": 1 files in ")
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
        assertThat(Outcome.ofRun(
                                "--input",
                                "data/releases/vintage=2025-06-20",
                                "--vintage",
                                "2026-05-02",
                                "--output",
                                folder + "/x")
                        .err(2))
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
