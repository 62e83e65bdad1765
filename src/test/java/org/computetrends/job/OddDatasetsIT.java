package org.computetrends.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.TestSession;
import org.computetrends.domain.Metric;
import org.computetrends.domain.PublishedRow;
import org.computetrends.publish.PublishedTableReader;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole run on small datasets that are made to be odd: whatever their values and dates, every table is finite, rows read are
 * kept or rejected, and a page is made.
 */
@Tag("slow")
class OddDatasetsIT {
    private static final LocalDate VINTAGE = LocalDate.of(2026, 4, 23);
    private static final double SMALLEST = Double.MIN_VALUE;
    private static final double LARGEST = Double.MAX_VALUE;

    private static final StructType SCHEMA = new StructType()
            .add("model", DataTypes.StringType)
            .add("published_on", DataTypes.DateType)
            .add("organizations", DataTypes.createArrayType(DataTypes.StringType))
            .add("base_model", DataTypes.StringType)
            .add("parameters", DataTypes.DoubleType)
            .add("training_compute_flop", DataTypes.DoubleType)
            .add("dataset_size", DataTypes.DoubleType)
            .add("training_cost_usd", DataTypes.DoubleType)
            .add("training_power_watts", DataTypes.DoubleType)
            .add("training_time_hours", DataTypes.DoubleType);

    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("fitting.replicates", "0"),
            Map.entry("fitting.growth-models", "[]"),
            Map.entry("breakpoints.replicates", "0"),
            Map.entry("sensitivity.trends", "[]"),
            Map.entry("sensitivity.grids", "[]"),
            Map.entry("projections.paths", "100"),
            Map.entry("backtest.paths", "100"),
            Map.entry("backtest.replicates", "100"),
            Map.entry("backtest.every-months", "12"),
            Map.entry("odds.per-oom", "1"),
            Map.entry("odds.older-paths", "100"),
            Map.entry("odds.sensitivity.paths", "100"));

    /** How a release of a dataset is made. */
    private interface Shape {
        /** The release's date, organization, base model and quantities; null for what is not known. */
        Row release(int index, Random random);
    }

    private enum Odd {
        STEEP(6, (i, random) -> release(i, LocalDate.of(2024, 1, 1 + 5 * i), "Lab " + i % 4, Math.pow(10, 20 + i))),
        STEEPEST(6, (i, random) -> release(i, VINTAGE.minusDays(6L - i), "Lab " + i, Math.pow(10, 60 * i - 30))),
        FALLING(12, (i, random) -> release(i, VINTAGE.minusDays(13L - i), "Lab " + i % 2, Math.pow(10, 300 - 50 * i))),
        HUGE(40, (i, random) -> release(i, yearsAgo(random, 15), "Lab " + i % 5, LARGEST)),
        ONE_HUGE(30, (i, random) -> release(i, yearsAgo(random, 15), "Lab " + i % 5, i == 20 ? 1e308 : 1e20 * (i + 1))),
        TINY(30, (i, random) -> release(i, yearsAgo(random, 15), "Lab " + i % 5, SMALLEST * (1 + i))),
        ANY_NUMBER(60, (i, random) -> release(i, yearsAgo(random, 90), "Lab " + i % 9, anyNumber(random))),
        EQUAL(40, (i, random) -> release(i, VINTAGE.minusDays(100L * i), "Lab " + i % 5, 1e24)),
        EQUAL_DATES(30, (i, random) -> release(i, VINTAGE.minusYears(1), "Lab " + i % 5, Math.pow(10, 20 + i % 7))),
        LAST_WEEK(30, (i, random) -> release(i, VINTAGE.minusDays(i % 7), null, Math.pow(10, 26 + i % 7))),
        CENTURIES(30, (i, random) -> release(i, LocalDate.of(1940 + 3 * (i % 28), 2, 28), "A", Math.pow(10, i))),
        DERIVATIVES(20, (i, random) -> derivative(i, yearsAgo(random, 8), Math.pow(10, 20 + i % 6))),
        NO_ORGANIZATIONS(60, (i, random) -> release(i, yearsAgo(random, 10), null, Math.pow(10, 18 + i / 10d))),
        NO_METRICS(20, (i, random) -> of(i, yearsAgo(random, 10), "Lab " + i, null, new Double[6])),
        ONLY_COST(60, (i, random) -> quantities(i, yearsAgo(random, 8), 3, Math.pow(10, 4 + i / 12d))),
        THREE(3, (i, random) -> release(i, VINTAGE.minusYears(1L + i), "Lab", 1e25 / (i + 1))),
        HEAVY_TAILS_OF_12_YEARS(120, (i, random) -> mixture(i, random, yearsAgo(random, 12))),
        HEAVY_TAILS_OF_1_OR_80_YEARS(
                120, (i, random) -> mixture(i, random, yearsAgo(random, random.nextBoolean() ? 80 : 1)));

        private final int n;

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
        private final Shape shape;

        Odd(int n, Shape shape) {
            this.n = n;
            this.shape = shape;
        }

        List<Row> releases() {
            Random random = new Random(name().hashCode());
            return IntStream.range(0, n).mapToObj(i -> shape.release(i, random)).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTableIsFiniteAndAPageIsMade(Odd odd) {
        String input = ShippedRuns.folder() + "/odd-" + odd;
        String output = input + "-out";
        TestSession.get()
                .createDataFrame(odd.releases(), SCHEMA)
                .coalesce(1)
                .write()
                .parquet(input + "/vintage=" + VINTAGE);

        TrendJob.Result result = ShippedRuns.run(input, "odd-" + odd + "-out", Optional.empty(), QUICK);

        assertThat(result.run().rowsKept() + result.run().rowsRejected()).isEqualTo(odd.n);
        PublishedTableReader reader = new PublishedTableReader(
                TestSession.get().sparkContext().hadoopConfiguration(), output + "/tables", VINTAGE);
        List<Metric> metrics =
                ShippedRuns.config(input, output, Optional.empty(), QUICK).metrics();
        for (Table table : PublishedTables.of(metrics)) {
            reader.read(table).rows().forEach(OddDatasetsIT::assertFinite);
        }
        assertThat(Path.of(output, "report", "index.html")).isNotEmptyFile();
    }

    private static void assertFinite(PublishedRow row) {
        row.values().forEach((column, value) -> {
            if (value instanceof Double number) {
                assertThat(number).as(() -> column + " of " + row.address()).isFinite();
            }
        });
    }

    private static Row release(int index, LocalDate date, String organization, double value) {
        Double[] all = {value, value, value, value, value, value};
        return of(index, date, organization, null, all);
    }

    /** No release is named Base: the base model is unknown. */
    private static Row derivative(int index, LocalDate date, double value) {
        return of(index, date, "Lab " + index % 3, "Base", new Double[] {value, value, value, value, value, value});
    }

    private static Row quantities(int index, LocalDate date, int quantity, double value) {
        Double[] one = new Double[6];
        one[quantity] = value;
        return of(index, date, "Lab " + index % 6, null, one);
    }

    /**
     * A release whose quantities scatter widely around a growing value. A third are missing, and one in twenty is any
     * number.
     */
    private static Row mixture(int index, Random random, LocalDate date) {
        Double[] some = new Double[6];
        for (int i = 0; i < some.length; i++) {
            double usualValue =
                    Math.pow(10, 10 + 2 * i + (date.getYear() - 1950) / 8d + 3 * Math.tan(random.nextDouble()));
            some[i] = random.nextInt(3) == 0 ? null : random.nextInt(20) == 0 ? anyNumber(random) : usualValue;
        }
        String organization = random.nextInt(5) == 0 ? null : "Lab " + random.nextInt(12);
        return of(index, date, organization, random.nextInt(10) == 0 ? "Base" : null, some);
    }

    private static Row of(int index, LocalDate date, String organization, String base, Double[] quantities) {
        Object[] cells = new Object[SCHEMA.size()];
        cells[0] = "Release " + index;
        cells[1] = date;
        cells[2] = organization == null ? null : new String[] {organization};
        cells[3] = base;
        System.arraycopy(quantities, 0, cells, 4, quantities.length);
        return RowFactory.create(cells);
    }

    private static LocalDate yearsAgo(Random random, int years) {
        return VINTAGE.minusDays(random.nextInt(365 * years));
    }

    /** Any positive finite number, all orders of magnitude equally likely. */
    private static double anyNumber(Random random) {
        // From the smallest double, 10^-324, to the largest, 10^308.3.
        return Math.min(LARGEST, Math.max(SMALLEST, Math.pow(10, -324 + 632.3 * random.nextDouble())));
    }
}
