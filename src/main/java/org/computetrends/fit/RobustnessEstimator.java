package org.computetrends.fit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.computetrends.domain.InfluentialRelease;
import org.computetrends.domain.Robustness;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendCells;
import org.computetrends.domain.ValuedRelease;
import org.computetrends.stats.HuberLine;
import org.computetrends.stats.Influence;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.computetrends.stats.RobustLines;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much a slope depends on single releases: slopes by robust methods, the range of the slopes if one
 * release is left out, and the most influential releases.
 *
 * @param pairwiseLimit the largest population for robust methods, some of which use all pairs of releases
 * @param influentialReleases the number of influential releases to list
 */
record RobustnessEstimator(long pairwiseLimit, int influentialReleases, TimeScale timeScale) {

    /** Estimates the robustness of a line's slope. {@code byRelease} is null if the releases are not in memory. */
    Robustness robustness(LineFit line, TrendCells population, @Nullable PointsByRelease byRelease) {
        Points points = byRelease != null && byRelease.points().size() <= pairwiseLimit ? byRelease.points() : null;
        double[] leastAndGreatest = slopesWithoutOne(line, population);
        return new Robustness(
                points == null ? null : finite(HuberLine.slope(points, line)),
                points == null ? null : finite(RobustLines.theilSen(points)),
                points == null ? null : finite(RobustLines.quantileSlope(points, 0.5)),
                points == null ? null : finite(RobustLines.quantileSlope(points, 0.9)),
                finite(leastAndGreatest[0]),
                finite(leastAndGreatest[1]),
                mostInfluential(line, population, byRelease));
    }

    /**
     * The least and the greatest slope if one release is left out; both NaN if one release alone determines the slope.
     * Only the largest and smallest release of each date are tried: on one date, the slope is monotone in the value
     * left out.
     */
    private static double[] slopesWithoutOne(LineFit line, TrendCells population) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (ValuedRelease release : extremes(population)) {
            if (line.isDeterminedBy(population.timeOf(release))) {
                return new double[] {Double.NaN, Double.NaN};
            }
            double slope = Jackknife.slopeWithout(population.timeOf(release), Math.log10(release.value()), line);
            range[0] = Math.min(range[0], slope);
            range[1] = Math.max(range[1], slope);
        }
        return range;
    }

    /**
     * The most influential releases by Cook's distance. If the releases are not in memory, only the largest and
     * smallest of each date are considered. These always include the most influential release.
     */
    private List<InfluentialRelease> mostInfluential(
            LineFit line, TrendCells population, @Nullable PointsByRelease byRelease) {
        Stream<InfluentialRelease> releases = byRelease == null
                ? extremes(population).stream()
                        .flatMap(release -> influence(
                                line, release.releaseId(), population.timeOf(release), Math.log10(release.value())))
                : IntStream.range(0, byRelease.points().size())
                        .boxed()
                        .flatMap(i -> influence(
                                line,
                                byRelease.releaseIds().get(i),
                                byRelease.points().time()[i],
                                byRelease.points().value()[i]));
        return releases.sorted(Comparator.comparingDouble(RobustnessEstimator::distanceToSortBy)
                        .reversed()
                        .thenComparing(InfluentialRelease::releaseId))
                .distinct()
                .limit(influentialReleases)
                .toList();
    }

    /** A release's influence; empty if the line fits perfectly, so that Cook's distance is undefined. */
    private Stream<InfluentialRelease> influence(LineFit line, String releaseId, double time, double log10Value) {
        boolean determinesSlope = line.isDeterminedBy(time);
        Double distance = determinesSlope ? null : finite(Influence.cooksDistance(time, log10Value, line));
        return determinesSlope || distance != null
                ? Stream.of(new InfluentialRelease(
                        releaseId,
                        timeScale.dateAt(time),
                        Math.pow(10, log10Value),
                        distance,
                        line.leverage(time),
                        determinesSlope ? null : finite(Jackknife.slopeWithout(time, log10Value, line))))
                : Stream.empty();
    }

    /** The largest and the smallest release of each date; the same release twice if it is the only one of its date. */
    private static List<ValuedRelease> extremes(TrendCells population) {
        return population.extremes().stream()
                .flatMap(ofDate -> Stream.of(ofDate.largest(), ofDate.smallest()))
                .toList();
    }

    /** Cook's distance; infinite for a release that alone determines the slope. */
    private static double distanceToSortBy(InfluentialRelease release) {
        Double distance = release.cooksDistance();
        return distance == null ? Double.POSITIVE_INFINITY : distance;
    }

    /** The value; null for NaN and infinities. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
