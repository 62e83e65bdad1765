package org.computetrends.fit;

import org.computetrends.domain.LargestSoFar;
import org.computetrends.domain.Robustness;
import org.computetrends.stats.Influence;
import org.computetrends.stats.Jackknife;
import org.computetrends.stats.LineFit;
import org.computetrends.stats.Points;
import org.computetrends.stats.RobustLines;
import org.jspecify.annotations.Nullable;

/** How a slope fares when single observations count for less. */
final class RobustnessEstimator {
    private final long pairwiseLimit;

    RobustnessEstimator(long pairwiseLimit) {
        this.pairwiseLimit = pairwiseLimit;
    }

    Robustness robustness(LineFit line, TrendCells population, @Nullable Points points, @Nullable Double huberSlope) {
        Points few = points != null && points.size() <= pairwiseLimit ? points : null;
        Suspect suspect = mostInfluential(line, population);
        return new Robustness(
                huberSlope,
                few == null ? null : finite(RobustLines.theilSen(few)),
                few == null ? null : finite(RobustLines.quantileSlope(few, 0.5)),
                few == null ? null : finite(RobustLines.quantileSlope(few, 0.9)),
                suspect == null ? null : (Double) suspect.distance(),
                suspect == null ? null : suspect.release().releaseId(),
                suspect == null ? null : finite(suspect.slopeWithoutIt()),
                points == null ? null : finite(Influence.leaveOneOutLogScore(points, line)));
    }

    /** A release and what the line would be without it. */
    private record Suspect(LargestSoFar release, double distance, double slopeWithoutIt) {}

    /**
     * The release with the largest Cook's distance. Leverage depends on the date alone, so that it is the largest or the
     * smallest release of its date, and the cells' extremes are enough.
     */
    private static @Nullable Suspect mostInfluential(LineFit line, TrendCells population) {
        Suspect worst = null;
        for (int i = 0; i < population.extremes().size(); i++) {
            TrendCells.Extremes extremes = population.extremes().get(i);
            double time = population.cells().time()[i];
            for (LargestSoFar release : new LargestSoFar[] {extremes.largest(), extremes.smallest()}) {
                double value = Math.log10(release.value());
                double distance = Influence.cooksDistance(time, value, line);
                if (Double.isFinite(distance) && (worst == null || distance > worst.distance())) {
                    worst = new Suspect(release, distance, Jackknife.slopeWithout(time, value, line));
                }
            }
        }
        return worst;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
