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

/**
 * The 95% intervals of a slope, by every method that the population allows.
 *
 * <p>How often they hold the truth, in per cent of 2,000 synthetic trends with 999 replicates each (releases of some n/4
 * organizations; {@code IntervalCoverage} among the tests prints the table, with a Monte Carlo error of 0.5):
 *
 * <pre>
 * scatter           n   OLS  HC3  CR1  pairs  pairs BCa  cluster  cluster BCa  wild
 * normal           15  94.5 95.1 93.5   91.0       91.0     76.7         69.3  66.5
 * normal           50  95.3 95.5 94.8   93.4       93.5     91.6         91.5  89.1
 * normal          400  95.8 95.8 95.5   95.6       95.9     95.2         94.8  94.6
 * spread doubles   15  94.7 95.2 92.5   91.4       91.1     77.2         69.0  64.1
 * spread doubles   50  94.5 95.0 93.5   93.8       93.5     90.3         89.9  88.6
 * spread doubles  400  95.4 95.7 95.7   95.1       95.4     95.2         95.0  94.9
 * clustered        15  70.3 72.2 75.6   64.0       64.9     91.9         79.6  40.7
 * clustered        50  72.7 73.0 88.5   70.2       70.4     90.9         90.6  81.6
 * clustered       400  74.4 74.4 94.1   73.7       73.6     93.9         93.5  93.2
 * heavy-tailed     15  95.0 96.6 92.9   91.6       88.8     77.1         66.9  64.0
 * heavy-tailed     50  94.1 94.9 93.5   92.6       89.8     89.0         87.4  88.1
 * heavy-tailed    400  94.9 94.9 94.7   93.6       92.2     93.2         92.1  93.8
 * </pre>
 *
 * <p>So CR1 is the default: where releases of an organization resemble each other, as those of a laboratory do, it alone
 * holds with some dozens of organizations, and where they do not it is within two points of the classical interval
 * (93.2 at n of 15, 94.1 at 50 and 95.3 at 400 under normal scatter, from 40,000 and 10,000 trends). With a dozen
 * organizations that resemble each other within, no interval here is right, and CR1 is the least wrong of those that
 * are right elsewhere. BCa mends little that is wrong, and the percentile bootstraps are narrow for small populations.
 */
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
