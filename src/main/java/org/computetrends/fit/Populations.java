package org.computetrends.fit;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Points;
import org.computetrends.table.ObservationsTable;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the observations of every trend: into cells by date, into moments by cluster, and, for populations small
 * enough, into the observations themselves. What comes to the driver is bounded by the number of trends times the
 * number of dates, the number of organizations, and the limit on observations.
 */
final class Populations {

    private static final String TREND = "trend";
    private static final String LARGEST = "largest";
    private static final String SMALLEST = "smallest";
    private static final String ALONE = "alone";
    private static final String CLUSTER_SIZE = "cluster_size";

    private final Dataset<Row> memberships;
    private final int trends;
    private final int overlaps;
    private final TimeScale timeScale;

    /**
     * @param observations labelled observations
     * @param trends how many trends there are
     * @param overlaps pairs of trends; what belongs to both is a population too, after those of the trends
     * @param timeScale how dates become years
     */
    Populations(Dataset<Row> observations, int trends, List<Overlap> overlaps, TimeScale timeScale) {
        List<Column> both = new ArrayList<>();
        for (int i = 0; i < overlaps.size(); i++) {
            Column belongs = array_contains(
                            col(ObservationsTable.TRENDS), overlaps.get(i).first())
                    .and(array_contains(
                            col(ObservationsTable.TRENDS), overlaps.get(i).second()));
            both.add(when(belongs, lit(trends + i)));
        }
        Column populations = overlaps.isEmpty()
                ? col(ObservationsTable.TRENDS)
                : concat(col(ObservationsTable.TRENDS), array_compact(array(both.toArray(Column[]::new))));
        this.memberships = observations.select(
                explode(populations).as(TREND),
                col(ObservationsTable.PUBLISHED_ON),
                col(ObservationsTable.YEARS_SINCE_2000),
                col(ObservationsTable.RELEASE_ID),
                col(ObservationsTable.ORGANIZATION),
                col(ObservationsTable.CONFIDENCE),
                col(ObservationsTable.VALUE),
                col(ObservationsTable.DAY_MEAN),
                col(ObservationsTable.LOG10_VALUE));
        this.trends = trends;
        this.overlaps = overlaps.size();
        this.timeScale = timeScale;
    }

    /**
     * Two trends by their ordinals.
     *
     * @param first one
     * @param second another
     */
    record Overlap(int first, int second) {}

    /** One cell on its way from Spark. */
    private record Cell(LocalDate date, ExactMoments deviations, double dayMean, TrendCells.Extremes extremes) {
        double mean() {
            return dayMean + deviations.mean();
        }
    }

    /** The cells of each trend, and after them of each overlap; empty ones included. */
    List<TrendCells> cells() {
        // Deviations from the day's mean, and not values, so that squares lose no digits.
        List<Column> aggregates = new ArrayList<>(
                ExactMoments.aggregatesOf(col(ObservationsTable.LOG10_VALUE).minus(col(ObservationsTable.DAY_MEAN))));
        Column release = struct(col(ObservationsTable.VALUE), col(ObservationsTable.RELEASE_ID));
        aggregates.add(max(ObservationsTable.DAY_MEAN).as(ObservationsTable.DAY_MEAN));
        aggregates.add(max(release).as(LARGEST));
        aggregates.add(min(release).as(SMALLEST));
        Map<Integer, List<Cell>> byTrend = new HashMap<>();
        for (Row row : memberships
                .groupBy(TREND, ObservationsTable.PUBLISHED_ON)
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .collectAsList()) {
            int trend = row.getAs(TREND);
            byTrend.computeIfAbsent(trend, ordinal -> new ArrayList<>()).add(cell(row));
        }
        List<TrendCells> result = new ArrayList<>();
        for (int trend = 0; trend < trends + overlaps; trend++) {
            List<Cell> cells = byTrend.getOrDefault(trend, new ArrayList<>());
            cells.sort(Comparator.comparing(Cell::date));
            result.add(assembled(cells));
        }
        return result;
    }

    private static Cell cell(Row row) {
        LocalDate date = row.getAs(ObservationsTable.PUBLISHED_ON);
        double dayMean = row.getAs(ObservationsTable.DAY_MEAN);
        return new Cell(
                date,
                ExactMoments.of(row),
                dayMean,
                new TrendCells.Extremes(release(date, row.getAs(LARGEST)), release(date, row.getAs(SMALLEST))));
    }

    private static LargestSoFar release(LocalDate date, Row valueAndId) {
        return new LargestSoFar(date, valueAndId.getString(1), valueAndId.getDouble(0));
    }

    private TrendCells assembled(List<Cell> cells) {
        return new TrendCells(
                new Cells(
                        cells.stream()
                                .mapToDouble(cell -> timeScale.yearsSince2000(cell.date()))
                                .toArray(),
                        cells.stream()
                                .mapToLong(cell -> cell.deviations().count())
                                .toArray(),
                        cells.stream().mapToDouble(Cell::mean).toArray(),
                        cells.stream()
                                .mapToDouble(cell -> cell.deviations().sumOfSquares())
                                .toArray()),
                cells.stream().map(Cell::extremes).toList(),
                timeScale);
    }

    /**
     * A trend's clusters.
     *
     * @param moments one for each first-named organization, and one for each release without any
     * @param labels what each is of: the same in every trend
     * @param organizations how many of them are organizations
     */
    record Clusters(ClusterMoments moments, List<String> labels, long organizations) {}

    /**
     * The clusters of each trend. A release without an organization is its own cluster; in a trend too large to be held
     * by rows, those of one date stand together.
     *
     * @param large the trends too large to be held by rows, and those compared with one of them
     */
    List<Clusters> clusters(Set<Integer> large) {
        Column years = col(ObservationsTable.YEARS_SINCE_2000);
        Column value = col(ObservationsTable.LOG10_VALUE);
        Column alone = when(
                col(ObservationsTable.ORGANIZATION).isNull(),
                when(
                                col(TREND).isin(large.toArray()),
                                col(ObservationsTable.PUBLISHED_ON).cast("string"))
                        .otherwise(concat(lit("release "), col(ObservationsTable.RELEASE_ID))));
        List<Column> sums = new ArrayList<>();
        sums.addAll(ExactSum.OF_VALUES.aggregatesOf(years, "time"));
        sums.addAll(ExactSum.OF_PRODUCTS.aggregatesOf(years.multiply(years), "time_squared"));
        sums.addAll(ExactSum.OF_VALUES.aggregatesOf(value, "value"));
        sums.addAll(ExactSum.OF_PRODUCTS.aggregatesOf(years.multiply(value), "time_value"));
        Map<Integer, List<Row>> byTrend = new HashMap<>();
        for (Row row : memberships
                .filter(col(TREND).lt(trends))
                .groupBy(col(TREND), col(ObservationsTable.ORGANIZATION), alone.as(ALONE))
                .agg(count(lit(1)).as(CLUSTER_SIZE), sums.toArray(Column[]::new))
                .collectAsList()) {
            int trend = row.getAs(TREND);
            byTrend.computeIfAbsent(trend, ordinal -> new ArrayList<>()).add(row);
        }
        List<Clusters> result = new ArrayList<>();
        for (int trend = 0; trend < trends; trend++) {
            result.add(clusters(byTrend.getOrDefault(trend, new ArrayList<>())));
        }
        return result;
    }

    private static Clusters clusters(List<Row> rows) {
        rows.sort(Comparator.comparing((Row row) -> String.valueOf(row.<String>getAs(ObservationsTable.ORGANIZATION)))
                .thenComparing(row -> String.valueOf(row.<String>getAs(ALONE))));
        return new Clusters(
                new ClusterMoments(
                        rows.stream()
                                .mapToDouble(
                                        row -> row.<Long>getAs(CLUSTER_SIZE).doubleValue())
                                .toArray(),
                        sums(rows, ExactSum.OF_VALUES, "time"),
                        sums(rows, ExactSum.OF_PRODUCTS, "time_squared"),
                        sums(rows, ExactSum.OF_VALUES, "value"),
                        sums(rows, ExactSum.OF_PRODUCTS, "time_value")),
                rows.stream().map(Populations::label).toList(),
                rows.stream().filter(row -> row.getAs(ALONE) == null).count());
    }

    private static String label(Row row) {
        String organization = row.getAs(ObservationsTable.ORGANIZATION);
        return organization == null ? "alone: " + row.getAs(ALONE) : "organization: " + organization;
    }

    private static double[] sums(List<Row> rows, ExactSum sum, String name) {
        return rows.stream().mapToDouble(row -> sum.of(row, name)).toArray();
    }

    /** The observations of some trends, each ordered by time and value. */
    Map<Integer, List<ObservedPoint>> points(Set<Integer> ordinals) {
        Map<Integer, List<ObservedPoint>> byTrend = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (Row row : memberships
                .filter(col(TREND).isin(ordinals.toArray()))
                .select(
                        TREND,
                        ObservationsTable.YEARS_SINCE_2000,
                        ObservationsTable.LOG10_VALUE,
                        ObservationsTable.CONFIDENCE,
                        ObservationsTable.RELEASE_ID)
                .collectAsList()) {
            // A release lies in many trends: one text for its id is enough.
            String id = ids.computeIfAbsent(row.getString(4), same -> same);
            byTrend.computeIfAbsent(row.getInt(0), ordinal -> new ArrayList<>())
                    .add(new ObservedPoint(row.getDouble(1), row.getDouble(2), row.getString(3), id));
        }
        byTrend.values().forEach(points -> points.sort(ObservedPoint.ORDER));
        return byTrend;
    }

    /**
     * An observation.
     *
     * @param time years since 2000-01-01
     * @param value in OOM
     * @param confidence the source's label, or null
     * @param releaseId whose it is
     */
    record ObservedPoint(
            double time, double value, @Nullable String confidence, String releaseId) {
        static final Comparator<ObservedPoint> ORDER = Comparator.comparingDouble(ObservedPoint::time)
                .thenComparingDouble(ObservedPoint::value)
                .thenComparing(ObservedPoint::releaseId);
    }

    /**
     * A trend's observations, held one by one.
     *
     * @param points their times, values and measurement errors
     * @param releaseIds whose they are, in the same order
     */
    record Held(Points points, List<String> releaseIds) {}
}
