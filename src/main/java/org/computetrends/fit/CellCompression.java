package org.computetrends.fit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.computetrends.sql.ExactMoments;
import org.computetrends.stats.Cells;
import org.computetrends.table.ObservationsTable;

/**
 * Compresses the observations of every trend into cells by date. What comes to the driver is bounded by the number of
 * trends times the number of dates.
 */
final class CellCompression {

    private static final String TREND = "trend";
    private static final String LARGEST = "largest";

    private final TimeScale timeScale;

    CellCompression(TimeScale timeScale) {
        this.timeScale = timeScale;
    }

    /** One cell on its way from Spark. */
    private record Cell(LocalDate date, ExactMoments deviations, double dayMean, LargestSoFar largest) {
        double mean() {
            return dayMean + deviations.mean();
        }
    }

    /** The populations of trends 0 to {@code trends - 1}; empty ones included. */
    List<TrendCells> compress(Dataset<Row> observations, int trends) {
        Dataset<Row> memberships = observations.select(
                explode(col(ObservationsTable.TRENDS)).as(TREND),
                col(ObservationsTable.PUBLISHED_ON),
                col(ObservationsTable.RELEASE_ID),
                col(ObservationsTable.ORGANIZATION),
                col(ObservationsTable.VALUE),
                col(ObservationsTable.DAY_MEAN),
                col(ObservationsTable.LOG10_VALUE));
        Map<Integer, List<Cell>> cells = cells(memberships);
        Map<Integer, Long> organizations = organizations(memberships);
        List<TrendCells> result = new ArrayList<>();
        for (int trend = 0; trend < trends; trend++) {
            result.add(population(cells.getOrDefault(trend, List.of()), organizations.getOrDefault(trend, 0L)));
        }
        return result;
    }

    private static Map<Integer, List<Cell>> cells(Dataset<Row> memberships) {
        // Deviations from the day's mean, and not values, so that squares lose no digits.
        List<Column> aggregates = new ArrayList<>(
                ExactMoments.aggregatesOf(col(ObservationsTable.LOG10_VALUE).minus(col(ObservationsTable.DAY_MEAN))));
        aggregates.add(max(ObservationsTable.DAY_MEAN).as(ObservationsTable.DAY_MEAN));
        aggregates.add(max(struct(col(ObservationsTable.VALUE), col(ObservationsTable.RELEASE_ID)))
                .as(LARGEST));
        Map<Integer, List<Cell>> cells = new HashMap<>();
        for (Row row : memberships
                .groupBy(TREND, ObservationsTable.PUBLISHED_ON)
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .collectAsList()) {
            LocalDate date = row.getAs(ObservationsTable.PUBLISHED_ON);
            Row largest = row.getAs(LARGEST);
            int trend = row.getAs(TREND);
            double dayMean = row.getAs(ObservationsTable.DAY_MEAN);
            cells.computeIfAbsent(trend, ordinal -> new ArrayList<>())
                    .add(new Cell(
                            date,
                            ExactMoments.of(row),
                            dayMean,
                            new LargestSoFar(date, largest.getString(1), largest.getDouble(0))));
        }
        cells.values().forEach(list -> list.sort(Comparator.comparing(Cell::date)));
        return cells;
    }

    private static Map<Integer, Long> organizations(Dataset<Row> memberships) {
        Map<Integer, Long> organizations = new HashMap<>();
        for (Row row : memberships
                .groupBy(TREND)
                .agg(count_distinct(col(ObservationsTable.ORGANIZATION)))
                .collectAsList()) {
            organizations.put(row.getInt(0), row.getLong(1));
        }
        return organizations;
    }

    private TrendCells population(List<Cell> cells, long organizations) {
        List<LargestSoFar> ascent = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            if (cell.largest().value() > largest) {
                largest = cell.largest().value();
                ascent.add(cell.largest());
            }
        }
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
                cells.stream().map(Cell::date).toList(),
                organizations,
                ascent);
    }
}
