package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;

/**
 * Assembles the cells of a population from the second scan: by date, it adds the records of one metric that have the
 * required features.
 */
final class CellMerge {
    private final PopulationScan scan;
    private final DateStatistics statistics;
    private final TimeScale timeScale;
    private final List<int[]> indicesByMetric = new ArrayList<>();

    /** Releases by the identity of their name's bytes, to create each once: most are extremes in many populations. */
    private final Map<byte[], ValuedRelease> releases = Collections.synchronizedMap(new IdentityHashMap<>());

    CellMerge(PopulationScan scan, DateStatistics statistics, int metrics, TimeScale timeScale) {
        this.scan = scan;
        this.statistics = statistics;
        this.timeScale = timeScale;
        for (int metric = 0; metric < metrics; metric++) {
            FeatureSums cells = scan.cells[metric];
            long[] numberAndIndex = new long[cells.size()];
            Arrays.setAll(numberAndIndex, index -> ((long) cells.number(index) << 32) | index);
            Arrays.sort(numberAndIndex);
            indicesByMetric.add(
                    Arrays.stream(numberAndIndex).mapToInt(each -> (int) each).toArray());
        }
    }

    /**
     * The cells of a population, in order of date.
     *
     * @param test the features that its observations have
     * @param isWithin whether a day, since 1970-01-01, is in the population's era
     */
    TrendCells cells(int metric, ConditionSets.Test test, IntPredicate isWithin) {
        FeatureSums cells = scan.cells[metric];
        List<DayMerge> days = new ArrayList<>();
        DayMerge openDay = null;
        for (int index : indicesByMetric.get(metric)) {
            int day = statistics.day(metric, cells.number(index));
            if (test.holds(cells.features(index)) && isWithin.test(day)) {
                if (openDay == null || openDay.day != day) {
                    openDay = new DayMerge(metric, day);
                    days.add(openDay);
                }
                openDay.add(index);
            }
        }
        return TrendCells.of(days.stream().map(DayMerge::merged).toList(), timeScale);
    }

    private final class DayMerge {
        private final int metric;
        private final int day;
        private final long[] sums = new long[PopulationScan.CELL_WIDTH];
        private final Extremes extremes = new Extremes();

        DayMerge(int metric, int day) {
            this.metric = metric;
            this.day = day;
        }

        void add(int index) {
            Arrays.setAll(sums, i -> sums[i] + scan.cells[metric].sum(index, i));
            extremes.merge(0, scan.extremes[metric], index);
        }

        TrendCells.Day merged() {
            LocalDate date = LocalDate.ofEpochDay(day);
            double dayMean = statistics.of(metric)[statistics.offset(metric, day) + DateStatistics.DAY_MEAN];
            // Distances from the day's mean are small, so their squares lose less precision than the squares of values.
            ExactMoments distances = ExactMoments.of(
                    sums[PopulationScan.COUNT],
                    ExactSum.OF_VALUES.of(sums[PopulationScan.DISTANCE], sums[PopulationScan.DISTANCE + 1]),
                    ExactSum.OF_PRODUCTS.of(
                            sums[PopulationScan.DISTANCE_SQUARED], sums[PopulationScan.DISTANCE_SQUARED + 1]));
            return new TrendCells.Day(
                    date,
                    distances.count(),
                    dayMean + distances.mean(),
                    distances.sumOfSquares(),
                    new TrendCells.Extremes(
                            release(date, extremes.nameOfLargest(0), extremes.largest(0)),
                            release(date, extremes.nameOfSmallest(0), extremes.smallest(0))));
        }

        private ValuedRelease release(LocalDate date, byte[] name, double value) {
            ValuedRelease previous = releases.get(name);
            if (previous != null
                    && previous.value() == value
                    && previous.publishedOn().equals(date)) {
                return previous;
            }
            ValuedRelease release = new ValuedRelease(date, ReleaseNames.id(name), ReleaseNames.name(name), value);
            releases.put(name, release);
            return release;
        }
    }
}
