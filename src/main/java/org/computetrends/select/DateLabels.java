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
 * What labelling an observation needs by metric and date: the z-score window around the date, and the largest values so
 * far. Missing numbers are NaN.
 */
final class DateLabels implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Mean log10 value of the date's observations. */
    static final int DAY_MEAN = 0;

    static final int WINDOW_MEAN = 1;
    static final int WINDOW_SD = 2;

    /** The least value on the frontier on the date. */
    static final int ENTRY = 3;

    static final int LARGEST_BEFORE = 4;
    static final int LARGEST_OF_DATE = 5;

    /** The least value on the frontier of the first ranking metric; those of the others follow. */
    static final int RANKING_ENTRIES = 6;

    private final int width;
    private final int[] firstDay;
    private final int[][] offsetByDay;
    private final double[][] labels;

    /** By metric and date in order, the largest values until then; empty where ranks are not required. */
    private final double[][][] largest;

    private DateLabels(int metrics, int rankings) {
        this.width = RANKING_ENTRIES + rankings;
        this.firstDay = new int[metrics];
        this.offsetByDay = new int[metrics][0];
        this.labels = new double[metrics][0];
        this.largest = new double[metrics][0][];
    }

    /** Processes the days of every metric in order. */
    static DateLabels of(DateScan scan, int metrics, PopulationRules rules, int[] rankings, boolean areRanksRequired) {
        Trajectory[] trajectories = IntStream.range(0, metrics)
                .mapToObj(metric -> new Trajectory(scan, rules, metric, indices(scan, metric)))
                .toArray(Trajectory[]::new);
        DateLabels labels = new DateLabels(metrics, rankings.length);
        for (int metric = 0; metric < metrics; metric++) {
            labels.fill(metric, trajectories[metric]);
            if (areRanksRequired) {
                labels.largest[metric] = trajectories[metric].largest;
            }
            for (int i = 0; i < rankings.length; i++) {
                labels.fillRanking(metric, i, trajectories[metric], trajectories[rankings[i]]);
            }
        }
        return labels;
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
        labels[metric] = new double[days.length * width];
        for (int i = 0; i < days.length; i++) {
            offsetByDay[metric][days[i] - days[0]] = i * width;
            System.arraycopy(trajectory.labels[i], 0, labels[metric], i * width, RANKING_ENTRIES);
        }
    }

    private void fillRanking(int metric, int ranking, Trajectory trajectory, Trajectory ranks) {
        for (int i = 0; i < trajectory.days.length; i++) {
            Map.Entry<Integer, Double> entry = ranks.entries.floorEntry(trajectory.days[i]);
            labels[metric][i * width + RANKING_ENTRIES + ranking] = entry == null ? Double.NaN : entry.getValue();
        }
    }

    double[] of(int metric) {
        return labels[metric];
    }

    /** The index of a date among a metric's dates. */
    int number(int metric, int day) {
        return day - firstDay[metric];
    }

    int day(int metric, int number) {
        return firstDay[metric] + number;
    }

    /** The offset of the labels of a date, which must have observations of the metric. */
    int at(int metric, int day) {
        return offsetByDay[metric][day - firstDay[metric]];
    }

    /**
     * A metric's largest values until a date that has observations of it, descending. Requires that ranks are
     * required.
     */
    double[] largest(int metric, int day) {
        return largest[metric][at(metric, day) / width];
    }

    /** A metric's days, in order. */
    private static final class Trajectory {
        private final int[] days;
        private final double[][] labels;
        private final double[][] largest;
        private final NavigableMap<Integer, Double> entries = new TreeMap<>();

        Trajectory(DateScan scan, PopulationRules rules, int metric, SortedMap<Integer, Integer> indices) {
            this.days = indices.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.labels = new double[days.length][];
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
                labels[i] = new double[] {
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

        /** The day's largest values that are ranked. Low outliers, if any, are the smallest values of a day. */
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
