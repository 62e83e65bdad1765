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
 * Trends, forecasts and odds of releases: what the command {@code run} does, from a {@code Dataset} to {@code Dataset}s.
 *
 * <p>A row is a release, with the columns of {@code data/README.md}, or others that the settings in {@code mapping} know; at the
 * least {@code model} and {@code published_on}. Where there is a column {@code vintage}, of dates, each date's rows are what was
 * known on it: the newest is analysed, and the others are what it is compared with. Otherwise {@link #vintage} says the date.
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
 * <p>Settings are those of {@code conf/compute-trends.conf} unless {@link #config}, and then {@link #set}, say otherwise:
 *
 * <pre>{@code
 * ComputeTrends asked = ComputeTrends.of(releases)
 *         .vintage(LocalDate.of(2026, 8, 19))
 *         .set("populations.frontier-size", "5")
 *         .set("publishing.tables", "[trends, intervals]");
 * }</pre>
 *
 * <p>Releases and tables pass through Parquet files in a folder, which {@link TrendTables#close} removes. The work is done in a
 * session of its own beside the one that the releases are of, whose settings stay. Not for several threads at once.
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

    /** Begins to say what is to be found of releases, one a row. */
    public static ComputeTrends of(Dataset<Row> releases) {
        return new ComputeTrends(releases);
    }

    /** The date on which the releases were known as they are; of a column of vintages, the one to analyse. */
    public ComputeTrends vintage(LocalDate date) {
        this.vintage = date;
        return this;
    }

    /** A file of settings, of the form of {@code conf/compute-trends.conf}. */
    public ComputeTrends config(Path file) {
        this.config = file;
        return this;
    }

    /**
     * One setting, which wins over the file's.
     *
     * @param key as {@code populations.frontier-size}
     * @param value as in a file; a list as {@code [trends, odds]}
     * @throws IllegalArgumentException for {@code input}, {@code output} and {@code publishing.sinks}, which are the Datasets here
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
     * A folder for the files between, on a file system that Spark knows: on a cluster one that all of its machines reach. It must
     * not be there yet, since {@link TrendTables#close} removes it. A temporary one of this machine if not given.
     */
    public ComputeTrends folder(String path) {
        this.folder = path;
        return this;
    }

    /**
     * Does the work, which takes some seconds for thousands of releases. Nothing is published but into the folder.
     *
     * @throws UserException when the releases or the settings cannot be used, with a sentence that says why
     */
    public TrendTables run() {
        SparkSession theirs = releases.sparkSession();
        if (!(theirs instanceof org.apache.spark.sql.classic.SparkSession)) {
            throw UserException.usage(
                    "a client of Spark Connect has releases elsewhere: run this where Spark's driver is");
        }
        boolean isDated = List.of(releases.columns()).contains(VINTAGE);
        if (!isDated && vintage == null) {
            throw UserException.usage(
                    "releases have no column vintage: say with vintage(date) on which date they were known");
        }
        String work = folder == null ? temporary(theirs) : fresh(theirs, folder);
        boolean isDone = false;
        try {
            TrendTables tables = run(theirs, work, isDated);
            isDone = true;
            return tables;
        } finally {
            if (!isDone) {
                TrendTables.remove(theirs, work);
            }
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

    /** A folder that is not there yet: what is in another one would be removed with the files between. */
    private static String fresh(SparkSession session, String folder) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder);
        try {
            if (path.getFileSystem(session.sparkContext().hadoopConfiguration()).exists(path)) {
                throw UserException.usage(
                        "folder '" + folder + "' is there already: folder(path) takes one that is not,"
                                + " because it is removed with the files between");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String temporary(SparkSession session) {
        if (!session.sparkContext().isLocal()) {
            throw UserException.usage(
                    "on a cluster, say with folder(path) where all of its machines reach the files between");
        }
        try {
            return Files.createTempDirectory("compute-trends").toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrendConfig settled(String work) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("input", work + "/releases");
        all.put("output", work + "/published");
        all.put("publishing.sinks", "[parquet]");
        if (vintage != null) {
            all.put(VINTAGE, vintage.toString());
        }
        TrendConfig loaded = load(all);
        if (loaded.isDefault("claims.file")) {
            all.put("claims.file", ShippedFiles.installed(null, loaded.history().claimsFile()));
        }
        return load(all);
    }

    private TrendConfig load(Map<String, String> all) {
        Optional<File> file = Optional.ofNullable(config).map(Path::toFile);
        return new ConfigLoader(Optional.empty(), file, all).load();
    }
}
