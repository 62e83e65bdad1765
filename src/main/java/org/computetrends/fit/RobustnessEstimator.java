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
 * Estimates how much a slope depends on single observations: slopes by robust methods, the range of slopes without one
 * release, and the most influential releases.
 *
 * @param pairwiseLimit the largest population for robust methods, some of which use all pairs of releases
 * @param influentialReleases the number of influential releases to list
 */
record RobustnessEstimator(long pairwiseLimit, int influentialReleases, TimeScale timeScale) {

    /** The robustness of a line; {@code byRelease} is null if the releases are not in memory. */
    Robustness robustness(LineFit line, TrendCells population, @Nullable PointsByRelease byRelease) {
        Points points = byRelease != null && byRelease.points().size() <= pairwiseLimit ? byRelease.points() : null;
        double[] range = slopesWithoutOne(line, population);
        return new Robustness(
                points == null ? null : finite(HuberLine.slope(points, line)),
                points == null ? null : finite(RobustLines.theilSen(points)),
                points == null ? null : finite(RobustLines.quantileSlope(points, 0.5)),
                points == null ? null : finite(RobustLines.quantileSlope(points, 0.9)),
                finite(range[0]),
                finite(range[1]),
                influential(line, population, byRelease));
    }

    /**
     * The least and the greatest slope without one release; NaN if a release alone determines the slope. Among releases
     * of one date the slope without one is monotone in the residual, so the largest and the smallest release of the date are
     * sufficient.
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
     * smallest of each date are considered, which always include the most influential one.
     */
    private List<InfluentialRelease> influential(
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
        // Releases that alone determine the slope come first: their distance is unbounded.
        return releases.sorted(Comparator.comparingDouble(RobustnessEstimator::distance)
                        .reversed()
                        .thenComparing(InfluentialRelease::releaseId))
                .distinct()
                .limit(influentialReleases)
                .toList();
    }

    /** A release's influence; empty if the line fits perfectly, so that there is no distance. */
    private Stream<InfluentialRelease> influence(LineFit line, String releaseId, double time, double log10Value) {
        boolean isAlone = line.isDeterminedBy(time);
        Double distance = isAlone ? null : finite(Influence.cooksDistance(time, log10Value, line));
        return isAlone || distance != null
                ? Stream.of(new InfluentialRelease(
                        releaseId,
                        timeScale.dateAt(time),
                        Math.pow(10, log10Value),
                        distance,
                        line.leverage(time),
                        isAlone ? null : finite(Jackknife.slopeWithout(time, log10Value, line))))
                : Stream.empty();
    }

    private static List<ValuedRelease> extremes(TrendCells population) {
        return population.extremes().stream()
                .flatMap(ofDate -> Stream.of(ofDate.largest(), ofDate.smallest()))
                .toList();
    }

    private static double distance(InfluentialRelease release) {
        Double distance = release.cooksDistance();
        return distance == null ? Double.POSITIVE_INFINITY : distance;
    }

    /** Null for NaN and infinities. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
