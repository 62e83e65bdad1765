package org.computetrends.project;

import org.computetrends.stats.Quantiles;

/**
 * Simulated paths of a trend: at the start and at every date, the height of its line and that of a release, in OOM. For
 * a trend of the largest release so far the release is the largest, and never falls.
 */
final class Paths {
    private final double startTime;
    private final double[] times;
    private final boolean isRecord;
    private final double[][] line;
    private final double[][] release;
    private final int[][] binding;

    Paths(double startTime, double[] times, int paths, boolean isRecord) {
        this.startTime = startTime;
        this.times = times.clone();
        this.isRecord = isRecord;
        this.line = new double[times.length + 1][paths];
        this.release = new double[times.length + 1][paths];
        this.binding = new int[times.length + 1][paths];
    }

    /** The dates simulated, in years since 2000-01-01. */
    double[] times() {
        return times;
    }

    double startTime() {
        return startTime;
    }

    /** The last date simulated; the start where there is none. */
    double lastTime() {
        return times.length == 0 ? startTime : times[times.length - 1];
    }

    /** Fills in a path at a date; the start is date -1. */
    void set(int date, int path, double ofLine, double ofRelease, int limit) {
        line[date + 1][path] = ofLine;
        release[date + 1][path] = ofRelease;
        binding[date + 1][path] = limit;
    }

    /** Quantiles of the line at a date, in OOM. */
    double[] lineQuantiles(int date, double... probabilities) {
        return quantiles(line[date + 1], probabilities);
    }

    /** Quantiles of a release at a date, in OOM. */
    double[] releaseQuantiles(int date, double... probabilities) {
        return quantiles(release[date + 1], probabilities);
    }

    private static double[] quantiles(double[] values, double... probabilities) {
        return Quantiles.of(values, probabilities);
    }

    /** The share of paths whose release each limit holds back at a date. */
    double[] bindingShares(int date, int limits) {
        double[] shares = new double[limits];
        for (int limit : binding[date + 1]) {
            if (limit >= 0) {
                shares[limit] += 1.0 / binding[date + 1].length;
            }
        }
        return shares;
    }

    /**
     * When each path reaches a height: the line, or the largest release so far where that is what
     * the trend is of. Between dates paths are straight; those that never do are infinite, those above at the start
     * reach it there.
     */
    double[] crossingTimes(double height) {
        double[][] heights = isRecord ? release : line;
        double[] crossed = new double[heights[0].length];
        for (int path = 0; path < crossed.length; path++) {
            crossed[path] = Double.POSITIVE_INFINITY;
            for (int d = 0; d <= times.length; d++) {
                if (heights[d][path] >= height) {
                    crossed[path] = d == 0 ? startTime : between(heights, d, path, height);
                    break;
                }
            }
        }
        return crossed;
    }

    private double between(double[][] heights, int d, int path, double height) {
        double from = d == 1 ? startTime : times[d - 2];
        double before = heights[d - 1][path];
        double share = (height - before) / (heights[d][path] - before);
        return from + share * (times[d - 1] - from);
    }
}
