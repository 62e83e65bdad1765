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
 * Statistics by metric and date: means and deviations for z-scores, and the largest values up to the date for ranks and
 * records. The driver computes them between the two scans. The second scan compares each observation with the statistics
 * of its date. Values are in the metric's unit, means and standard deviations in log10 of it. NaN means none.
 */
final class DateStatistics implements Serializable {
    private static final long serialVersionUID = 1L;

    // Indices of the statistics of a metric and date.

    /** The mean log10 value of the date's observations. */
    static final int DAY_MEAN = 0;

    /** The mean log10 value in the window of z-scores. */
    static final int WINDOW_MEAN = 1;

    /** The standard deviation of log10 values in the window. */
    static final int WINDOW_SD = 2;

    /** The N-th largest value up to the date: the least on the frontier. Minus infinity while there are fewer than N. */
    static final int ENTRY = 3;

    /** The largest ranked value of earlier dates; minus infinity if there is none. */
    static final int LARGEST_BEFORE = 4;

    static final int LARGEST_OF_DATE = 5;

    /** {@link #ENTRY} of the first metric that ranks other metrics' frontiers; further ranking metrics follow. */
    static final int RANKING_ENTRIES = 6;

    private final int width;
    private final int[] firstDay;
    private final int[][] offsetByDay;
    private final double[][] statistics;

    private DateStatistics(int metrics, int rankings) {
        this.width = RANKING_ENTRIES + rankings;
        this.firstDay = new int[metrics];
        this.offsetByDay = new int[metrics][0];
        this.statistics = new double[metrics][0];
    }

    /**
     * Computes the statistics from the first scan.
     *
     * @param rankings the indices of the metrics that rank the frontier of another metric
     */
    static DateStatistics of(DateScan scan, PopulationRules rules, int[] rankings) {
        MetricStatistics[] byMetric = byMetric(scan, rules);
        DateStatistics result = new DateStatistics(byMetric.length, rankings.length);
        for (int metric = 0; metric < byMetric.length; metric++) {
            result.fill(metric, byMetric[metric]);
            for (int i = 0; i < rankings.length; i++) {
                result.fillRanking(metric, i, byMetric[metric], byMetric[rankings[i]]);
            }
        }
        return result;
    }

    /**
     * The N largest values up to a date, descending, by metric and {@link #index} of the date. Only ranks need them.
     */
    static double[][][] topValues(DateScan scan, PopulationRules rules) {
        return Arrays.stream(byMetric(scan, rules))
                .map(ofMetric -> ofMetric.topValues)
                .toArray(double[][][]::new);
    }

    private static MetricStatistics[] byMetric(DateScan scan, PopulationRules rules) {
        return IntStream.range(0, scan.metrics)
                .mapToObj(metric -> new MetricStatistics(scan, rules, metric, indices(scan, metric)))
                .toArray(MetricStatistics[]::new);
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

    private void fill(int metric, MetricStatistics ofMetric) {
        int[] days = ofMetric.days;
        if (days.length == 0) {
            return;
        }
        firstDay[metric] = days[0];
        offsetByDay[metric] = new int[days[days.length - 1] - days[0] + 1];
        statistics[metric] = new double[days.length * width];
        for (int i = 0; i < days.length; i++) {
            offsetByDay[metric][days[i] - days[0]] = i * width;
            System.arraycopy(ofMetric.statistics[i], 0, statistics[metric], i * width, RANKING_ENTRIES);
        }
    }

    /** Fills in {@link #ENTRY} of a ranking metric on the dates of another metric. */
    private void fillRanking(int metric, int which, MetricStatistics ofMetric, MetricStatistics ranking) {
        for (int i = 0; i < ofMetric.days.length; i++) {
            Map.Entry<Integer, Double> entry = ranking.entries.floorEntry(ofMetric.days[i]);
            statistics[metric][i * width + RANKING_ENTRIES + which] = entry == null ? Double.NaN : entry.getValue();
        }
    }

    /** The statistics of a metric, at the offsets given by {@link #offset}. */
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
    int offset(int metric, int day) {
        return offsetByDay[metric][day - firstDay[metric]];
    }

    /** The index of a date among the dates on which a metric has an observation. The date must be one of them. */
    int index(int metric, int day) {
        return offset(metric, day) / width;
    }

    /** The statistics of one metric, computed date by date. */
    private static final class MetricStatistics {
        private final int[] days;

        /** By date: the statistics before {@link #RANKING_ENTRIES}, in the order of their indices. */
        private final double[][] statistics;

        private final double[][] topValues;

        /** By day: {@link #ENTRY}. */
        private final NavigableMap<Integer, Double> entries = new TreeMap<>();

        MetricStatistics(DateScan scan, PopulationRules rules, int metric, SortedMap<Integer, Integer> indices) {
            this.days = indices.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.statistics = new double[days.length][];
            this.topValues = new double[days.length][];
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
            RunningTop runningTop = new RunningTop(rules.frontierSize());
            int i = 0;
            for (int index : indices.values()) {
                double[] rankedOfDate = rankedValues(scan.top(index, metric), windows[i], rules);
                double largestBefore = runningTop.largest();
                runningTop.add(rankedOfDate);
                statistics[i] = new double[] {
                    moments[i].mean(),
                    windows[i].mean(),
                    windows[i].sd(),
                    runningTop.entry(),
                    largestBefore,
                    rankedOfDate.length == 0 ? Double.NaN : rankedOfDate[0]
                };
                topValues[i] = runningTop.values();
                entries.put(days[i], runningTop.entry());
                i++;
            }
        }

        private static ExactMoments moments(DateScan scan, int index, int metric) {
            return ExactMoments.of(
                    scan.sum(index, metric, DateScan.COUNT),
                    ExactSum.OF_VALUES.of(
                            scan.sum(index, metric, DateScan.LOG10), scan.sum(index, metric, DateScan.LOG10 + 1)),
                    ExactSum.OF_PRODUCTS.of(
                            scan.sum(index, metric, DateScan.LOG10_SQUARE),
                            scan.sum(index, metric, DateScan.LOG10_SQUARE + 1)));
        }

        /** The largest ranked values of a date. Low outliers are dropped here if the rules drop them. */
        private static double[] rankedValues(double[] top, RollingMoments.Window window, PopulationRules rules) {
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
