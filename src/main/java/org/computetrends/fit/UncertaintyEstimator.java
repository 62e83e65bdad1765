package org.computetrends.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.computetrends.domain.SlopeInterval;
import org.computetrends.domain.SlopeInterval.Method;
import org.computetrends.stats.BootstrapInterval;
import org.computetrends.stats.Cells;
import org.computetrends.stats.ClusterMoments;
import org.computetrends.stats.Interval;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.MeasurementNoise;
import org.computetrends.stats.Points;
import org.computetrends.stats.RobustErrors;
import org.computetrends.stats.SlopeBootstrap;
import org.jspecify.annotations.Nullable;

/** The 95% intervals of a slope, by every method that the population allows. */
final class UncertaintyEstimator {
    private static final double LEVEL = 0.95;

    private final int replicates;
    private final MeasurementNoise noise;

    UncertaintyEstimator(int replicates, MeasurementNoise noise) {
        this.replicates = replicates;
        this.noise = noise;
    }

    /**
     * The intervals, in the order of their methods.
     *
     * @param line the fitted line
     * @param cells its observations by date
     * @param clusters its observations by cluster
     * @param points its observations one by one, or null when there are too many
     * @param seed the seed of the draws
     */
    List<SlopeInterval> intervals(
            LineFit line, Cells cells, ClusterMoments clusters, @Nullable Points points, long seed) {
        List<SlopeInterval> intervals = new ArrayList<>();
        double[] scores = clusters.slopeScores(line);
        addStudent(intervals, Method.OLS, line, line.slopeSe(), line.degreesOfFreedom());
        addStudent(intervals, Method.HC3, line, RobustErrors.hc3(cells, line), line.degreesOfFreedom());
        addStudent(intervals, Method.CR1, line, RobustErrors.cr1(scores, line), clusters.size() - 1L);
        if (replicates > 0) {
            SlopeBootstrap bootstrap = new SlopeBootstrap(replicates, seed);
            if (points != null) {
                addBootstrap(
                        intervals,
                        Method.PAIRS_PERCENTILE,
                        Method.PAIRS_BCA,
                        bootstrap.pairs(points, noise),
                        line,
                        Jackknife.slopesWithoutEach(points, line));
            }
            addBootstrap(
                    intervals,
                    Method.CLUSTER_PERCENTILE,
                    Method.CLUSTER_BCA,
                    bootstrap.clusters(clusters, line),
                    line,
                    Jackknife.slopesWithoutEachCluster(clusters, line));
            addPercentile(intervals, Method.WILD_PERCENTILE, bootstrap.wild(scores, line));
        }
        return intervals;
    }

    private static void addStudent(
            List<SlopeInterval> intervals, Method method, LineFit line, double standardError, long degreesOfFreedom) {
        if (Double.isFinite(standardError) && degreesOfFreedom >= 1) {
            Interval interval = Interval.student(line.slope(), standardError, (double) degreesOfFreedom, LEVEL);
            intervals.add(new SlopeInterval(method, standardError, interval.low(), line.slope(), interval.high()));
        }
    }

    private static void addBootstrap(
            List<SlopeInterval> intervals,
            Method percentile,
            Method accelerated,
            double[] replicates,
            LineFit line,
            double[] jackknife) {
        addPercentile(intervals, percentile, replicates);
        boolean defined = Arrays.stream(jackknife).allMatch(Double::isFinite);
        if (replicates.length > 0 && defined) {
            add(intervals, accelerated, replicates, BootstrapInterval.bca(replicates, line.slope(), jackknife, LEVEL));
        }
    }

    private static void addPercentile(List<SlopeInterval> intervals, Method method, double[] replicates) {
        if (replicates.length > 0) {
            add(intervals, method, replicates, BootstrapInterval.percentile(replicates, LEVEL));
        }
    }

    private static void add(List<SlopeInterval> intervals, Method method, double[] replicates, Interval interval) {
        double mean = Arrays.stream(replicates).average().orElseThrow();
        double squares = Arrays.stream(replicates)
                .map(replicate -> (replicate - mean) * (replicate - mean))
                .sum();
        intervals.add(new SlopeInterval(
                method,
                Math.sqrt(squares / Math.max(1, replicates.length - 1)),
                interval.low(),
                BootstrapInterval.quantile(replicates, 0.5),
                interval.high()));
    }
}
