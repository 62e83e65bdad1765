package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.sql.ExactMoments;

/**
 * Assembles the cells of a population from the second scan. The scan has a cell for each date and combination of
 * features. A population accepts many combinations. For each date, this class merges the cells that the population
 * accepts into one.
 */
final class CellMerge {
    private final PopulationScan scan;
    private final DateStatistics statistics;
    private final TimeScale timeScale;

    /** By metric: the indices in {@link PopulationScan#cells}, in order of date. */
    private final List<int[]> indicesByMetric = new ArrayList<>();

    /**
     * The releases created so far, by the bytes of their names, compared by identity. A release that is an extreme in
     * many populations is created once.
     */
    private final Map<byte[], ValuedRelease> releases = Collections.synchronizedMap(new IdentityHashMap<>());

    CellMerge(PopulationScan scan, DateStatistics statistics, int metrics, TimeScale timeScale) {
        this.scan = scan;
        this.statistics = statistics;
        this.timeScale = timeScale;
        for (int metric = 0; metric < metrics; metric++) {
            FeatureSums cells = scan.cells[metric];
            // Sorts by day: the day's number is in the upper 32 bits, the cell's index in the lower ones.
            long[] dayAndIndex = new long[cells.size()];
            Arrays.setAll(dayAndIndex, index -> ((long) cells.number(index) << Integer.SIZE) | index);
            Arrays.sort(dayAndIndex);
            indicesByMetric.add(Arrays.stream(dayAndIndex)
                    .mapToInt(element -> (int) element)
                    .toArray());
        }
    }

    /**
     * The cells of a population, in order of date.
     *
     * @param isInCohort whether the population's cohort contains observations with given features
     * @param isInEra whether a day, since 1970-01-01, is in the population's era
     */
    TrendCells cells(int metric, LongPredicate isInCohort, IntPredicate isInEra) {
        FeatureSums cells = scan.cells[metric];
        List<DayMerge> days = new ArrayList<>();
        DayMerge openDay = null;
        for (int index : indicesByMetric.get(metric)) {
            int day = statistics.day(metric, cells.number(index));
            if (isInCohort.test(cells.features(index)) && isInEra.test(day)) {
                if (openDay == null || openDay.day != day) {
                    openDay = new DayMerge(metric, day);
                    days.add(openDay);
                }
                openDay.add(index);
            }
        }
        return TrendCells.of(days.stream().map(DayMerge::merged).toList(), timeScale);
    }

    /** Merges the cells of one day. */
    private final class DayMerge {
        private final int metric;
        private final int day;
        private final long[] sums = new long[ExactMoments.WIDTH];
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
            double dayMean = statistics.ofMetric(metric)[statistics.offset(metric, day) + DateStatistics.DAY_MEAN];
            // The sums are of distances from the day's mean, because squares of small numbers lose less precision.
            ExactMoments distances = ExactMoments.of(sums, 0);
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
            // The same name may have been cached with the value of another metric.
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
