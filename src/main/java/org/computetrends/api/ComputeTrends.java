package org.computetrends.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.ShippedFiles;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.UserException;
import org.computetrends.job.TrendJob;
import org.computetrends.sql.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Computes trends, forecasts and odds of the releases in a {@code Dataset}, and returns {@code Dataset}s. The command
 * {@code run} does the same for files.
 *
 * <p>Each row is a release. {@code data/README.md} describes the columns; the setting {@code mapping} can list others.
 * {@code model} and {@code published_on} are required. If there is a column {@code vintage} of dates, the rows of each
 * date are the vintage known on that date: the newest vintage is analysed and compared with the others. If there is no
 * such column, {@link #vintage} must set the date of the only vintage.
 *
 * <pre>{@code
 * try (TrendTables tables = ComputeTrends.of(releases).vintage(LocalDate.of(2026, 8, 19)).run()) {
 *     List<Row> frontier = tables.trends()
 *             .where("metric = 'training_compute' and cohort = 'frontier' and growth_model = 'exponential'")
 *             .select("era", "n", "doubling_time_months", "doubling_time_ci95_low", "doubling_time_ci95_high")
 *             .collectAsList();
 *     frontier.forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>The settings are read from {@code conf/compute-trends.conf}. {@link #config} overrides them with a file, and
 * {@link #set} overrides single ones:
 *
 * <pre>{@code
 * ComputeTrends trends = ComputeTrends.of(releases)
 *         .vintage(LocalDate.of(2026, 8, 19))
 *         .set("populations.frontier-size", "5")
 *         .set("publishing.tables", "[trends, intervals]");
 * }</pre>
 *
 * <p>Releases and tables are written to Parquet files in a folder, which {@link TrendTables#close} removes. The work
 * runs in a new Spark session, so the settings of the caller's session do not change. Not thread-safe.
 */
public final class ComputeTrends {
    private static final String VINTAGE = "vintage";
    private static final Set<String> FIXED_SETTINGS = Set.of("input", "output", "publishing.sinks");

    private final Dataset<Row> releases;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Path configFile;
    private @Nullable LocalDate vintage;
    private @Nullable String folder;

    private ComputeTrends(Dataset<Row> releases) {
        this.releases = releases;
    }

    /** Starts a request for releases, one per row. */
    public static ComputeTrends of(Dataset<Row> releases) {
        return new ComputeTrends(releases);
    }

    /**
     * Sets the date of the vintage to analyse. If there is no column {@code vintage}, it is the date on which all these
     * releases were known.
     */
    public ComputeTrends vintage(LocalDate date) {
        this.vintage = date;
        return this;
    }

    /** Sets a file of settings, in the format of {@code conf/compute-trends.conf}. */
    public ComputeTrends config(Path file) {
        configFile = file;
        return this;
    }

    /**
     * Sets one setting, which overrides the setting in the file.
     *
     * @param key the path of the setting, such as {@code populations.frontier-size}
     * @param value the value as written in a file; a list is written {@code [trends, odds]}
     * @throws IllegalArgumentException for {@code input}, {@code output} and {@code publishing.sinks}, because Datasets
     *     replace files here
     */
    public ComputeTrends set(String key, String value) {
        if (FIXED_SETTINGS.contains(key)) {
            throw new IllegalArgumentException(
                    key + " = " + value + " cannot be set here: releases come from a Dataset, and tables are Datasets");
        }
        settings.put(key, value);
        return this;
    }

    /**
     * Sets the folder for temporary files, on a file system that Spark can use. It must not exist yet, because {@link
     * TrendTables#close} removes it with all its files. On a cluster, a folder is required, and every machine must
     * reach it. Otherwise the default is a new temporary folder of this machine.
     */
    public ComputeTrends folder(String path) {
        this.folder = path;
        return this;
    }

    /**
     * Computes the tables. Takes some seconds for thousands of releases, and writes only to the folder for temporary
     * files.
     *
     * @throws UserException when the releases, the settings or the folder cannot be used
     */
    public TrendTables run() {
        SparkSession callerSession = releases.sparkSession();
        // Compares names, because the client's class is not on the class path of a driver.
        if (callerSession.getClass().getName().startsWith("org.apache.spark.sql.connect.")) {
            throw UserException.usage("the releases belong to a client of Spark Connect: run this on Spark's driver");
        }
        boolean hasVintages = List.of(releases.columns()).contains(VINTAGE);
        if (!hasVintages && vintage == null) {
            throw UserException.usage(
                    "the releases have no column vintage: set the date on which they were known with vintage(date)");
        }
        String workFolder = folder == null ? temporaryFolder(callerSession) : checkedNew(callerSession, folder);
        try {
            return run(callerSession, workFolder, hasVintages);
        } catch (Throwable e) {
            TrendTables.remove(callerSession, workFolder);
            throw e;
        }
    }

    private TrendTables run(SparkSession callerSession, String workFolder, boolean hasVintages) {
        TrendConfig configuration = configuration(workFolder);
        DataFrameWriter<Row> writer = releases.write();
        if (hasVintages) {
            writer.partitionBy(VINTAGE).parquet(configuration.input());
        } else {
            writer.parquet(configuration.input() + "/" + VINTAGE + "=" + vintage);
        }
        SparkSession jobSession = callerSession.newSession();
        SessionSettings.REQUIRED.forEach((key, value) -> jobSession.conf().set(key, value));
        TrendJob.Result result = new TrendJob(jobSession, configuration, Clock.systemUTC(), stage -> {}).run();
        return new TrendTables(
                callerSession,
                workFolder,
                result.folder(),
                List.copyOf(result.tables().keySet()),
                result.warnings());
    }

    /** Returns the folder if it does not exist yet. The files of an existing folder would be removed later. */
    private static String checkedNew(SparkSession session, String folder) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
        try {
            if (path.getFileSystem(session.sparkContext().hadoopConfiguration()).exists(path)) {
                throw UserException.usage("folder '" + folder + "' exists already: folder(path) needs a new one,"
                        + " because it is removed with its files");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String temporaryFolder(SparkSession session) {
        if (!session.sparkContext().isLocal()) {
            throw UserException.usage(
                    "on a cluster, folder(path) must set a folder for temporary files that every machine reaches");
        }
        try {
            return Files.createTempDirectory("compute-trends").toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrendConfig configuration(String workFolder) {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        allSettings.put("input", workFolder + "/releases");
        allSettings.put("output", workFolder + "/published");
        allSettings.put("publishing.sinks", "[parquet]");
        if (vintage != null) {
            allSettings.put(VINTAGE, vintage.toString());
        }
        TrendConfig loaded = load(allSettings);
        // The default is a path of the installation. If the caller lacks the file, a copy from the jar is used.
        if (loaded.isDefault("claims.file")) {
            allSettings.put(
                    "claims.file",
                    ShippedFiles.installed(/* home= */ null, loaded.history().claimsFile()));
        }
        return load(allSettings);
    }

    private TrendConfig load(Map<String, String> allSettings) {
        Optional<File> file = Optional.ofNullable(configFile).map(Path::toFile);
        return new ConfigLoader(Optional.empty(), file, allSettings).load();
    }
}
