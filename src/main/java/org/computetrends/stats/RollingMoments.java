package org.computetrends.stats;

/**
 * The moments of each day's observations, which give the mean and spread of a window around each day, for z-scores.
 *
 * <p>The cost does not depend on the number of observations. Each window is merged from its days, in date order (Chan,
 * Golub and LeVeque 1979), so days outside a window do not affect its result. Arrays have one entry per day. Instances
 * do not copy their arrays and must not be modified.
 *
 * @param day days since 1970-01-01, strictly increasing
 * @param count observations of each day
 * @param mean mean of each day's observations, in OOM
 * @param sumOfSquares sum of each day's squared deviations from its mean, in OOM squared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RollingMoments(long[] day, long[] count, double[] mean, double[] sumOfSquares) {

    /** A smaller spread, in OOM, is rounding and counts as zero. */
    private static final double NO_SPREAD = 1e-6;

    public RollingMoments {
        if (count.length != day.length || mean.length != day.length || sumOfSquares.length != day.length) {
            throw new IllegalArgumentException("moments need columns of equal length");
        }
    }

    /**
     * A window's mean and spread.
     *
     * @param mean the mean, in OOM
     * @param sd population standard deviation, in OOM; NaN with fewer than two observations, or if the spread is only
     *     rounding
     */
    public record Window(double mean, double sd) {}

    /** The windows of plus and minus {@code halfWidthDays} around every day, both ends included. */
    public Window[] windows(int halfWidthDays) {
        Window[] windows = new Window[day.length];
        int first = 0;
        int end = 0;
        for (int i = 0; i < day.length; i++) {
            while (day[first] < day[i] - halfWidthDays) {
                first++;
            }
            while (end < day.length && day[end] <= day[i] + halfWidthDays) {
                end++;
            }
            windows[i] = merge(first, end);
        }
        return windows;
    }

    private Window merge(int first, int end) {
        long n = 0;
        double windowMean = 0;
        double squares = 0;
        for (int i = first; i < end; i++) {
            long merged = n + count[i];
            double delta = mean[i] - windowMean;
            squares += sumOfSquares[i] + delta * delta * ((double) n * count[i] / merged);
            windowMean += delta * count[i] / merged;
            n = merged;
        }
        double sd = Math.sqrt(squares / n);
        return new Window(windowMean, n < 2 || sd < NO_SPREAD ? Double.NaN : sd);
    }
}
