package org.computetrends.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;

/** Merges the scanned cells of a population: those of one metric and of sufficient features, date by date. */
final class CellMerge {
    private final PopulationScan scan;
    private final DateLabels labels;
    private final TimeScale timeScale;
    private final List<int[]> placesByMetric = new ArrayList<>();

    CellMerge(PopulationScan scan, DateLabels labels, int metrics, TimeScale timeScale) {
        this.scan = scan;
        this.labels = labels;
        this.timeScale = timeScale;
        KeyedSums cells = scan.cells();
        int[] counts = new int[metrics];
        for (int place = 0; place < cells.size(); place++) {
            counts[PopulationScan.metricOfCell(cells.firstKey(place))]++;
        }
        List<long[]> dayAndPlace = new ArrayList<>();
        for (int count : counts) {
            dayAndPlace.add(new long[count]);
        }
        for (int place = 0; place < cells.size(); place++) {
            int metric = PopulationScan.metricOfCell(cells.firstKey(place));
            dayAndPlace.get(metric)[--counts[metric]] =
                    ((long) PopulationScan.dayOfCell(cells.firstKey(place)) << 32) | place;
        }
        for (long[] ofMetric : dayAndPlace) {
            Arrays.sort(ofMetric);
            placesByMetric.add(
                    Arrays.stream(ofMetric).mapToInt(each -> (int) each).toArray());
        }
    }

    /**
     * The cells of a population.
     *
     * @param metric its metric
     * @param required the features that its observations have
     * @param isWithin whether a day is part of it
     */
    TrendCells cells(int metric, long required, IntPredicate isWithin) {
        KeyedSums cells = scan.cells();
        List<TrendCells.Day> days = new ArrayList<>();
        DayMerge open = null;
        for (int place : placesByMetric.get(metric)) {
            int day = PopulationScan.dayOfCell(cells.firstKey(place));
            if ((cells.secondKey(place) & required) == required && isWithin.test(day)) {
                if (open != null && open.day != day) {
                    days.add(open.merged());
                    open = null;
                }
                if (open == null) {
                    open = new DayMerge(metric, day);
                }
                open.add(place);
            }
        }
        if (open != null) {
            days.add(open.merged());
        }
        return TrendCells.of(days, timeScale);
    }

    /** The cells of one date. */
    private final class DayMerge {
        private final int metric;
        private final int day;
        private final long[] sums = new long[PopulationScan.CELL_WIDTH];
        private final Extremes extremes = new Extremes(1);
        private boolean isBegun;

        DayMerge(int metric, int day) {
            this.metric = metric;
            this.day = day;
        }

        void add(int place) {
            Arrays.setAll(sums, i -> sums[i] + scan.cells().sum(place, i));
            extremes.merge(0, !isBegun, scan.extremes(), place);
            isBegun = true;
        }

        TrendCells.Day merged() {
            LocalDate date = LocalDate.ofEpochDay(day);
            double dayMean = labels.of(metric)[labels.at(metric, day) + DateLabels.DAY_MEAN];
            // Distances from the mean of the day, and not values, so that squares lose no digits.
            ExactMoments distances = ExactMoments.of(
                    sums[PopulationScan.COUNT],
                    ExactSum.OF_VALUES.of(sums[PopulationScan.DISTANCE], sums[PopulationScan.DISTANCE + 1]),
                    ExactSum.OF_PRODUCTS.of(sums[PopulationScan.SQUARE], sums[PopulationScan.SQUARE + 1]));
            return new TrendCells.Day(
                    date,
                    distances.count(),
                    dayMean + distances.mean(),
                    distances.sumOfSquares(),
                    new TrendCells.Extremes(
                            release(date, extremes.nameOfLargest(0), extremes.largest(0)),
                            release(date, extremes.nameOfSmallest(0), extremes.smallest(0))));
        }

        private static LargestSoFar release(LocalDate date, byte[] name, double value) {
            return new LargestSoFar(date, ReleaseNames.id(name), ReleaseNames.name(name), value);
        }
    }
}
