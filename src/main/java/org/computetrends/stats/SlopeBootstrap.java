package org.computetrends.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bootstrap distributions of a line: by pairs and by cluster of slope and height, and wild of the slope, in OOM per
 * year and OOM.
 *
 * <p>A replicate is refitted from sums and costs one pass over what it draws: observations, or clusters. Ten thousand
 * replicates of a 1,200-row trend take some 30 ms. The draws depend on the seed alone.
 */
public final class SlopeBootstrap {

    /** Below this many clusters, signs alone give too few distinct replicates (Webb 2023). */
    private static final int FEW_CLUSTERS = 12;

    private static final double[] WEBB = {-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)};

    /** A replicate that cannot be fitted is drawn again; a population where this many in a row cannot has none. */
    private static final int MOST_REDRAWS = 10_000;

    /** Observations of fewer dates leave too few different replicates. */
    private static final int LEAST_DATES = 5;

    /** Count, time, its square, value, and the product of time and value. */
    private static final int MOMENTS = 5;

    private static final int COLUMNS = 4;

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
        ClusterMoments centred = clusters.about(fit.meanTime(), fit.meanValue());
        int size = centred.size();
        double[] moments = new double[MOMENTS * size];
        for (int g = 0; g < size; g++) {
            moments[MOMENTS * g] = centred.count()[g];
            moments[MOMENTS * g + 1] = centred.time()[g];
            moments[MOMENTS * g + 2] = centred.timeSquared()[g];
            moments[MOMENTS * g + 3] = centred.value()[g];
            moments[MOMENTS * g + 4] = centred.timeValue()[g];
        }
        UniformPlaces places = new UniformPlaces(size, size, new SplittableRandom(seed));
        double[] slopes = new double[replicates];
        double[] heights = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            int attempts = 0;
            while (!drawClusters(moments, places.draw(), size, fit, i, slopes, heights)) {
                if (++attempts == MOST_REDRAWS) {
                    return NONE;
                }
            }
        }
        return new LineDraws(fit.meanTime(), slopes, heights);
    }

    /** Fills in a replicate, and says whether the times drawn differ. */
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
     * slope then moves by the weighted sum of the clusters' scores.
     *
     * @param slopeScores each cluster's sum of centred time times residual
     * @param fit the line
     * @return the slopes, in no order
     */
    public double[] wild(double[] slopeScores, LineFit fit) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] slopes = new double[replicates];
        if (slopeScores.length < FEW_CLUSTERS) {
            UniformPlaces weights = new UniformPlaces(WEBB.length, slopeScores.length, random);
            for (int i = 0; i < replicates; i++) {
                slopes[i] = fit.slope() + webb(slopeScores, weights.draw()) / fit.timeSumOfSquares();
            }
        } else {
            RandomSigns signs = new RandomSigns(slopeScores, random);
            for (int i = 0; i < replicates; i++) {
                slopes[i] = fit.slope() + signs.draw() / fit.timeSumOfSquares();
            }
        }
        return slopes;
    }

    private static double webb(double[] slopeScores, int[] weights) {
        double sum = 0;
        for (int g = 0; g < slopeScores.length; g++) {
            sum += slopeScores[g] * WEBB[weights[g]];
        }
        return sum;
    }

    /** Draws observations, centred once, and fits them. */
    private static final class Pairs {

        /** Of each observation in turn: time, its square, value and their product. */
        private final double[] rows;

        private final int[] date;
        private final double[] noiseSd;
        private final MeasurementNoise noise;
        private final SplittableRandom random;
        private final UniformPlaces places;
        private final int n;
        private final double meanTime;
        private final double meanValue;
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
            this.places = new UniformPlaces(n, n, random);
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
            int[] drawn = places.draw();
            while (!UniformPlaces.haveThreeDates(drawn, n, date)) {
                drawn = places.draw();
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
