package org.computetrends.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.domain.OutlierRule;
import org.computetrends.sql.ExactMoments;
import org.computetrends.stats.RollingMoments;
import org.computetrends.stats.RunningTop;
import org.computetrends.table.ObservationsTable;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of an observation need to know of its metric and date: the z-score window around the date, and the
 * largest values so far. One entry for each metric and date, made on the driver from one aggregation.
 */
final class DateProfiles {

    static final String WINDOW_MEAN = "window_mean";
    static final String WINDOW_SD = "window_sd";
    static final String TOP = "top";
    static final String LARGEST_BEFORE = "largest_before";
    static final String LARGEST_OF_DATE = "largest_of_date";

    private static final String TOP_VALUES = "top_values";
    private static final String NOTABLE_FLAGS = "notable_flags";

    private final List<Row> rows;
    private final StructType schema;
    private final boolean anyNotableFlag;

    private DateProfiles(List<Row> rows, StructType schema, boolean anyNotableFlag) {
        this.rows = rows;
        this.schema = schema;
        this.anyNotableFlag = anyNotableFlag;
    }

    /** A metric's observations of one date, derivatives included in the moments and apart from the top values. */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
    private record Day(long epochDay, ExactMoments moments, double[] top) {}

    /** The first scan. */
    static DateProfiles scan(
            Dataset<Row> observations, PopulationSegmenter.Settings settings, List<String> rankingMetrics) {
        List<Column> aggregates = new ArrayList<>(ExactMoments.aggregatesOf(col(ObservationsTable.LOG10_VALUE)));
        aggregates.add(TopValues.of(
                        when(col(ObservationColumns.DERIVATIVE).equalTo(false), col(ObservationsTable.VALUE)),
                        settings.rules().frontierSize())
                .as(TOP_VALUES));
        aggregates.add(count(col(ObservationColumns.NOTABLE)).as(NOTABLE_FLAGS));
        Map<String, List<Day>> byMetric = new TreeMap<>();
        boolean anyFlag = false;
        for (Row row : observations
                .groupBy(ObservationsTable.METRIC, ObservationsTable.PUBLISHED_ON)
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .collectAsList()) {
            LocalDate date = row.getAs(ObservationsTable.PUBLISHED_ON);
            byMetric.computeIfAbsent(row.getAs(ObservationsTable.METRIC), metric -> new ArrayList<>())
                    .add(new Day(date.toEpochDay(), ExactMoments.of(row), TopValues.decode(row.getAs(TOP_VALUES))));
            long flags = row.getAs(NOTABLE_FLAGS);
            anyFlag |= flags > 0;
        }
        byMetric.values().forEach(days -> days.sort(Comparator.comparingLong(Day::epochDay)));
        return new Assembly(settings, rankingMetrics, byMetric).profiles(anyFlag);
    }

    /** Whether the source flags any release as notable, or as not. */
    boolean anyNotableFlag() {
        return anyNotableFlag;
    }

    /** The column that holds the least value of a ranking metric that is within its frontier on the date. */
    static String rankingEntry(String metric) {
        return "entry_" + metric;
    }

    Dataset<Row> dataset(SparkSession session) {
        return session.createDataFrame(rows, schema);
    }

    /** Rolls the days of every metric forward. */
    private static final class Assembly {
        private final PopulationSegmenter.Settings settings;
        private final List<String> rankingMetrics;
        private final Map<String, List<Day>> byMetric;
        private final Map<String, NavigableMap<Long, Double>> entries = new HashMap<>();

        Assembly(PopulationSegmenter.Settings settings, List<String> rankingMetrics, Map<String, List<Day>> byMetric) {
            this.settings = settings;
            this.rankingMetrics = rankingMetrics;
            this.byMetric = byMetric;
        }

        DateProfiles profiles(boolean anyNotableFlag) {
            for (String metric : rankingMetrics) {
                entries.put(metric, entriesOf(byMetric.getOrDefault(metric, List.of())));
            }
            List<Row> rows = new ArrayList<>();
            byMetric.forEach((metric, days) -> rows.addAll(rowsOf(metric, days)));
            return new DateProfiles(rows, schema(), anyNotableFlag);
        }

        private StructType schema() {
            StructType schema = new StructType()
                    .add(ObservationsTable.METRIC, DataTypes.StringType, false)
                    .add(ObservationsTable.PUBLISHED_ON, DataTypes.DateType, false)
                    .add(ObservationsTable.DAY_MEAN, DataTypes.DoubleType, false)
                    .add(WINDOW_MEAN, DataTypes.DoubleType, false)
                    .add(WINDOW_SD, DataTypes.DoubleType, true)
                    .add(TOP, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
                    .add(LARGEST_BEFORE, DataTypes.DoubleType, true)
                    .add(LARGEST_OF_DATE, DataTypes.DoubleType, true);
            for (String metric : rankingMetrics) {
                schema = schema.add(rankingEntry(metric), DataTypes.DoubleType, true);
            }
            return schema;
        }

        private List<Row> rowsOf(String metric, List<Day> days) {
            RollingMoments.Window[] windows = windows(days);
            RunningTop running = new RunningTop(settings.rules().frontierSize());
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < days.size(); i++) {
                Day day = days.get(i);
                double[] competing = competing(day, windows[i]);
                double before = running.largest();
                running.add(competing);
                List<@Nullable Object> cells = new ArrayList<>(List.of(
                        metric,
                        LocalDate.ofEpochDay(day.epochDay()),
                        day.moments().mean(),
                        windows[i].mean()));
                cells.add(finite(windows[i].sd()));
                cells.add(Arrays.stream(running.values()).boxed().toArray(Double[]::new));
                cells.add(finite(before));
                cells.add(competing.length == 0 ? null : (Double) competing[0]);
                for (String ranking : rankingMetrics) {
                    cells.add(entryAt(ranking, day.epochDay()));
                }
                rows.add(RowFactory.create(cells.toArray()));
            }
            return rows;
        }

        private RollingMoments.Window[] windows(List<Day> days) {
            return new RollingMoments(
                            days.stream().mapToLong(Day::epochDay).toArray(),
                            days.stream()
                                    .mapToLong(day -> day.moments().count())
                                    .toArray(),
                            days.stream()
                                    .mapToDouble(day -> day.moments().mean())
                                    .toArray(),
                            days.stream()
                                    .mapToDouble(day -> day.moments().sumOfSquares())
                                    .toArray())
                    .windows(settings.rules().zScore().windowDays());
        }

        /** The day's largest values that take part in ranks; low outliers are the smallest of a day, if any. */
        private double[] competing(Day day, RollingMoments.Window window) {
            if (settings.rules().outliers() == OutlierRule.KEEP || Double.isNaN(window.sd())) {
                return day.top();
            }
            double lowBelow = settings.rules().zScore().lowBelow();
            return Arrays.stream(day.top())
                    .filter(value -> !((Math.log10(value) - window.mean()) / window.sd() < lowBelow))
                    .toArray();
        }

        private NavigableMap<Long, Double> entriesOf(List<Day> days) {
            RollingMoments.Window[] windows = windows(days);
            RunningTop running = new RunningTop(settings.rules().frontierSize());
            NavigableMap<Long, Double> result = new TreeMap<>();
            for (int i = 0; i < days.size(); i++) {
                running.add(competing(days.get(i), windows[i]));
                result.put(days.get(i).epochDay(), running.entry());
            }
            return result;
        }

        private @Nullable Double entryAt(String ranking, long epochDay) {
            Map.Entry<Long, Double> entry =
                    java.util.Objects.requireNonNull(entries.get(ranking)).floorEntry(epochDay);
            return entry == null ? null : entry.getValue();
        }

        private static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }
}
