package org.computetrends.project;

import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

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
    private final int @Nullable [][] binding;

    /**
     * @param startTime the date of the data, in years since 2000-01-01
     * @param times the dates simulated, increasing
     * @param isRecord whether the trend is of the largest release so far
     * @param line at the start and at each date, the height of every path's line; not copied
     * @param release the same of a release
     * @param binding the same, which limit holds the release back, or -1; null where there are no limits
     */
    Paths(
            double startTime,
            double[] times,
            boolean isRecord,
            double[][] line,
            double[][] release,
            int @Nullable [][] binding) {
        this.startTime = startTime;
        this.times = times.clone();
        this.isRecord = isRecord;
        this.line = line;
        this.release = release;
        this.binding = binding;
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
        if (binding != null) {
            int[] atDate = binding[date + 1];
            for (int limit : atDate) {
                if (limit >= 0) {
                    shares[limit] += 1.0 / atDate.length;
                }
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
