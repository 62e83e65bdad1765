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
 * Computes trends, forecasts and odds of releases. Does what the command {@code run} does, but reads a {@code Dataset}
 * and returns {@code Dataset}s.
 *
 * <p>Each row is a release. {@code data/README.md} describes its columns, or others that the setting {@code mapping}
 * lists; {@code model} and {@code published_on} are required. If there is a column {@code vintage} of dates, the rows
 * of each date are what was known on that date: the newest vintage is analysed and compared with the others. If there
 * is no such column, {@link #vintage} sets the date.
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
    private static final Set<String> OWN = Set.of("input", "output", "publishing.sinks");

    private final Dataset<Row> releases;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Path config;
    private @Nullable LocalDate vintage;
    private @Nullable String folder;

    private ComputeTrends(Dataset<Row> releases) {
        this.releases = releases;
    }

    /** Starts a request for the given releases, one per row. */
    public static ComputeTrends of(Dataset<Row> releases) {
        return new ComputeTrends(releases);
    }

    /**
     * Sets the date on which these releases were known. If there is a column {@code vintage}, sets which vintage is
     * analysed.
     */
    public ComputeTrends vintage(LocalDate date) {
        this.vintage = date;
        return this;
    }

    /** Sets a file of settings, in the format of {@code conf/compute-trends.conf}. */
    public ComputeTrends config(Path file) {
        this.config = file;
        return this;
    }

    /**
     * Sets one setting, which overrides the file's.
     *
     * @param key such as {@code populations.frontier-size}
     * @param value as in a file; a list is written {@code [trends, odds]}
     * @throws IllegalArgumentException for {@code input}, {@code output} and {@code publishing.sinks}, because the
     *     Datasets replace them
     */
    public ComputeTrends set(String key, String value) {
        if (OWN.contains(key)) {
            throw new IllegalArgumentException(
                    key + " = " + value + " cannot be set here: releases come from a Dataset, and tables are Datasets");
        }
        settings.put(key, value);
        return this;
    }

    /**
     * Sets the folder for temporary files, on a file system that Spark can use. On a cluster it is required, and every
     * machine must reach it. It must not exist, because {@link TrendTables#close} removes it. By default, a temporary
     * folder of this machine.
     */
    public ComputeTrends folder(String path) {
        this.folder = path;
        return this;
    }

    /**
     * Computes the tables. Takes some seconds for thousands of releases, and writes only to the folder.
     *
     * @throws UserException when the releases or the settings cannot be used
     */
    public TrendTables run() {
        SparkSession theirs = releases.sparkSession();
        // By its name: where a client is, the class of a driver's session is not.
        if (theirs.getClass().getName().startsWith("org.apache.spark.sql.connect.")) {
            throw UserException.usage("the releases belong to a client of Spark Connect: run this on Spark's driver");
        }
        boolean isDated = List.of(releases.columns()).contains(VINTAGE);
        if (!isDated && vintage == null) {
            throw UserException.usage(
                    "the releases have no column vintage: set the date on which they were known with vintage(date)");
        }
        String work = folder == null ? temporary(theirs) : fresh(theirs, folder);
        try {
            return run(theirs, work, isDated);
        } catch (Throwable e) {
            TrendTables.remove(theirs, work);
            throw e;
        }
    }

    private TrendTables run(SparkSession theirs, String work, boolean isDated) {
        TrendConfig settled = settled(work);
        DataFrameWriter<Row> writer = releases.write();
        if (isDated) {
            writer.partitionBy(VINTAGE).parquet(settled.input());
        } else {
            writer.parquet(settled.input() + "/" + VINTAGE + "=" + vintage);
        }
        SparkSession ours = theirs.newSession();
        SessionSettings.REQUIRED.forEach((key, value) -> ours.conf().set(key, value));
        TrendJob.Result result = new TrendJob(ours, settled, Clock.systemUTC(), stage -> {}).run();
        return new TrendTables(
                theirs, work, result.folder(), List.copyOf(result.tables().keySet()), result.warnings());
    }

    /** Requires that the folder does not exist: the files of an existing one would be removed later. */
    private static String fresh(SparkSession session, String folder) {
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

    private static String temporary(SparkSession session) {
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

    private TrendConfig settled(String work) {
        Map<String, String> allSettings = new LinkedHashMap<>(settings);
        allSettings.put("input", work + "/releases");
        allSettings.put("output", work + "/published");
        allSettings.put("publishing.sinks", "[parquet]");
        if (vintage != null) {
            allSettings.put(VINTAGE, vintage.toString());
        }
        TrendConfig loaded = load(allSettings);
        if (loaded.isDefault("claims.file")) {
            allSettings.put(
                    "claims.file", ShippedFiles.installed(null, loaded.history().claimsFile()));
        }
        return load(allSettings);
    }

    private TrendConfig load(Map<String, String> allSettings) {
        Optional<File> file = Optional.ofNullable(config).map(Path::toFile);
        return new ConfigLoader(Optional.empty(), file, allSettings).load();
    }
}
