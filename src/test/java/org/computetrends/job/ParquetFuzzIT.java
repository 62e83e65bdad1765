package org.computetrends.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.computetrends.Mutations;
import org.computetrends.ScannedCuration;
import org.computetrends.TestSession;
import org.computetrends.config.ConfigLoader;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.RejectReason;
import org.computetrends.ingest.BadFiles;
import org.computetrends.ingest.ReleaseReader;
import org.computetrends.select.CuratedVintage;
import org.computetrends.select.MetricSources;
import org.computetrends.select.VintageCurator;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;
import org.computetrends.table.CuratedRelease;
import org.computetrends.table.ReleasesTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and extreme Parquet values: every row read is kept or rejected, and kept values are usable. */
@Tag("slow")
class ParquetFuzzIT {
    private static final long BYTES_READ_WITHOUT_SPARK = 1 << 24;

    private static final int ROWS = 6_000;
    private static final LocalDate VINTAGE = LocalDate.of(2026, 5, 2);

    private static final List<LocalDate> DATES = List.of(
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(1939, 12, 31),
            LocalDate.of(1970, 1, 1),
            VINTAGE,
            VINTAGE.plusDays(1));

    private static final List<String> WORDS =
            List.of("GPT-4", "OpenAI", "CONFIDENT", "LIKELY", "DAY", "MONTH", "Language", "open access");

    @TempDir
    private Path folder;

    @Test
    void rowsReadAreKeptOrRejected() {
        Mutations mutations = new Mutations(6);
        ReleaseReader.Result result = written(mutations, ROWS, "batch");
        TrendConfig config = config(Map.of());
        ScannedCuration curated =
                ScannedCuration.of(config.curation(), config.metrics(), result.releases(), result.vintage());
        assertThat(curated.rowsKept() + curated.rowsRejected()).isEqualTo(ROWS);
        assertThat(curated.rejects().count())
                .isEqualTo(curated.rejectsByReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(curated.rejectsByReason())
                .containsKeys(
                        RejectReason.MISSING_NAME,
                        RejectReason.DATE_TOO_EARLY,
                        RejectReason.DATE_AFTER_VINTAGE,
                        RejectReason.NON_POSITIVE,
                        RejectReason.NON_FINITE,
                        RejectReason.UNREADABLE);
        assertThat(curated.releases()
                        .select(ReleasesTable.RELEASE_ID)
                        .distinct()
                        .count())
                .isEqualTo(curated.rowsKept());
        requireSameAsInMemory(
                new VintageCurator(
                                config.curation(),
                                config.metrics(),
                                MetricSources.of(TestSession.get(), config.metrics()))
                        .curate(result.rows(), result.vintage()),
                curated);
        org.apache.spark.sql.Column unusable = lit(false);
        for (Column quantity : CanonicalRelease.QUANTITIES) {
            unusable = unusable.or(coalesce(
                    col(quantity.name()).leq(0).or(col(quantity.name()).geq(Double.POSITIVE_INFINITY)), lit(false)));
        }
        assertThat(curated.releases().filter(unusable).isEmpty()).isTrue();
        // A tenth at least is kept, and a tenth at least rejected: our bounds.
        assertThat(curated.rowsKept()).isBetween(ROWS / 10L, ROWS * 9L / 10);
        TestSession.get().catalog().clearCache();
        System.out.printf(
                "%d mutations of Parquet values in %d rows tried, 0 uncaught, 0 rows lost%n", mutations.made(), ROWS);
    }

    /** Requires that curation in memory gives the same rejects and ids as curation by Spark. */
    private static void requireSameAsInMemory(CuratedVintage inMemoryVintage, ScannedCuration curated) {
        assertThat(inMemoryVintage.rowsRead()).isEqualTo(ROWS);
        assertThat(inMemoryVintage.rejectsByReason()).isEqualTo(curated.rejectsByReason());
        Set<String> ids = curated.releases().select(ReleasesTable.RELEASE_ID).collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
        assertThat(inMemoryVintage.releases().stream().map(CuratedRelease::id).collect(Collectors.toSet()))
                .isEqualTo(ids);
    }

    /** A whole run on mutated releases: names are text in every table, whatever they look like. */
    @Test
    void aRunOnMutatedRowsEndsAndWritesOnlyToItsOutput() throws IOException {
        Mutations mutations = new Mutations(7);
        written(mutations, 400, "run");
        Map<String, String> settings = new HashMap<>(Map.of(
                "fitting.replicates", "0",
                "fitting.growth-models", "[]",
                "breakpoints.replicates", "0",
                "comparisons", "[]",
                "projections.paths", "100",
                "populations.common-value-minimum", "5",
                "publishing.tables", "[releases, rejects, observations, trends, crossings, generations, runs]"));
        settings.put("input", folder.resolve("run").toString());
        settings.put("output", folder.resolve("out").toString());
        settings.put(
                "trends",
                "[{metrics = [training_compute], cohorts = [all, notable, \"domain=*\", \"organization=*\"],"
                        + " eras = [deep-learning]}]");
        TrendConfig config = config(settings);
        TrendJob.Result result = ShippedRuns.job(config).run();
        assertThat(result.run().rowsRead())
                .isEqualTo(400)
                .isEqualTo(result.run().rowsKept() + result.run().rowsRejected());
        String tables = folder.resolve("out/tables").toString();
        for (String table : result.tables().keySet()) {
            assertThat(TestSession.get().read().parquet(tables + "/" + table).count())
                    .as(table)
                    .isEqualTo(result.tables().get(table));
        }
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString())).containsOnly("run", "out");
        }
        try (Stream<Path> inside = Files.list(folder.resolve("out"))) {
            assertThat(inside.map(path -> path.getFileName().toString()))
                    .containsOnly("current", "tables", "report", "manifest.json", "versions", ".lock");
        }
        System.out.printf("%d mutations of Parquet values in a whole run tried, 0 uncaught%n", mutations.made());
    }

    private ReleaseReader.Result written(Mutations mutations, int rows, String name) {
        List<Row> allRows = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<Object> cells = new ArrayList<>();
            for (Column column : CanonicalRelease.COLUMNS) {
                cells.add(value(column, mutations, i));
            }
            allRows.add(RowFactory.create(cells.toArray()));
        }
        String dataset = folder.resolve(name).toString();
        TestSession.get()
                .createDataFrame(allRows, CanonicalRelease.schema())
                .repartition(2)
                .write()
                .parquet(dataset + "/vintage=" + VINTAGE);
        return new ReleaseReader(
                        dataset,
                        Optional.empty(),
                        Optional.empty(),
                        config(Map.of()).mapping(),
                        BadFiles.FAIL,
                        BYTES_READ_WITHOUT_SPARK)
                .read(TestSession.get());
    }

    private static Object value(Column column, Mutations mutations, int row) {
        if (mutations.below(12) == 0 && !column.name().equals(CanonicalRelease.SOURCE_ROW)) {
            return null;
        }
        if (column.type() instanceof DoubleType) {
            return mutations.number(Math.pow(10, 3 + mutations.below(2200) / 100.0));
        }
        if (column.type() instanceof DateType) {
            return mutations.below(3) == 0 ? mutations.oneOf(DATES) : VINTAGE.minusDays(mutations.below(5000));
        }
        if (column.type() instanceof ArrayType) {
            return Arrays.asList(mutations.of("OpenAI"), mutations.below(9) == 0 ? null : mutations.of("DeepMind"))
                    .toArray(new String[0]);
        }
        if (column.type() instanceof LongType) {
            return (long) row;
        }
        if (column.type() instanceof IntegerType) {
            return mutations.below(3000);
        }
        if (column.type() instanceof BooleanType) {
            return mutations.below(2) == 0;
        }
        return mutations.of(mutations.oneOf(WORDS));
    }

    private static TrendConfig config(Map<String, String> settings) {
        return new ConfigLoader(Optional.empty(), Optional.empty(), settings).load();
    }
}
