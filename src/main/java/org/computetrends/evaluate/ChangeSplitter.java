package org.computetrends.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
 * Splits the change of a trend's slope between two vintages into the contributions of four parts, which add up exactly.
 *
 * <p>The parts are revised releases (their values, dates and labels, such as notable), added releases, withdrawn
 * releases, and changed rules. {@link PartialVintage} applies each of the 16 subsets of these parts, and the trend is
 * fitted to the result. The contribution of a part is its Shapley value: its marginal effect, averaged over all orders.
 * Populations are selected again for every subset. So a withdrawn release also changes the ranks and z-scores of other
 * releases. Slopes are least squares in closed form.
 *
 * <p>Two rules save work: subsets that differ only in parts that cannot affect a trend are fitted once, and fits on the
 * two vintages are reused.
 */
final class ChangeSplitter {
    /** The number of subsets of the four parts. Bit i of a subset says whether part i is applied. */
    private static final int SUBSETS = 16;

    private final PartialVintage partial;
    private final Selection rulesBefore;
    private final Selection rulesAfter;
    private final Map<TrendKey, Growth> growthBefore;
    private final Map<TrendKey, Growth> growthAfter;

    /** By metric: the parts that can change its populations, as bits. Empty and not used if the rules change. */
    private final Map<String, Integer> partsByMetric;

    private final Map<Integer, AnalysedReleases> releasesBySubset = new HashMap<>();

    /**
     * @param growthBefore trends already fitted on the earlier vintage, by {@code rulesAfter}
     * @param growthAfter trends already fitted on the later vintage, by {@code rulesAfter}
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
        this.partsByMetric = haveEqualRules() ? partial.partsByMetric(rulesAfter) : Map.of();
    }

    /** A trend on both vintages, and its change by part. The split is null unless the status is {@code SPLIT}. */
    record Change(
            Status status,
            Growth before,
            Growth after,
            @Nullable Split split) {}

    private boolean haveEqualRules() {
        return rulesBefore.equals(rulesAfter);
    }

    Change split(TrendSpecification trend) {
        int relevant = relevantParts(trend);
        Growth[] growths = new Growth[SUBSETS];
        double[] slopes = new double[SUBSETS];
        for (int applied = 0; applied < SUBSETS; applied++) {
            int appliedRelevant = applied & relevant;
            growths[applied] = appliedRelevant < applied ? growths[appliedRelevant] : growth(trend, applied, relevant);
            Double slope = growths[applied].slopeOomPerYear();
            slopes[applied] = slope == null ? Double.NaN : slope;
        }
        double[] contributions = ShapleyValues.of(slopes);
        Growth before = growths[0];
        Growth after = growths[SUBSETS - 1];
        if (before.slopeOomPerYear() == null || after.slopeOomPerYear() == null) {
            Status status = before.slopeOomPerYear() == null ? Status.NO_FIT_BEFORE : Status.NO_FIT_AFTER;
            return new Change(status, before, after, null);
        }
        if (!Arrays.stream(contributions).allMatch(Double::isFinite)) {
            return new Change(Status.NO_FIT_BETWEEN, before, after, null);
        }
        // The contributions are in the order of the bits of a subset.
        Split split = new Split(contributions[0], contributions[1], contributions[2], contributions[3]);
        return new Change(Status.SPLIT, before, after, split);
    }

    /** The parts that can change a trend, as bits: they affect its metric or the metric that ranks its frontier. */
    private int relevantParts(TrendSpecification trend) {
        if (!haveEqualRules()) {
            return SUBSETS - 1;
        }
        String metric = trend.metric().id();
        String rankedBy = Objects.requireNonNullElse(trend.cohort().rankedBy(), metric);
        return partsByMetric.getOrDefault(metric, 0) | partsByMetric.getOrDefault(rankedBy, 0);
    }

    private Growth growth(TrendSpecification trend, int applied, int relevant) {
        // With all relevant parts applied, the trend equals the later vintage's. With no part, it equals the earlier
        // vintage's; the fit on that vintage used rulesAfter, so it serves only if the rules are equal.
        Growth fitted = applied == relevant ? growthAfter.get(trend.key()) : null;
        if (applied == 0 && haveEqualRules()) {
            fitted = growthBefore.get(trend.key());
        }
        if (fitted != null) {
            return fitted;
        }
        Selection selection = (applied & PartialVintage.RULES) != 0 ? rulesAfter : rulesBefore;
        AnalysedReleases releases =
                releasesBySubset.computeIfAbsent(applied, subset -> partial.releases(subset, selection));
        return growth(trend, releases, selection.rules().timeScale());
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
