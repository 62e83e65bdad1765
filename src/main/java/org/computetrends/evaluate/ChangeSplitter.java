package org.computetrends.evaluate;

import java.util.HashMap;
import java.util.Map;
import org.computetrends.domain.DoublingTime;
import org.computetrends.domain.TimeScale;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendSpecification;
import org.computetrends.domain.VintageChange.Growth;
import org.computetrends.domain.VintageChange.Split;
import org.computetrends.domain.VintageChange.Status;
import org.computetrends.population.AnalysedReleases;
import org.computetrends.population.Population;
import org.computetrends.population.Selection;
import org.computetrends.stats.Cells;
import org.computetrends.stats.Interval;
import org.computetrends.stats.LeastSquaresLine;
import org.computetrends.stats.ShapleyValues;
import org.jspecify.annotations.Nullable;

/**
 * Decomposes the change of a trend between two vintages exactly.
 *
 * <p>A change has four parts: releases are revised (values, dates and labels, such as whether they are notable or
 * derived from another), added or withdrawn, and the rules may change. The trend is fitted after each of the 16 subsets
 * of these parts ({@link PartialVintage}). The contribution of a part is its Shapley value: its marginal effect, averaged
 * over all orders. Populations are selected again for every subset, so a withdrawn release also leaves the ranks and
 * windows of its neighbours. Subsets that agree in everything the trend depends on are fitted once, and the fits of both
 * vintages are reused. Slopes are least squares in closed form.
 */
final class ChangeSplitter {
    /** The subsets of the four kinds of change in {@link PartialVintage}. */
    private static final int SUBSETS = 16;

    private final PartialVintage partial;
    private final Selection before;
    private final Selection after;
    private final Map<TrendKey, Growth> earlier;
    private final Map<TrendKey, Growth> later;
    private final Map<String, Integer> parts;
    private final Map<Integer, AnalysedReleases> releasesBySubset = new HashMap<>();

    /**
     * @param partial the releases after each subset of the kinds of change
     * @param before the rules of the earlier vintage
     * @param after the rules of the later one
     * @param earlier the trends already fitted on the earlier vintage by the rules of the later one
     * @param later the trends already fitted on the later vintage
     */
    ChangeSplitter(
            PartialVintage partial,
            Selection before,
            Selection after,
            Map<TrendKey, Growth> earlier,
            Map<TrendKey, Growth> later) {
        this.partial = partial;
        this.before = before;
        this.after = after;
        this.earlier = earlier;
        this.later = later;
        this.parts = before.equals(after) ? partial.partsByMetric(after) : Map.of();
    }

    /**
     * The change of a trend.
     *
     * @param status whether the change could be decomposed, or the reason why not
     * @param before the trend on the earlier vintage
     * @param after the trend on the later vintage
     * @param split the parts, or null unless {@code SPLIT}
     */
    record Change(
            Status status,
            Growth before,
            Growth after,
            @Nullable Split split) {}

    Change split(TrendSpecification trend) {
        int relevant = relevantParts(trend);
        Growth[] growths = new Growth[SUBSETS];
        double[] slopes = new double[SUBSETS];
        for (int applied = 0; applied < SUBSETS; applied++) {
            int same = applied & relevant;
            growths[applied] = same < applied ? growths[same] : growth(trend, applied, relevant);
            Double slope = growths[applied].slopeOomPerYear();
            slopes[applied] = slope == null ? Double.NaN : slope;
        }
        double[] shares = ShapleyValues.of(slopes);
        double sum = shares[0] + shares[1] + shares[2] + shares[3];
        Growth first = growths[0];
        Growth last = growths[SUBSETS - 1];
        Status status = first.slopeOomPerYear() == null
                ? Status.NO_FIT_BEFORE
                : last.slopeOomPerYear() == null
                        ? Status.NO_FIT_AFTER
                        : Double.isFinite(sum) ? Status.SPLIT : Status.NO_FIT_BETWEEN;
        return new Change(
                status,
                first,
                last,
                status == Status.SPLIT ? new Split(shares[0], shares[1], shares[2], shares[3]) : null);
    }

    /** The parts that can change a trend: those that affect its metric or the metric that ranks its frontier. */
    private int relevantParts(TrendSpecification trend) {
        if (!before.equals(after)) {
            return SUBSETS - 1;
        }
        String rankedBy = trend.cohort().rankedBy();
        return parts.getOrDefault(trend.metric().id(), 0) | (rankedBy == null ? 0 : parts.getOrDefault(rankedBy, 0));
    }

    private Growth growth(TrendSpecification trend, int applied, int relevant) {
        Growth known = applied == relevant ? later.get(trend.key()) : null;
        if (applied == 0 && before.equals(after)) {
            known = earlier.get(trend.key());
        }
        if (known != null) {
            return known;
        }
        Selection selection = (applied & PartialVintage.RULES) != 0 ? after : before;
        return growth(
                trend,
                releasesBySubset.computeIfAbsent(applied, each -> partial.releases(each, selection)),
                selection.rules().timeScale());
    }

    private static Growth growth(TrendSpecification trend, AnalysedReleases releases, TimeScale timeScale) {
        Population population = releases.select(trend.metric().id(), trend.cohort(), trend.era());
        Cells cells = population.cells(timeScale);
        if (!LeastSquaresLine.isEstimable(cells)) {
            return new Growth(population.size(), null, null);
        }
        double slope = LeastSquaresLine.fit(cells).slope();
        return Growth.of(population.size(), slope, DoublingTime.of(slope, new Interval(slope, slope), timeScale));
    }
}
