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
import org.computetrends.domain.ObservedPoint;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.TrendClusters;
import org.computetrends.domain.TrendPopulations;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.ObservationsTable;

/**
 * Compresses the observations of every trend: into cells by date, into moments by cluster, and, for populations small
 * enough, into the observations themselves. What comes to the driver is bounded by the number of trends times the
 * number of dates, the number of organizations, and the limit on observations.
 */
final class ObservedPopulations implements TrendPopulations {

    private static final String TREND = "trend";
    private static final String LARGEST = "largest";
    private static final String SMALLEST = "smallest";
    private static final String ALONE = "alone";
    private static final String CLUSTER_SIZE = "cluster_size";

    private final Dataset<Row> observations;
    private final int trends;
    private final TimeScale timeScale;

    /**
     * @param observations labelled observations
     * @param trends how many trends there are
     * @param timeScale how dates become years
     */
    ObservedPopulations(Dataset<Row> observations, int trends, TimeScale timeScale) {
        this.observations = observations;
        this.trends = trends;
        this.timeScale = timeScale;
    }

    /** A row for each observation and trend it belongs to; overlaps come after the trends. */
    private Dataset<Row> memberships(List<Overlap> overlaps) {
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
        return observations.select(
                explode(populations).as(TREND),
                col(ObservationsTable.PUBLISHED_ON),
                col(ObservationsTable.YEARS_SINCE_2000),
                col(ObservationsTable.RELEASE_ID),
                col(CanonicalRelease.MODEL),
                col(ObservationsTable.ORGANIZATION),
                col(ObservationsTable.CONFIDENCE),
                col(ObservationsTable.VALUE),
                col(ObservationsTable.DAY_MEAN),
                col(ObservationsTable.LOG10_VALUE));
    }

    @Override
    public List<TrendCells> cells(List<Overlap> overlaps) {
        // Deviations from the day's mean, and not values, so that squares lose no digits.
        List<Column> aggregates = new ArrayList<>(
                ExactMoments.aggregatesOf(col(ObservationsTable.LOG10_VALUE).minus(col(ObservationsTable.DAY_MEAN))));
        Column release =
                struct(col(ObservationsTable.VALUE), col(ObservationsTable.RELEASE_ID), col(CanonicalRelease.MODEL));
        aggregates.add(max(ObservationsTable.DAY_MEAN).as(ObservationsTable.DAY_MEAN));
        aggregates.add(max(release).as(LARGEST));
        aggregates.add(min(release).as(SMALLEST));
        Map<Integer, List<TrendCells.Day>> byTrend = new HashMap<>();
        for (Row row : memberships(overlaps)
                .groupBy(TREND, ObservationsTable.PUBLISHED_ON)
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .collectAsList()) {
            int trend = row.getAs(TREND);
            byTrend.computeIfAbsent(trend, ordinal -> new ArrayList<>()).add(day(row));
        }
        List<TrendCells> result = new ArrayList<>();
        for (int trend = 0; trend < trends + overlaps.size(); trend++) {
            List<TrendCells.Day> days = byTrend.getOrDefault(trend, new ArrayList<>());
            days.sort(Comparator.comparing(TrendCells.Day::date));
            result.add(TrendCells.of(days, timeScale));
        }
        return result;
    }

    private static TrendCells.Day day(Row row) {
        LocalDate date = row.getAs(ObservationsTable.PUBLISHED_ON);
        double dayMean = row.getAs(ObservationsTable.DAY_MEAN);
        ExactMoments deviations = ExactMoments.of(row);
        return new TrendCells.Day(
                date,
                deviations.count(),
                dayMean + deviations.mean(),
                deviations.sumOfSquares(),
                new TrendCells.Extremes(release(date, row.getAs(LARGEST)), release(date, row.getAs(SMALLEST))));
    }

    private static LargestSoFar release(LocalDate date, Row release) {
        return new LargestSoFar(date, release.getString(1), release.getString(2), release.getDouble(0));
    }

    @Override
    public boolean isHeld(int trend) {
        return true;
    }

    @Override
    public List<TrendClusters> clusters(Set<Integer> large) {
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
        Map<Integer, List<TrendClusters.Cluster>> byTrend = new HashMap<>();
        for (Row row : memberships(List.of())
                .groupBy(col(TREND), col(ObservationsTable.ORGANIZATION), alone.as(ALONE))
                .agg(count(lit(1)).as(CLUSTER_SIZE), sums.toArray(Column[]::new))
                .collectAsList()) {
            int trend = row.getAs(TREND);
            byTrend.computeIfAbsent(trend, ordinal -> new ArrayList<>()).add(cluster(row));
        }
        List<TrendClusters> result = new ArrayList<>();
        for (int trend = 0; trend < trends; trend++) {
            result.add(TrendClusters.of(byTrend.getOrDefault(trend, List.of())));
        }
        return result;
    }

    private static TrendClusters.Cluster cluster(Row row) {
        return new TrendClusters.Cluster(
                row.getAs(ObservationsTable.ORGANIZATION),
                row.getAs(ALONE),
                row.<Long>getAs(CLUSTER_SIZE).doubleValue(),
                ExactSum.OF_VALUES.of(row, "time"),
                ExactSum.OF_PRODUCTS.of(row, "time_squared"),
                ExactSum.OF_VALUES.of(row, "value"),
                ExactSum.OF_PRODUCTS.of(row, "time_value"));
    }

    @Override
    public Map<Integer, List<ObservedPoint>> points(Set<Integer> ordinals) {
        Map<Integer, List<ObservedPoint>> byTrend = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (Row row : memberships(List.of())
                .filter(col(TREND).isin(ordinals.toArray()))
                .select(
                        TREND,
                        ObservationsTable.YEARS_SINCE_2000,
                        ObservationsTable.LOG10_VALUE,
                        ObservationsTable.CONFIDENCE,
                        ObservationsTable.RELEASE_ID,
                        ObservationsTable.ORGANIZATION)
                .collectAsList()) {
            // A release lies in many trends: one text for its id is enough.
            String id = ids.computeIfAbsent(row.getString(4), same -> same);
            byTrend.computeIfAbsent(row.getInt(0), ordinal -> new ArrayList<>())
                    .add(new ObservedPoint(row.getDouble(1), row.getDouble(2), row.getString(3), id, row.getString(5)));
        }
        byTrend.values().forEach(points -> points.sort(ObservedPoint.ORDER));
        return byTrend;
    }
}
