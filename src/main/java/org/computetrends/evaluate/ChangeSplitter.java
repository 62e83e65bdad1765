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
    private final Selection rulesBefore;
    private final Selection rulesAfter;
    private final Map<TrendKey, Growth> growthBefore;
    private final Map<TrendKey, Growth> growthAfter;

    /** By metric: the parts that can change it, as bits; empty if the rules change. */
    private final Map<String, Integer> partsByMetric;

    private final Map<Integer, AnalysedReleases> releasesBySubset = new HashMap<>();

    /**
     * @param growthBefore trends already fitted on the earlier vintage, by the later one's rules
     * @param growthAfter trends already fitted on the later vintage
     */
    ChangeSplitter(
            PartialVintage partial,
            Selection rulesBefore,
            Selection rulesAfter,
            Map<TrendKey, Growth> growthBefore,
            Map<TrendKey, Growth> growthAfter) {
        this.partial = partial;
        this.rulesBefore = rulesBefore;
        this.rulesAfter = rulesAfter;
        this.growthBefore = growthBefore;
        this.growthAfter = growthAfter;
        this.partsByMetric = rulesBefore.equals(rulesAfter) ? partial.partsByMetric(rulesAfter) : Map.of();
    }

    /** A trend on both vintages, and the parts of its change; {@code split} is null unless the status is {@code SPLIT}. */
    record Change(
            Status status,
            Growth before,
            Growth after,
            @Nullable Split split) {}

    /** The change of a trend and its parts. Bit i of a subset says whether part i is applied. */
    Change split(TrendSpecification trend) {
        int relevant = relevantParts(trend);
        Growth[] growths = new Growth[SUBSETS];
        double[] slopes = new double[SUBSETS];
        for (int applied = 0; applied < SUBSETS; applied++) {
            // The subset without parts that do not matter to the trend.
            int reduced = applied & relevant;
            growths[applied] = reduced < applied ? growths[reduced] : growth(trend, applied, relevant);
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

    /** The parts that can change a trend, as bits: they affect its metric or the metric that ranks its frontier. */
    private int relevantParts(TrendSpecification trend) {
        if (!rulesBefore.equals(rulesAfter)) {
            return SUBSETS - 1;
        }
        String rankedBy = trend.cohort().rankedBy();
        return partsByMetric.getOrDefault(trend.metric().id(), 0)
                | (rankedBy == null ? 0 : partsByMetric.getOrDefault(rankedBy, 0));
    }

    private Growth growth(TrendSpecification trend, int applied, int relevant) {
        // With all relevant parts the trend is that of the later vintage, and with none that of the earlier one.
        Growth fitted = applied == relevant ? growthAfter.get(trend.key()) : null;
        if (applied == 0 && rulesBefore.equals(rulesAfter)) {
            fitted = growthBefore.get(trend.key());
        }
        if (fitted != null) {
            return fitted;
        }
        Selection selection = (applied & PartialVintage.RULES) != 0 ? rulesAfter : rulesBefore;
        return growth(
                trend,
                releasesBySubset.computeIfAbsent(applied, subset -> partial.releases(subset, selection)),
                selection.rules().timeScale());
    }

    private static Growth growth(TrendSpecification trend, AnalysedReleases releases, TimeScale timeScale) {
        Population population = releases.select(trend.metric().id(), trend.cohort(), trend.era());
        Cells cells = population.cells(timeScale);
        if (!LeastSquaresLine.isEstimable(cells)) {
            return new Growth(population.size(), null, null);
        }
        double slope = LeastSquaresLine.fit(cells).slope();
        return new Growth(population.size(), slope, DoublingTime.months(slope, timeScale));
    }
}
