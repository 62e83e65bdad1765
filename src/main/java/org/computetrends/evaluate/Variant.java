package org.computetrends.evaluate;

import org.computetrends.domain.Cohort;
import org.computetrends.domain.Era;
import org.computetrends.domain.OutlierRule;
import org.computetrends.domain.PopulationRules;
import org.computetrends.domain.ZScoreRule;
import org.computetrends.population.DerivativeRule;
import org.computetrends.population.Selection;

/**
 * A choice of the settings that determine the population of a metric and cohort.
 *
 * @param era the span of the population
 * @param selection the releases analysed, and the rules
 */
public record Variant(Era era, Selection selection) {

    public Variant withRules(PopulationRules rules) {
        return new Variant(era, selection.withRules(rules));
    }

    public Variant withSelection(Selection newSelection) {
        return new Variant(era, newSelection);
    }

    public Variant withEra(Era newEra) {
        return new Variant(newEra, selection);
    }

    /**
     * This variant, with every setting that cannot affect the cohort reset to the baseline's value. Variants that
     * become equal have equal populations and time scales.
     */
    Variant reducedFor(Cohort cohort, Variant baseline) {
        Cohort.Rule rule = cohort.rule();
        boolean isByScale = rule == Cohort.Rule.REGULAR_SCALE || rule == Cohort.Rule.LARGE_SCALE;
        PopulationRules baselineRules = baseline.selection.rules();
        PopulationRules rules = selection.rules().with(draft -> {
            if (rule != Cohort.Rule.FRONTIER) {
                draft.frontierSize = baselineRules.frontierSize();
            }
            // Names of derivatives matter only where ranks do.
            if (!isByRank(cohort)) {
                draft.derivedNames = baselineRules.derivedNames();
            }
            if (rule != Cohort.Rule.REGULAR_SCALE) {
                draft.regularScaleFrom = baselineRules.regularScaleFrom();
            }
            // A cohort by scale is a range of z-scores, and the rule of outliers does not affect it. Other cohorts use
            // z-scores only to drop outliers, and then only the lower bound.
            if (isByScale) {
                draft.outliers = baselineRules.outliers();
            } else if (draft.outliers == OutlierRule.KEEP) {
                draft.zScore = baselineRules.zScore();
            } else {
                draft.zScore = new ZScoreRule(
                        draft.zScore.windowDays(),
                        draft.zScore.lowBelow(),
                        baselineRules.zScore().largeAbove(),
                        baselineRules.zScore().largeFrom());
            }
        });
        Selection reduced = canDifferFromUnranked(cohort, selection.derivatives(), rules.outliers())
                ? selection
                : selection.withDerivatives(DerivativeRule.UNRANKED);
        return new Variant(era, reduced.withRules(rules));
    }

    /** Whether a cohort's population by a derivative rule can differ from its population by {@code UNRANKED}. */
    private static boolean canDifferFromUnranked(Cohort cohort, DerivativeRule derivatives, OutlierRule outliers) {
        return switch (derivatives) {
            case UNRANKED -> false;
            case RANKED -> isByRank(cohort);
            // Cohorts by rank contain no unranked derivatives. Excluding derivatives can still change z-scores, and
            // which attribute values count as other.
            case EXCLUDED ->
                !isByRank(cohort)
                        || outliers == OutlierRule.DROP
                        || !cohort.filters().isEmpty();
        };
    }

    private static boolean isByRank(Cohort cohort) {
        return cohort.rule() == Cohort.Rule.FRONTIER || cohort.rule() == Cohort.Rule.RECORD;
    }
}
