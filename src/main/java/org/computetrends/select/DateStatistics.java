package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.sql.ExactMoments;
import org.computetrends.sql.ExactSum;
import org.computetrends.stats.RollingMoments;
import org.computetrends.stats.RunningTop;

/**
 * Statistics by metric and date: those of the window around the date that z-scores need, and the largest values up to the
 * date, which ranks and records need. The driver computes them between the two scans, and the second scan compares each
 * observation with those of its date. Values are in a metric's unit, means and deviations in OOM; NaN means none.
 */
final class DateStatistics implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Index of the mean log10 value of the date's observations. The constants below are indices of statistics too. */
    static final int DAY_MEAN = 0;

    static final int WINDOW_MEAN = 1;
    static final int WINDOW_SD = 2;

    /** The least value on the frontier on the date; minus infinity while fewer than N values are known. */
    static final int ENTRY = 3;

    /** The largest ranked value of earlier dates; minus infinity if there is none. */
    static final int LARGEST_BEFORE = 4;

    static final int LARGEST_OF_DATE = 5;

    /**
     * The least value on the frontier of the first metric that ranks others. The values for further ranking metrics
     * follow.
     */
    static final int RANKING_ENTRIES = 6;

    private final int width;
    private final int[] firstDay;
    private final int[][] offsetByDay;
    private final double[][] statistics;

    /**
     * By metric and the index of the date among its dates: the N largest values up to the date. Empty unless asked for.
     */
    private final double[][][] largest;

    private DateStatistics(int metrics, int rankings) {
        this.width = RANKING_ENTRIES + rankings;
        this.firstDay = new int[metrics];
        this.offsetByDay = new int[metrics][0];
        this.statistics = new double[metrics][0];
        this.largest = new double[metrics][0][];
    }

    /**
     * Computes the statistics.
     *
     * @param metrics the number of metrics
     * @param rankings the indices of the metrics that rank the frontier of another metric
     * @param areRanksRequired whether {@link #largest} will be called
     */
    static DateStatistics of(
            DateScan scan, int metrics, PopulationRules rules, int[] rankings, boolean areRanksRequired) {
        Trajectory[] trajectories = IntStream.range(0, metrics)
                .mapToObj(metric -> new Trajectory(scan, rules, metric, indices(scan, metric)))
                .toArray(Trajectory[]::new);
        DateStatistics all = new DateStatistics(metrics, rankings.length);
        for (int metric = 0; metric < metrics; metric++) {
            all.fill(metric, trajectories[metric]);
            if (areRanksRequired) {
                all.largest[metric] = trajectories[metric].largest;
            }
            for (int i = 0; i < rankings.length; i++) {
                all.fillRanking(metric, i, trajectories[metric], trajectories[rankings[i]]);
            }
        }
        return all;
    }

    private static SortedMap<Integer, Integer> indices(DateScan scan, int metric) {
        SortedMap<Integer, Integer> indices = new TreeMap<>();
        for (int index = 0; index < scan.byDate.size(); index++) {
            if (scan.sum(index, metric, DateScan.COUNT) > 0) {
                indices.put(scan.byDate.key(index), index);
            }
        }
        return indices;
    }

    private void fill(int metric, Trajectory trajectory) {
        int[] days = trajectory.days;
        if (days.length == 0) {
            return;
        }
        firstDay[metric] = days[0];
        offsetByDay[metric] = new int[days[days.length - 1] - days[0] + 1];
        statistics[metric] = new double[days.length * width];
        for (int i = 0; i < days.length; i++) {
            offsetByDay[metric][days[i] - days[0]] = i * width;
            System.arraycopy(trajectory.statistics[i], 0, statistics[metric], i * width, RANKING_ENTRIES);
        }
    }

    private void fillRanking(int metric, int ranking, Trajectory trajectory, Trajectory ranks) {
        for (int i = 0; i < trajectory.days.length; i++) {
            Map.Entry<Integer, Double> entry = ranks.entries.floorEntry(trajectory.days[i]);
            statistics[metric][i * width + RANKING_ENTRIES + ranking] = entry == null ? Double.NaN : entry.getValue();
        }
    }

    /** The statistics of a metric, at the offsets given by {@link #at}. */
    double[] of(int metric) {
        return statistics[metric];
    }

    /** The number of a date: days since the metric's first date. It counts dates without observations too. */
    int number(int metric, int day) {
        return day - firstDay[metric];
    }

    /** The date, in days since 1970-01-01, with a {@link #number}. */
    int day(int metric, int number) {
        return firstDay[metric] + number;
    }

    /** The offset in {@link #of} of a date's statistics. The metric must have an observation on the date. */
    int at(int metric, int day) {
        return offsetByDay[metric][day - firstDay[metric]];
    }

    /**
     * The N largest values of a metric up to a date, descending. The metric must have an observation on the date, and
     * the statistics must be created with ranks.
     */
    double[] largest(int metric, int day) {
        return largest[metric][at(metric, day) / width];
    }

    /** The statistics of one metric, computed date by date. */
    private static final class Trajectory {
        private final int[] days;
        private final double[][] statistics;
        private final double[][] largest;
        private final NavigableMap<Integer, Double> entries = new TreeMap<>();

        Trajectory(DateScan scan, PopulationRules rules, int metric, SortedMap<Integer, Integer> indices) {
            this.days = indices.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.statistics = new double[days.length][];
            this.largest = new double[days.length][];
            ExactMoments[] moments = indices.values().stream()
                    .map(index -> moments(scan, index, metric))
                    .toArray(ExactMoments[]::new);
            RollingMoments.Window[] windows = new RollingMoments(
                            Arrays.stream(days).asLongStream().toArray(),
                            Arrays.stream(moments)
                                    .mapToLong(ExactMoments::count)
                                    .toArray(),
                            Arrays.stream(moments)
                                    .mapToDouble(ExactMoments::mean)
                                    .toArray(),
                            Arrays.stream(moments)
                                    .mapToDouble(ExactMoments::sumOfSquares)
                                    .toArray())
                    .windows(rules.zScore().windowDays());
            RunningTop running = new RunningTop(rules.frontierSize());
            int i = 0;
            for (int index : indices.values()) {
                double[] competing = competing(scan.top(index, metric), windows[i], rules);
                double before = running.largest();
                running.add(competing);
                statistics[i] = new double[] {
                    moments[i].mean(),
                    windows[i].mean(),
                    windows[i].sd(),
                    running.entry(),
                    before,
                    competing.length == 0 ? Double.NaN : competing[0]
                };
                largest[i] = running.values();
                entries.put(days[i], running.entry());
                i++;
            }
        }

        private static ExactMoments moments(DateScan scan, int index, int metric) {
            return ExactMoments.of(
                    scan.sum(index, metric, DateScan.COUNT),
                    ExactSum.OF_VALUES.of(
                            scan.sum(index, metric, DateScan.VALUE), scan.sum(index, metric, DateScan.VALUE + 1)),
                    ExactSum.OF_PRODUCTS.of(
                            scan.sum(index, metric, DateScan.SQUARE), scan.sum(index, metric, DateScan.SQUARE + 1)));
        }

        /** The largest ranked values of a date. Low outliers are dropped here if the rules drop them. */
        private static double[] competing(double[] top, RollingMoments.Window window, PopulationRules rules) {
            if (rules.outliers() == OutlierRule.KEEP || Double.isNaN(window.sd())) {
                return top;
            }
            double lowBelow = rules.zScore().lowBelow();
            return Arrays.stream(top)
                    .filter(value -> !((StrictMath.log10(value) - window.mean()) / window.sd() < lowBelow))
                    .toArray();
        }
    }
}
