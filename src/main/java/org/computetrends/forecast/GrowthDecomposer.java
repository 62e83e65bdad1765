package org.computetrends.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.computetrends.domain.Decomposition;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.domain.Trend;
import org.computetrends.domain.TrendKey;
import org.computetrends.stats.LineDraws;
import org.computetrends.stats.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * Splits the growth of a product, such as training compute, among its factors. The factors' slopes add up exactly if
 * all trends are over the same releases, as when each metric is null where any factor is unknown. Bootstraps of these
 * trends draw the same organizations or releases, so a share's interval comes from joint replicates. Trends with
 * different numbers of releases have no interval.
 */
record GrowthDecomposer(Map<TrendKey, Trend> trends) {

    /** The parts of each decomposition, with their shares of growth. */
    List<Decomposition.Part> parts(List<Decomposition> decompositions) {
        List<Decomposition.Part> parts = new ArrayList<>();
        for (Decomposition decomposition : decompositions) {
            Trend whole = TrendProjector.require(trends, decomposition.whole());
            for (TrendKey key : decomposition.parts()) {
                parts.add(part(decomposition.id(), TrendProjector.require(trends, key), whole));
            }
        }
        return parts;
    }

    /** A part with its share: its slope divided by the whole's. Null share without both fits, or without growth. */
    private static Decomposition.Part part(String decomposition, Trend part, Trend whole) {
        Trend.Estimate partEstimate = part.estimate();
        Trend.Estimate wholeEstimate = whole.estimate();
        if (partEstimate == null
                || wholeEstimate == null
                || wholeEstimate.line().slope() <= 0) {
            return new Decomposition.Part(decomposition, part, whole, null, null);
        }
        return new Decomposition.Part(
                decomposition,
                part,
                whole,
                partEstimate.line().slope() / wholeEstimate.line().slope(),
                part.n() == whole.n() ? interval(partEstimate.draws(), wholeEstimate.draws()) : null);
    }

    /** The median and 95% interval of the share over joint replicates; null without replicates of equal number. */
    private static @Nullable MedianAndInterval interval(LineDraws part, LineDraws whole) {
        if (part.size() == 0 || part.size() != whole.size()) {
            return null;
        }
        double[] ratios = IntStream.range(0, part.size())
                .mapToDouble(i -> part.slope()[i] / whole.slope()[i])
                .toArray();
        double[] quantiles = Quantiles.inPlace(ratios, 0.5, 0.025, 0.975);
        return new MedianAndInterval(quantiles[0], quantiles[1], quantiles[2]);
    }
}
