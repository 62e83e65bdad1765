package org.computetrends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.computetrends.job.ShippedRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The recipes of CONTRIBUTING.md for additions that need code, followed literally on a copy of the sources. The
 * compiler must ask for the steps that it is said to ask for, and after all steps a run publishes the addition.
 */
@Tag("slow")
class CodeRecipesIT {
    private static final String QUICK = """
            fitting { growth-models = [square-root], replicates = 40 }
            breakpoints.replicates = 0
            projections.paths = 200
            backtest { paths = 100, replicates = 100, from = 2023-01-01 }
            publishing.tables = [trends, projections, forecasts, backtest_summary, metrics, runs]
            """;

    @TempDir
    private static Path folder;

    /** The classes after all recipes except the sink's. */
    private static Path classes;

    @BeforeAll
    static void followAll() throws IOException {
        List<CodeRecipeStep> all = new ArrayList<>();
        for (String recipe :
                List.of("A growth model", "A scenario kind", "A forecast method's shape", "A column", "A table")) {
            all.addAll(CodeRecipeStep.of(recipe));
        }
        CodeRecipeStep.Compiled compiled = CodeRecipeStep.compile(folder.resolve("all"), all);
        assertThat(compiled.faults()).isEmpty();
        classes = compiled.classes();
    }

    /** Without the steps of "the compiler asks", the compiler reports an error in the named file. */
    @ParameterizedTest
    @CsvSource({
        "A growth model, fit/GrowthEstimator.java, does not cover all possible input values",
        "A scenario kind, config/ScenarioReader.java, does not cover all possible input values",
        "A forecast method's shape, forecast/ForecastMethod.java, parabola",
        "A table, job/RunTables.java, does not cover all possible input values"
    })
    void theCompilerAsksForWhatIsMissing(String recipe, String file, String message) throws IOException {
        List<CodeRecipeStep> first = CodeRecipeStep.of(recipe).stream()
                .filter(step -> !step.isAskedFor())
                .toList();
        Map<String, String> faults =
                CodeRecipeStep.compile(folder.resolve(recipe), first).faults();
        assertThat(faults).containsOnlyKeys(file);
        assertThat(faults.get(file)).contains(message);
    }

    @Test
    void aSinkIsAskedForWhereSinksAreMadeAndNamed() throws IOException {
        List<CodeRecipeStep> sink = CodeRecipeStep.of("A sink");
        List<CodeRecipeStep> first =
                sink.stream().filter(step -> !step.isAskedFor()).toList();
        assertThat(CodeRecipeStep.compile(folder.resolve("sink first"), first).faults())
                .containsOnlyKeys("publish/Sinks.java", "cli/RunLineage.java")
                .allSatisfy((file, message) -> assertThat(message).contains("does not override abstract method csv("));
        assertThat(CodeRecipeStep.compile(folder.resolve("sink without its class"), sink)
                        .faults())
                .hasEntrySatisfying(
                        "publish/Sinks.java", message -> assertThat(message).contains("class CsvPublisher"))
                .hasSize(1);
    }

    /**
     * Runs the tests of a class against the changed classes, and returns the failures. The class loader loads JUnit
     * again too, so annotations are compared by name.
     */
    private static List<String> failures(String test) throws Exception {
        List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : CodeRecipeStep.CLASS_PATH.split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        List<String> failures = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass("org.computetrends." + test);
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            int run = 0;
            for (Method method : type.getDeclaredMethods()) {
                if (Stream.of(method.getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Test"))) {
                    method.setAccessible(true);
                    run++;
                    try {
                        method.invoke(constructor.newInstance());
                    } catch (InvocationTargetException e) {
                        failures.add(method.getName() + ": " + e.getCause());
                    }
                }
            }
            assertThat(run).isPositive();
        }
        return failures;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fit.GrowthModelsTest", "config.ScenarioKindsTest", "forecast.ForecastShapesTest"})
    void additionsPassTheContractTests(String test) throws Exception {
        assertThat(failures(test)).isEmpty();
    }

    /** Only the dictionary is still to be generated again, as the recipes say. */
    @Test
    void theTestOfTablesAsksForTheDictionary() throws Exception {
        assertThat(failures("table.PublishedTablesTest"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("made anew by: jobs/compute-trends tables --format markdown"));
    }

    @Test
    void aRunPublishesWhatWasAdded() throws Exception {
        Path output = folder.resolve("out");
        ProcessBuilder run = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "@conf/jvm.options",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dcompute-trends.small-input=true",
                "org.computetrends.cli.Main",
                "run",
                "--quiet",
                "--input",
                ShippedRuns.RELEASES,
                "--scope",
                "all",
                "--output",
                output.toString(),
                "--conf",
                Files.writeString(folder.resolve("quick.conf"), QUICK).toString());
        run.environment().put("CLASSPATH", classes + File.pathSeparator + CodeRecipeStep.CLASS_PATH);
        Path log = folder.resolve("log");
        int code = run.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
        // 20 guards against a condition that almost no row meets.
        assertThat(rows(output, "trends", "growth_model = 'square-root' and status = 'FITTED'"))
                .hasSizeGreaterThan(20);
        assertThat(rows(output, "trends", "abs(n_per_date - n / n_dates) < 1e-12"))
                .hasSizeGreaterThan(20);
        assertThat(rows(output, "metrics", "metric = 'training_compute' and unit = 'FLOP'"))
                .hasSize(1);
        assertThat(rows(output, "backtest_summary", "method = 'frontier-parabola' and n_windows > 0"))
                .isNotEmpty();
        assertThat(rows(output, "forecasts", "method = 'frontier-parabola' and p50 is not null"))
                .isNotEmpty();
        // The scenario halt has two years without growth, so its medians are lower than those of continue.
        Map<Object, Double> going = medians(output, "continue");
        assertThat(medians(output, "halt"))
                .hasSameSizeAs(going)
                .hasSizeGreaterThan(5)
                .allSatisfy((date, median) -> assertThat(median).isLessThan(going.get(date)));
    }

    /** The medians of the frontier's training compute, by date, from 2027 on. */
    private static Map<Object, Double> medians(Path output, String scenario) {
        return rows(
                        output,
                        "projections",
                        "metric = 'training_compute' and cohort = 'frontier' and p50 is not null"
                                + " and target_date >= '2027-01-01' and scenario = '" + scenario + "'")
                .stream()
                .collect(Collectors.toMap(row -> row.getAs("target_date"), row -> row.getAs("p50")));
    }

    private static List<Row> rows(Path output, String table, String condition) {
        return TestSession.get()
                .read()
                .parquet(output.resolve("tables").resolve(table).toString())
                .where(condition)
                .collectAsList();
    }
}
