package org.computetrends.stats;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Bootstrap distributions of a line: slope and height by pairs and by cluster, and the slope by the wild bootstrap. Slopes
 * are in OOM per year, heights in OOM.
 *
 * <p>A replicate is fitted from sums in one pass over its observations or clusters. Ten thousand replicates of a 1,200-row
 * trend take about 30 ms. The draws depend only on the seed.
 */
public final class SlopeBootstrap {

    /** The fewest clusters for random signs: with fewer, too few replicates are distinct (Webb 2023). */
    private static final int FEW_CLUSTERS = 12;

    private static final double[] WEBB = {-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)};

    /** A replicate that cannot be fitted is drawn again; after this many in a row there is no bootstrap. */
    private static final int MOST_REDRAWS = 10_000;

    /** Observations with fewer dates have too few distinct replicates. */
    private static final int LEAST_DATES = 5;

    /** Count, time, its square, value, and the product of time and value. */
    private static final int MOMENTS = 5;

    /** Time, its square, value, and the product of time and value. */
    private static final int COLUMNS = 4;

    private static final LineDraws NONE = new LineDraws(0, new double[0], new double[0]);

    private final int replicates;
    private final long seed;

    /**
     * @param replicates the number of replicates
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
     * Draws observations with replacement. Replicates with fewer than three distinct times are drawn again; empty if the
     * observations themselves have fewer than five. A measurement error is added to each value drawn.
     *
     * @param points the observations
     * @param noise the kind of measurement error
     */
    public LineDraws pairs(Points points, MeasurementNoise noise) {
        if (points.distinctTimes() < LEAST_DATES) {
            return NONE;
        }
        Pairs draw = new Pairs(points, noise, new SplittableRandom(seed));
        double[] slopes = new double[replicates];
        double[] heights = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            draw.next();
            slopes[i] = draw.slope();
            heights[i] = draw.height();
        }
        return new LineDraws(draw.meanTime, slopes, heights);
    }

    /**
     * Draws clusters with replacement, each with all its observations. Replicates with equal times are drawn again.
     * Empty if there are fewer than two clusters, or if no replicate has different times.
     *
     * @param clusters the clusters' moments
     * @param fit the line, whose mean time and height are the origin of sums
     */
    public LineDraws clusters(ClusterMoments clusters, LineFit fit) {
        return clusters(List.of(clusters), List.of(fit)).get(0);
    }

    /**
     * Draws clusters jointly for several trends. Replicates in which a trend has equal times are drawn again. Empty if
     * there are fewer than two clusters, or if no replicate has different times in every trend.
     *
     * @param clusters for each trend, its moments of each cluster, in the same order of clusters
     * @param fits each trend's line
     */
    public List<LineDraws> clusters(List<ClusterMoments> clusters, List<LineFit> fits) {
        int trends = fits.size();
        int size = clusters.get(0).size();
        if (size < 2) {
            return Collections.nCopies(trends, NONE);
        }
        RandomIndices indices = new RandomIndices(size, size, new SplittableRandom(seed));
        double[][] moments = new double[trends][];
        double[][] slopes = new double[trends][replicates];
        double[][] heights = new double[trends][replicates];
        for (int trend = 0; trend < trends; trend++) {
            moments[trend] = centred(clusters.get(trend), fits.get(trend));
        }
        for (int i = 0; i < replicates; i++) {
            int attempts = 0;
            while (!drawClusters(moments, indices.draw(), size, fits, i, slopes, heights)) {
                if (++attempts == MOST_REDRAWS) {
                    return Collections.nCopies(trends, NONE);
                }
            }
        }
        return IntStream.range(0, trends)
                .mapToObj(trend -> new LineDraws(fits.get(trend).meanTime(), slopes[trend], heights[trend]))
                .toList();
    }

    /** The moments of each cluster about the line's means, one cluster after the other. */
    private static double[] centred(ClusterMoments clusters, LineFit fit) {
        ClusterMoments centred = clusters.centredAt(fit.meanTime(), fit.meanValue());
        int size = centred.size();
        double[] moments = new double[MOMENTS * size];
        for (int g = 0; g < size; g++) {
            moments[MOMENTS * g] = centred.count()[g];
            moments[MOMENTS * g + 1] = centred.time()[g];
            moments[MOMENTS * g + 2] = centred.timeSquared()[g];
            moments[MOMENTS * g + 3] = centred.value()[g];
            moments[MOMENTS * g + 4] = centred.timeValue()[g];
        }
        return moments;
    }

    /** Computes a replicate of every trend; false if a trend's drawn times are all equal. */
    private static boolean drawClusters(
            double[][] moments,
            int[] drawn,
            int size,
            List<LineFit> fits,
            int replicate,
            double[][] slopes,
            double[][] heights) {
        for (int trend = 0; trend < moments.length; trend++) {
            if (!drawClusters(moments[trend], drawn, size, fits.get(trend), replicate, slopes[trend], heights[trend])) {
                return false;
            }
        }
        return true;
    }

    /** Computes a replicate; false if its drawn times are all equal. */
    private static boolean drawClusters(
            double[] moments, int[] drawn, int size, LineFit fit, int replicate, double[] slopes, double[] heights) {
        double n = 0;
        double time = 0;
        double squares = 0;
        double value = 0;
        double products = 0;
        for (int k = 0; k < size; k++) {
            int at = MOMENTS * drawn[k];
            n += moments[at];
            time += moments[at + 1];
            squares += moments[at + 2];
            value += moments[at + 3];
            products += moments[at + 4];
        }
        // Least squares about the mean time: slope Sty / Stt.
        double spread = squares - time * time / n;
        // If all drawn times are equal, the spread is only rounding.
        if (!(spread > 1e-12 * fit.timeSumOfSquares())) {
            return false;
        }
        slopes[replicate] = (products - time * value / n) / spread;
        heights[replicate] = fit.meanValue() + (value - slopes[replicate] * time) / n;
        return true;
    }

    /**
     * The wild bootstrap by cluster. It keeps times and multiplies the residuals of each cluster by a random weight of
     * mean zero and variance one: a sign, or one of Webb's six values if there are fewer than twelve clusters. The
     * estimate changes by the weighted sum of the clusters' contributions.
     *
     * @param estimate a slope, or a difference of slopes
     * @param changes each cluster's contribution to it
     * @return the estimates, in no particular order
     */
    public double[] wild(double estimate, double[] changes) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] estimates = new double[replicates];
        if (changes.length < FEW_CLUSTERS) {
            RandomIndices weights = new RandomIndices(WEBB.length, changes.length, random);
            for (int i = 0; i < replicates; i++) {
                estimates[i] = estimate + webb(changes, weights.draw());
            }
        } else {
            RademacherSums signs = new RademacherSums(changes, random);
            for (int i = 0; i < replicates; i++) {
                estimates[i] = estimate + signs.draw();
            }
        }
        return estimates;
    }

    private static double webb(double[] changes, int[] weights) {
        double sum = 0;
        for (int g = 0; g < changes.length; g++) {
            sum += changes[g] * WEBB[weights[g]];
        }
        return sum;
    }

    /** Draws observations, which are centred once, and fits them. */
    private static final class Pairs {

        /** For each observation: time, its square, value, and the product of time and value. */
        private final double[] rows;

        private final int[] date;
        private final double[] noiseSd;
        private final MeasurementNoise noise;
        private final SplittableRandom random;
        private final RandomIndices indices;
        private final int n;
        private final double meanTime;
        private final double meanValue;
        // Sums over the current draw.
        private double time;
        private double squares;
        private double value;
        private double products;

        Pairs(Points points, MeasurementNoise noise, SplittableRandom random) {
            this.n = points.size();
            this.rows = new double[COLUMNS * n];
            this.date = points.dates();
            this.noiseSd = points.noiseSd();
            this.noise = noise;
            this.random = random;
            this.indices = new RandomIndices(n, n, random);
            this.meanTime = Arrays.stream(points.time()).average().orElseThrow();
            this.meanValue = Arrays.stream(points.value()).average().orElseThrow();
            for (int i = 0; i < n; i++) {
                double t = points.time()[i] - meanTime;
                double y = points.value()[i] - meanValue;
                rows[COLUMNS * i] = t;
                rows[COLUMNS * i + 1] = t * t;
                rows[COLUMNS * i + 2] = y;
                rows[COLUMNS * i + 3] = t * y;
            }
        }

        /** Draws until there are three dates. */
        void next() {
            int[] drawn = indices.draw();
            while (!RandomIndices.haveThreeDates(drawn, n, date)) {
                drawn = indices.draw();
            }
            sum(drawn);
            if (noise != MeasurementNoise.NONE) {
                addNoise(drawn);
            }
        }

        private void sum(int[] drawn) {
            double[] from = rows;
            int size = n;
            double sumTime = 0;
            double sumSquares = 0;
            double sumValue = 0;
            double sumProducts = 0;
            for (int k = 0; k < size; k++) {
                int at = COLUMNS * drawn[k];
                sumTime += from[at];
                sumSquares += from[at + 1];
                sumValue += from[at + 2];
                sumProducts += from[at + 3];
            }
            time = sumTime;
            squares = sumSquares;
            value = sumValue;
            products = sumProducts;
        }

        private void addNoise(int[] drawn) {
            for (int k = 0; k < n; k++) {
                double error = noise.draw(random, noiseSd[drawn[k]]);
                value += error;
                products += rows[COLUMNS * drawn[k]] * error;
            }
        }

        double slope() {
            return (products - time * value / n) / (squares - time * time / n);
        }

        /** The height at the mean time of all observations. */
        double height() {
            return meanValue + (value - slope() * time) / n;
        }
    }
}
