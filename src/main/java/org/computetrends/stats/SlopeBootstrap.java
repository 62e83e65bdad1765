package org.computetrends.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bootstrap distributions of a line: by pairs and by cluster of slope and height, and wild of the slope, in OOM per
 * year and OOM.
 *
 * <p>A replicate is refitted from sums and costs one pass over what it draws: observations, or clusters. Ten thousand
 * replicates of a 1,200-row trend take some 50 ms. The draws depend on the seed alone.
 */
public final class SlopeBootstrap {

    /** Below this many clusters, signs alone give too few distinct replicates (Webb 2023). */
    private static final int FEW_CLUSTERS = 12;

    private static final double[] WEBB = {-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)};

    /** A replicate that cannot be fitted is drawn again; a population where this many in a row cannot has none. */
    private static final int MOST_REDRAWS = 10_000;

    /** Observations of fewer dates leave too few different replicates. */
    private static final int LEAST_DATES = 5;

    private static final LineDraws NONE = new LineDraws(0, new double[0], new double[0]);

    private final int replicates;
    private final long seed;

    /**
     * @param replicates how many
     * @param seed the seed of the draws
     */
    public SlopeBootstrap(int replicates, long seed) {
        if (replicates < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least 1 replicate, got " + replicates);
        }
        this.replicates = replicates;
        this.seed = seed;
    }

    /**
     * Draws observations with replacement. Replicates with fewer than three distinct times are drawn again; empty when
     * the observations themselves have fewer than five. A measurement error is added to each value drawn.
     *
     * @param points the observations
     * @param noise the kind of measurement error
     */
    public LineDraws pairs(Points points, MeasurementNoise noise) {
        if (points.distinctTimes() < LEAST_DATES) {
            return NONE;
        }
        Draw draw = new Draw(points, noise, new SplittableRandom(seed));
        double[] slopes = new double[replicates];
        double[] heights = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            slopes[i] = draw.slope();
            heights[i] = draw.height(slopes[i]);
        }
        return new LineDraws(draw.meanTime, slopes, heights);
    }

    /**
     * Draws clusters with replacement, each with all its observations. Replicates whose times do not differ are drawn
     * again; empty when there are fewer than two clusters.
     *
     * @param clusters the clusters' moments
     * @param fit the line, whose means are the origin
     */
    public LineDraws clusters(ClusterMoments clusters, LineFit fit) {
        if (clusters.size() < 2) {
            return NONE;
        }
        SplittableRandom random = new SplittableRandom(seed);
        ClusterMoments centred = clusters.about(fit.meanTime(), fit.meanValue());
        double[] slopes = new double[replicates];
        double[] heights = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            int attempts = 0;
            while (!drawClusters(centred, random, fit, i, slopes, heights)) {
                if (++attempts == MOST_REDRAWS) {
                    return NONE;
                }
            }
        }
        return new LineDraws(fit.meanTime(), slopes, heights);
    }

    /** Fills in a replicate, and says whether the times drawn differ. */
    private static boolean drawClusters(
            ClusterMoments centred,
            SplittableRandom random,
            LineFit fit,
            int replicate,
            double[] slopes,
            double[] heights) {
        double n = 0;
        double time = 0;
        double squares = 0;
        double value = 0;
        double products = 0;
        for (int k = 0; k < centred.size(); k++) {
            int g = random.nextInt(centred.size());
            n += centred.count()[g];
            time += centred.time()[g];
            squares += centred.timeSquared()[g];
            value += centred.value()[g];
            products += centred.timeValue()[g];
        }
        double spread = squares - time * time / n;
        // Where all times drawn are equal nothing but rounding is left of the spread.
        if (!(spread > 1e-12 * fit.timeSumOfSquares())) {
            return false;
        }
        slopes[replicate] = (products - time * value / n) / spread;
        heights[replicate] = fit.meanValue() + (value - slopes[replicate] * time) / n;
        return true;
    }

    /**
     * Keeps times and multiplies the residuals of each cluster by a random weight of mean zero and variance one. The
     * slope then moves by the weighted sum of the clusters' scores. The slopes are in ascending order.
     *
     * @param slopeScores each cluster's sum of centred time times residual
     * @param fit the line
     */
    public double[] wild(double[] slopeScores, LineFit fit) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean few = slopeScores.length < FEW_CLUSTERS;
        double[] slopes = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            double sum = 0;
            for (double score : slopeScores) {
                sum += score * (few ? WEBB[random.nextInt(WEBB.length)] : random.nextBoolean() ? 1 : -1);
            }
            slopes[i] = fit.slope() + sum / fit.timeSumOfSquares();
        }
        Arrays.sort(slopes);
        return slopes;
    }

    /** Draws observations, centred once, and fits them. */
    private static final class Draw {
        private final double[] time;
        private final double[] value;
        private final int[] date;
        private final double[] noiseSd;
        private final MeasurementNoise noise;
        private final SplittableRandom random;
        private final double meanTime;
        private final double meanValue;
        private double drawnTime;
        private double drawnValue;

        Draw(Points points, MeasurementNoise noise, SplittableRandom random) {
            int n = points.size();
            this.time = points.time().clone();
            this.value = points.value().clone();
            this.date = new int[n];
            this.noiseSd = points.noiseSd();
            this.noise = noise;
            this.random = random;
            this.meanTime = Arrays.stream(time).average().orElseThrow();
            this.meanValue = Arrays.stream(value).average().orElseThrow();
            for (int i = 0; i < n; i++) {
                date[i] = i == 0 ? 0 : points.time()[i] == points.time()[i - 1] ? date[i - 1] : date[i - 1] + 1;
                time[i] -= meanTime;
                value[i] -= meanValue;
            }
        }

        double slope() {
            double slope = attempt();
            while (Double.isNaN(slope)) {
                slope = attempt();
            }
            return slope;
        }

        /** The height at the mean time of the line last drawn. */
        double height(double slope) {
            return meanValue + (drawnValue - slope * drawnTime) / time.length;
        }

        private double attempt() {
            int n = time.length;
            double sumTime = 0;
            double sumSquares = 0;
            double sumValue = 0;
            double sumProducts = 0;
            int first = -1;
            int second = -1;
            boolean threeDates = false;
            for (int k = 0; k < n; k++) {
                int i = random.nextInt(n);
                double t = time[i];
                double y = value[i] + noise.draw(random, noiseSd[i]);
                sumTime += t;
                sumSquares += t * t;
                sumValue += y;
                sumProducts += t * y;
                if (!threeDates && date[i] != first) {
                    if (first < 0) {
                        first = date[i];
                    } else if (second < 0) {
                        second = date[i];
                    } else {
                        threeDates = date[i] != second;
                    }
                }
            }
            drawnTime = sumTime;
            drawnValue = sumValue;
            return threeDates
                    ? (sumProducts - sumTime * sumValue / n) / (sumSquares - sumTime * sumTime / n)
                    : Double.NaN;
        }
    }
}
