package org.computetrends.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Trend;

/** Runs on the data that the project ships, made once for all tests that look at them. */
public final class ShippedRuns {
    /** All vintages that the project ships. */
    public static final String EVERY_VINTAGE = "data/releases";

    private static final Path FOLDER = folderForAll();

    /**
     * A copy of three vintages without their scopes. Runs take them as scope all. They are quick, and most reference
     * numbers are of them.
     */
    public static final String RELEASES = withoutScopes("2022-05-03", "2025-06-20", "2026-05-02");

    /**
     * Few draws, origins and thresholds, for runs whose drawn numbers are compared only with those of runs of as many
     * draws.
     */
    public static final Map<String, String> FEW_DRAWS = Map.of(
            "fitting.replicates", "40",
            "breakpoints.replicates", "40",
            "projections.paths", "100",
            "backtest.paths", "100",
            "backtest.replicates", "100",
            "backtest.every-months", "24",
            "odds.per-oom", "1",
            "odds.older-paths", "100",
            "odds.sensitivity.paths", "100");

    private static final Map<String, TrendJob.Result> RESULTS = new LinkedHashMap<>();
    private static final Map<String, Dataset<Row>> TABLES = new HashMap<>();

    private ShippedRuns() {}

    /**
     * The folder of the runs' outputs. {@code out-all}: the default run. {@code out-firm}: the same, with
     * record-softness 0. {@code out}: 2026-05-02 and 2025-06-20. {@code out-sevilla}, {@code out-epoch}: presets.
     * {@code out-scanned}: 2026-05-02, scanned.
     */
    public static Path folder() {
        return FOLDER;
    }

    /** The runs of 2026-05-02, of 2025-06-20 and of both presets. */
    public static Collection<TrendJob.Result> results() {
        return List.of("2026-05-02", "2025-06-20", "sevilla-2022", "epoch-notable").stream()
                .map(ShippedRuns::result)
                .toList();
    }

    /** A run by its name, made when first asked for. */
    public static synchronized TrendJob.Result result(String run) {
        return RESULTS.computeIfAbsent(run, name -> switch (name) {
            case "2026-05-02" -> run(RELEASES, "out", Optional.empty(), Map.of());
            case "2026-08-19" -> run(EVERY_VINTAGE, "out-all", Optional.empty(), Map.of());
            case "firm-records" ->
                run(
                        EVERY_VINTAGE,
                        "out-firm",
                        Optional.empty(),
                        Map.of(
                                "forecast.record-softness", "0",
                                "fitting.replicates", "0",
                                "fitting.growth-models", "[]",
                                "breakpoints.replicates", "0",
                                "projections.paths", "100",
                                "publishing.tables", "[backtests]"));
            // With 999 replicates, because p-values of breaks are compared with R's.
            case "2025-06-20" ->
                run(
                        RELEASES,
                        "out",
                        Optional.empty(),
                        fewDraws(Map.of("vintage", "2025-06-20", "breakpoints.replicates", "999")));
            case "sevilla-2022" -> run(RELEASES, "out-sevilla", Optional.of("sevilla-2022"), Map.of());
            case "epoch-notable" -> run(RELEASES, "out-epoch", Optional.of("epoch-notable"), FEW_DRAWS);
            case "scanned" ->
                run(
                        RELEASES,
                        "out-scanned",
                        Optional.empty(),
                        fewDraws(Map.of(
                                "scale.spark-above-megabytes", "0",
                                "scale.driver-megabytes", "3",
                                "publishing.tables", tablesWithoutReleases())));
            default -> throw new IllegalArgumentException("there is no run " + name);
        });
    }

    /** {@link #FEW_DRAWS}, overridden by these settings. */
    public static Map<String, String> fewDraws(Map<String, String> settings) {
        Map<String, String> allSettings = new HashMap<>(FEW_DRAWS);
        allSettings.putAll(settings);
        return allSettings;
    }

    private static String tablesWithoutReleases() {
        List<String> tables = new ArrayList<>(config(RELEASES, FOLDER + "/none", Optional.empty(), Map.of())
                .publishing()
                .tables());
        tables.removeAll(List.of("releases", "observations"));
        return tables.toString();
    }

    static Trend trend(String run, String metric, String cohort, String era) {
        return result(run).trends().stream()
                .filter(trend -> trend.specification().metric().id().equals(metric)
                        && trend.specification().cohort().id().equals(cohort)
                        && trend.specification().era().id().equals(era))
                .findFirst()
                .orElseThrow();
    }

    /** A published table, read once and kept in memory. For outputs of one run only. */
    static Dataset<Row> table(String output, String table) {
        return TABLES.computeIfAbsent(output + "/tables/" + table, path -> {
            Dataset<Row> inputRows =
                    TestSession.get().read().parquet(FOLDER.resolve(path).toString());
            return TestSession.get().createDataFrame(TestSession.collect(inputRows), inputRows.schema());
        });
    }

    /** A run of its own, into a folder of {@link #folder()}. */
    public static TrendJob.Result run(
            String input, String output, Optional<String> preset, Map<String, String> settings) {
        return job(config(input, FOLDER + "/" + output, preset, settings)).run();
    }

    public static TrendConfig config(
            String input, String output, Optional<String> preset, Map<String, String> settings) {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        if (input.equals(RELEASES)) {
            allSettings.putIfAbsent("scope", "all");
        }
        allSettings.put("input", input);
        allSettings.put("output", output);
        return new ConfigLoader(preset, Optional.empty(), allSettings).load();
    }

    static TrendJob job(TrendConfig config) {
        return new TrendJob(TestSession.get(), config, Clock.systemUTC(), stage -> {});
    }

    private static Path folderForAll() {
        try {
            Path folder = Files.createTempDirectory("shipped-runs");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutScopes(String... vintages) {
        Path dataset = FOLDER.resolve("releases");
        try {
            for (String vintage : vintages) {
                for (String file : List.of("releases.parquet", "rejects.parquet")) {
                    String folder = (file.startsWith("rejects") ? "_rejects/" : "") + "vintage=" + vintage;
                    Files.createDirectories(dataset.resolve(folder));
                    Files.copy(
                            Path.of(EVERY_VINTAGE, folder, file),
                            dataset.resolve(folder).resolve(file));
                }
            }
            return dataset.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        org.apache.commons.io.FileUtils.deleteQuietly(folder.toFile());
    }
}
