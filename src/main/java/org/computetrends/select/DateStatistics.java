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
import org.computetrends.domain.Scale;
import org.computetrends.sql.ExactMoments;
import org.computetrends.stats.RollingMoments;
import org.computetrends.stats.RunningTop;

/**
 * Statistics by metric and date: means and standard deviations for z-scores, and the largest values up to the date for
 * ranks and records. The driver computes them from the first scan. The second scan compares each observation with the
 * statistics of its date.
 *
 * <p>Values are in the metric's unit. Means and standard deviations are of log10 values. A value is ranked if its
 * release is not left out of ranks and it was not dropped as a low outlier. N is the size of the frontier, {@link
 * PopulationRules#frontierSize}.
 */
final class DateStatistics implements Serializable {
    private static final long serialVersionUID = 1L;

    // Indices of the statistics of a metric and date.

    /** The mean log10 value of the date's observations. */
    static final int DAY_MEAN = 0;

    /** The mean log10 value in the window for z-scores: a number of days before and after the date. */
    static final int WINDOW_MEAN = 1;

    /** The standard deviation of log10 values in the window; NaN if all values are equal or there is only one. */
    static final int WINDOW_SD = 2;

    /**
     * The N-th largest ranked value up to the date: the smallest on the frontier. Minus infinity while there are fewer
     * than N ranked values, so that every value is on the frontier.
     */
    static final int ENTRY = 3;

    /** The largest ranked value of earlier dates; minus infinity if there is none. */
    static final int LARGEST_BEFORE = 4;

    /** The largest ranked value of the date; NaN if there is none. */
    static final int LARGEST_OF_DATE = 5;

    /**
     * The {@link #ENTRY} of the first ranking metric: a metric that ranks the frontier of another metric. The entries
     * of the other ranking metrics follow. An entry is NaN before the first observation of its metric.
     */
    static final int RANKING_ENTRIES = 6;

    /** The number of statistics of a metric and date. */
    private final int width;

    /** By metric: the first day with an observation, since 1970-01-01. */
    private final int[] firstDay;

    /**
     * By metric and days since {@link #firstDay}: the {@link #offset} of the day's statistics; 0 for a day without
     * observations.
     */
    private final int[][] offsetByDay;

    /** See {@link #ofMetric}. */
    private final double[][] statisticsByMetric;

    private DateStatistics(int metrics, int rankings) {
        this.width = RANKING_ENTRIES + rankings;
        this.firstDay = new int[metrics];
        this.offsetByDay = new int[metrics][0];
        this.statisticsByMetric = new double[metrics][0];
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
     * By metric and {@link #dateIndex}: the N largest ranked values up to the date, descending. They are computed again
     * here rather than stored, because only the observations table has ranks.
     */
    static double[][][] topValues(DateScan scan, PopulationRules rules) {
        return Arrays.stream(byMetric(scan, rules))
                .map(ofMetric -> ofMetric.topValues)
                .toArray(double[][][]::new);
    }

    private static MetricStatistics[] byMetric(DateScan scan, PopulationRules rules) {
        return IntStream.range(0, scan.metrics)
                .mapToObj(metric -> new MetricStatistics(scan, rules, metric, indexByDay(scan, metric)))
                .toArray(MetricStatistics[]::new);
    }

    /** By day with an observation of a metric: its index in {@link DateScan#byDate}. */
    private static SortedMap<Integer, Integer> indexByDay(DateScan scan, int metric) {
        SortedMap<Integer, Integer> indexByDay = new TreeMap<>();
        for (int index = 0; index < scan.byDate.size(); index++) {
            if (scan.count(index, metric) > 0) {
                indexByDay.put(scan.byDate.key(index), index);
            }
        }
        return indexByDay;
    }

    private void fill(int metric, MetricStatistics ofMetric) {
        int[] days = ofMetric.days;
        if (days.length == 0) {
            return;
        }
        firstDay[metric] = days[0];
        offsetByDay[metric] = new int[days[days.length - 1] - days[0] + 1];
        statisticsByMetric[metric] = new double[days.length * width];
        for (int i = 0; i < days.length; i++) {
            offsetByDay[metric][days[i] - days[0]] = i * width;
            System.arraycopy(ofMetric.statistics[i], 0, statisticsByMetric[metric], i * width, RANKING_ENTRIES);
        }
    }

    /**
     * Fills in the {@link #ENTRY} of a ranking metric on the dates of another metric. If the ranking metric has no
     * observation on a date, its last entry before the date is used.
     */
    private void fillRanking(int metric, int rankingIndex, MetricStatistics ofMetric, MetricStatistics ranking) {
        for (int i = 0; i < ofMetric.days.length; i++) {
            Map.Entry<Integer, Double> entry = ranking.entries.floorEntry(ofMetric.days[i]);
            statisticsByMetric[metric][i * width + RANKING_ENTRIES + rankingIndex] =
                    entry == null ? Double.NaN : entry.getValue();
        }
    }

    /** The statistics of a metric, at the offsets given by {@link #offset}. */
    double[] ofMetric(int metric) {
        return statisticsByMetric[metric];
    }

    /** The number of a day, from 0: the days since the metric's first date. */
    int dayNumber(int metric, int day) {
        return day - firstDay[metric];
    }

    /** The day that has a {@link #dayNumber}, in days since 1970-01-01. */
    int day(int metric, int dayNumber) {
        return firstDay[metric] + dayNumber;
    }

    /** The offset in {@link #ofMetric} of a date's statistics. The metric must have an observation on the date. */
    int offset(int metric, int day) {
        return offsetByDay[metric][day - firstDay[metric]];
    }

    /** The index of a date among the dates on which a metric has an observation. The date must be one of them. */
    int dateIndex(int metric, int day) {
        return offset(metric, day) / width;
    }

    /** The statistics of one metric, computed date by date. */
    private static final class MetricStatistics {
        /** The days with an observation, since 1970-01-01, in order. */
        private final int[] days;

        /** By date: the statistics with indices below {@link #RANKING_ENTRIES}. */
        private final double[][] statistics;

        /** By date: see {@link DateStatistics#topValues}. */
        private final double[][] topValues;

        /** By day with an observation: its {@link #ENTRY}. */
        private final NavigableMap<Integer, Double> entries = new TreeMap<>();

        MetricStatistics(DateScan scan, PopulationRules rules, int metric, SortedMap<Integer, Integer> indexByDay) {
            this.days = indexByDay.keySet().stream().mapToInt(Integer::intValue).toArray();
            this.statistics = new double[days.length][];
            this.topValues = new double[days.length][];
            ExactMoments[] moments = indexByDay.values().stream()
                    .map(index -> scan.moments(index, metric))
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
            for (int index : indexByDay.values()) {
                double[] rankedOfDate = rankedValues(scan.topValues(index, metric), days[i], windows[i], rules);
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

        /** The largest values of a date, descending, without low outliers if the rules drop them. */
        private static double[] rankedValues(
                double[] largest, int day, RollingMoments.Window window, PopulationRules rules) {
            if (rules.outliers() == OutlierRule.KEEP) {
                return largest;
            }
            return Arrays.stream(largest)
                    .filter(value -> {
                        double zScore = (StrictMath.log10(value) - window.mean()) / window.sd();
                        return rules.zScore().scale(zScore, day) != Scale.LOW_OUTLIER;
                    })
                    .toArray();
        }
    }
}
